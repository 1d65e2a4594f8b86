"""How channels are doing, from what is recorded of them."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Planned
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import Slot, Status, Subscription
from bot.storage.health import latest
from bot.storage.store import SqlStore
from bot.storage.tables import subscriptions

NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
WISH = Subscription(0, "discord", "1", (dt.time(8),), ZoneInfo("UTC"), "news", server="10")
FIRST = Slot(dt.date(2026, 1, 1), NOW)
STATES = {
    "n": State.PLANNED,
    "d": State.IN_DOUBT,
    "f": State.FAILED,
    "s": State.SENT,
    "-": State.SKIPPED,
}


async def lived(store: SqlStore, states: str, wish: Subscription = WISH) -> int:
    """A subscription with a slot a day from 1 January on, and how each came out."""
    made = await store.subscribe(wish, FIRST)
    for day, letter in enumerate(states, 1):
        slot = Slot(dt.date(2026, 1, day), NOW)
        await store.plan(made.id, [Planned(slot, State.PLANNED)], replace(slot, nth=1), NOW)
        delivery = await store.delivery_on(made.id, slot.date)
        assert delivery is not None
        if letter != "n":
            assert await store.move(delivery, Change(STATES[letter], NOW))
    return made.id


def day(delivery: Delivery | None) -> int:
    return delivery.slot.day if delivery else 0


@pytest.mark.parametrize(
    ("states", "sent", "pending"),
    [
        ("", 0, 0),
        ("s", 1, 0),
        ("sss", 3, 0),
        ("ss-", 2, 0),
        ("--", 0, 0),
        ("n", 0, 1),
        ("sf", 1, 2),
        ("sf-", 1, 2),
        ("sfd", 1, 3),
        # What went wrong before the last post is over.
        ("fs", 2, 0),
        ("sds-", 3, 0),
    ],
)
async def test_the_last_post_and_what_went_wrong_since(
    engine: AsyncEngine, states: str, sent: int, pending: int
) -> None:
    store = SqlStore(engine)
    number = await lived(store, states)
    (health,) = await store.health("discord", "10")
    assert (health.id, health.subscription) == (number, replace(WISH, id=number))
    assert health.slot == await store.next_slot(number)
    assert (day(health.sent), day(health.pending)) == (sent, pending)


async def test_of_several_lessons_a_day_the_later_is_the_newer(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    made = await store.subscribe(replace(WISH, times=(dt.time(8), dt.time(18))), FIRST)
    slots = [replace(FIRST, nth=nth) for nth in (0, 1)]
    planned = [Planned(slot, State.PLANNED) for slot in slots]
    await store.plan(made.id, planned, replace(FIRST, nth=2), NOW)
    first = await store.delivery_on(made.id, FIRST.date, 0)
    assert first is not None
    await store.move(first, Change(State.SENT, NOW))
    (health,) = await store.health()
    assert health.sent is not None
    assert health.pending is not None
    assert (health.sent.nth, health.pending.nth) == (0, 1)


async def test_each_server_and_platform_has_its_own_and_all_come_page_by_page(
    engine: AsyncEngine,
) -> None:
    store = SqlStore(engine)
    ids = [
        await lived(store, "sf", wish)
        for wish in (
            WISH,
            replace(WISH, server="11"),
            replace(WISH, platform="slack"),
            replace(WISH, status=Status.PAUSED, reason="Missing Permissions"),
        )
    ]
    await lived(store, "s", replace(WISH, status=Status.REMOVED))
    assert [one.id for one in await store.health("discord", "10")] == [ids[0], ids[3]]
    assert [one.id for one in await store.health("discord")] == [ids[0], ids[1], ids[3]]
    assert [one.id for one in await store.health()] == ids
    page = await store.health(limit=2)
    assert [one.id for one in page] == ids[:2]
    rest = await store.health(limit=2, after_id=page[-1].id)
    assert [one.id for one in rest] == ids[2:]
    assert all((day(one.sent), day(one.pending)) == (1, 2) for one in (*page, *rest))
    assert await store.health(after_id=rest[-1].id + 1) == []


async def test_a_record_that_makes_no_sense_is_there_but_unread(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    number = await lived(store, "s")
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE subscriptions SET zone = 'Mars/Olympus'")
    (health,) = await store.health()
    assert (health.id, health.subscription, day(health.sent)) == (number, None, 1)


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("state", "wanted"), [(State.SENT, True), (State.SKIPPED, False)])
async def test_no_query_looks_through_all_deliveries(
    engine: AsyncEngine, state: State, wanted: bool
) -> None:
    there = [subscriptions.c.platform == "discord", subscriptions.c.server == "10"]
    query = latest(there, state, wanted=wanted).compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    async with engine.connect() as connection:
        rows = (await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")).all()
    plan = [str(row[-1]) for row in rows]
    assert any(step.startswith("SEARCH subscriptions USING") for step in plan), plan
    assert not any(step.startswith("SCAN") or "TEMP B-TREE" in step for step in plan), plan


async def test_deliveries_in_doubt_come_newest_first(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    number = await lived(store, "dsdf")
    await lived(store, "d")
    assert [one.slot.day for one in await store.in_doubt(number)] == [3, 1]
