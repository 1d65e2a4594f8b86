import asyncio
import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Edition, Planned, Standing
from bot.core.reply import Text, reply
from bot.domain.delivery import Change, Delivery, State
from bot.domain.progress import FINISHED
from bot.domain.subscription import Slot, Subscription
from bot.storage.editions import SqlEditions
from bot.storage.ledger import SqlLedger
from bot.storage.store import SqlStore

NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LATER = NOW + dt.timedelta(minutes=1)
OLD, NEW = reply(Text("The sea rises once a day.")), reply(Text("The sea rises twice a day."))
WISH = Subscription(0, "web", "classroom", (dt.time(8),), ZoneInfo("UTC"), "sea")


@pytest.fixture
def editions(engine: AsyncEngine) -> SqlEditions:
    return SqlEditions(engine)


async def posted(
    engine: AsyncEngine,
    edition: int | None,
    *,
    channel: str = "classroom",
    platform: str = "web",
    server: str = "",
    ago: int = 0,
    lesson_id: str = "tides",
    state: State = State.SENT,
) -> Delivery:
    """A lesson was posted in a channel so many days ago."""
    wish = replace(WISH, channel=channel, platform=platform, server=server)
    store, due = SqlStore(engine), NOW - ago * DAY
    slot = Slot(due.date(), due)
    made = next((one for one in await store.subscriptions() if replace(one, id=0) == wish), None)
    made = made or await store.subscribe(wish, slot)
    await store.plan(made.id, [Planned(slot, State.PLANNED)], Slot(slot.date + DAY, due + DAY), due)
    planned = await store.delivery_on(made.id, slot.date)
    assert planned is not None
    sending = Change(State.SENDING, due, lesson_id=lesson_id, edition=edition)
    assert await store.move(planned, sending)
    assert await store.move(
        replace(planned, state=State.SENDING, edition=edition, attempts=1),
        Change(state, due, lesson_id=lesson_id, post_id="1"),
    )
    found = await store.delivery_on(made.id, slot.date)
    assert found is not None
    return found


async def edition_of(engine: AsyncEngine, delivery: Delivery) -> int | None:
    found = await SqlStore(engine).delivery_on(delivery.subscription_id, delivery.slot)
    assert found is not None
    return found.edition


async def test_a_text_is_kept_once_and_known_again_by_another_process(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    first = await editions.keep("tides", OLD, NOW)
    other = SqlEditions(engine)
    assert await editions.keep("tides", OLD, NOW) == first
    assert await other.keep("tides", OLD, NOW) == first
    assert await other.keep("tides", NEW, NOW) != first
    assert await other.keep("moon", OLD, NOW) != first
    assert await editions.keep("tides", NEW, NOW) == await other.keep("tides", NEW, NOW)
    assert await editions.keep("tides", OLD, NOW) == first


async def test_a_text_that_many_keep_at_once_is_kept_once(editions: SqlEditions) -> None:
    kept = await asyncio.gather(*(editions.keep("tides", OLD, NOW) for _ in range(20)))
    assert len(set(kept)) == 1


async def test_only_texts_that_posts_stand_with_are_compared(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    stands = await editions.keep("tides", OLD, NOW)
    await editions.keep("tides", NEW, NOW)
    failed = await editions.keep("moon", OLD, NOW)
    await posted(engine, stands)
    await posted(engine, failed, ago=1, state=State.FAILED)
    assert await editions.all() == [Edition(stands, "tides", OLD)]


async def test_a_text_that_cannot_be_read_is_left_out(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    broken = await editions.keep("moon", OLD, NOW)
    await posted(engine, broken)
    await posted(engine, await editions.keep("tides", OLD, NOW), ago=1)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE editions SET reply = '{' WHERE id = 1")
    assert [one.lesson_id for one in await editions.all()] == ["tides"]


async def test_posts_are_counted_by_text_and_platform_and_their_channels_once(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    old = await editions.keep("tides", OLD, NOW)
    await posted(engine, old)
    await posted(engine, old, ago=1)
    # The same channel's id in two workspaces is two channels.
    await posted(engine, old, platform="slack", channel="C1", server="T1")
    await posted(engine, old, platform="slack", channel="C1", server="T2")
    await posted(engine, None, channel="before-the-migration")
    await posted(engine, None, channel="at-the-end", lesson_id=FINISHED)
    await posted(engine, old, channel="failed", state=State.FAILED)
    await posted(engine, old, ago=100)
    assert await editions.standing(NOW - 90 * DAY) == [
        Standing(None, "tides", "web", "", 1, 1, 0),
        Standing(old, "tides", "slack", "", 2, 2, 0),
        Standing(old, "tides", "web", "", 2, 1, 0),
    ]
    assert await editions.standing(NOW - 900 * DAY, NOW - 90 * DAY) == [
        Standing(old, "tides", "web", "", 1, 1, 0)
    ]


async def test_what_is_marked_can_be_corrected_from_then_on_platform_by_platform(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    old, new = await editions.keep("tides", OLD, NOW), await editions.keep("tides", NEW, NOW)
    first, second = await posted(engine, old, ago=1), await posted(engine, old)
    await posted(engine, new, channel="right")
    await posted(engine, old, ago=100)
    await posted(engine, old, platform="slack")
    assert await editions.mark([old], NOW - 90 * DAY, NOW) == 3
    assert await editions.to_correct("web", NOW - DAY, limit=9) == []
    assert await editions.to_correct("web", NOW, limit=9) == [first, second]
    assert await editions.to_correct("web", NOW, limit=1) == [first]
    await editions.corrected(first, new, NOW)
    assert await editions.to_correct("web", NOW, limit=9) == [second]
    assert await edition_of(engine, first) == new
    events = await SqlLedger(engine).history(first.id)
    assert [(one.state, one.reason) for one in events][-1] == (State.SENT, "corrected")


async def test_what_is_put_off_waits_behind_the_others(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    old = await editions.keep("tides", OLD, NOW)
    first, second = await posted(engine, old, ago=1), await posted(engine, old)
    await editions.mark([old], NOW - 90 * DAY, NOW)
    await editions.put_off(first, LATER)
    assert await editions.to_correct("web", NOW, limit=9) == [second]
    assert await editions.to_correct("web", LATER, limit=9) == [second, first]


async def test_what_was_refused_says_why_until_it_is_marked_again(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    old = await editions.keep("tides", OLD, NOW)
    post = await posted(engine, old)
    await editions.mark([old], NOW - DAY, NOW)
    await editions.refused(post, "the message is gone", NOW)
    assert await editions.to_correct("web", LATER, limit=9) == []
    assert await editions.standing(NOW - DAY) == [
        Standing(old, "tides", "web", "the message is gone", 1, 1, 0)
    ]
    events = await SqlLedger(engine).history(post.id)
    assert events[-1].reason == "not corrected: the message is gone"
    await editions.mark([old], NOW - DAY, LATER)
    assert await editions.standing(NOW - DAY) == [Standing(old, "tides", "web", "", 1, 1, 1)]
    assert await editions.to_correct("web", LATER, limit=9) == [post]


async def test_a_post_that_was_marked_anew_while_it_was_corrected_stays_marked(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    old, new = await editions.keep("tides", OLD, NOW), await editions.keep("tides", NEW, NOW)
    post = await posted(engine, old)
    await editions.mark([old], NOW - DAY, NOW)
    await editions.mark([old], NOW - DAY, LATER)
    await editions.corrected(post, new, NOW)
    assert await editions.to_correct("web", LATER, limit=9) == [replace(post, edition=new)]


async def test_a_post_that_is_not_marked_any_more_is_not_put_off_into_being_marked(
    engine: AsyncEngine, editions: SqlEditions
) -> None:
    post = await posted(engine, await editions.keep("tides", OLD, NOW))
    await editions.put_off(post, NOW)
    assert await editions.to_correct("web", LATER, limit=9) == []
