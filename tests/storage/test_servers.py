"""The records of servers and their schedules, and the way to them from an older database."""

import asyncio
import datetime as dt
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Planned
from bot.core.request import Place
from bot.domain.delivery import Change, State
from bot.domain.subscription import PostOptions, Slot, Status, Subscription
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.migrating import upgrade
from bot.storage.notes import SqlNotes
from bot.storage.sqlite import sqlite_engine
from bot.storage.store import SqlStore

NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
TODAY = Slot(dt.date(2026, 1, 16), NOW)
TOMORROW = Slot(dt.date(2026, 1, 17), NOW + dt.timedelta(days=1))
WISH = Subscription(
    0,
    "discord",
    "100",
    (dt.time(8),),
    ZoneInfo("Asia/Seoul"),
    "news",
    server="1",
    options=PostOptions(thread=True, publish=True, mention="77", tag="900"),
)


async def test_a_schedule_is_kept_with_all_it_says(store: SqlStore) -> None:
    made = await store.subscribe(replace(WISH, status=Status.PAUSED, reason="no rights"), TODAY)
    assert await store.subscriptions() == [made]
    assert made == replace(WISH, id=1, status=Status.PAUSED, reason="no rights")


async def test_an_amendment_leaves_the_next_slot_alone(store: SqlStore) -> None:
    made = await store.subscribe(WISH, TODAY)
    changed = replace(made, status=Status.PAUSED, options=PostOptions())
    await store.amend(changed)
    assert await store.subscriptions() == [changed]
    assert await store.next_slot(made.id) == TODAY


async def test_a_server_has_its_own_schedules(store: SqlStore) -> None:
    mine = await store.subscribe(WISH, TODAY)
    await store.subscribe(replace(WISH, server="2"), TODAY)
    await store.subscribe(replace(WISH, platform="other"), TODAY)
    gone = await store.subscribe(replace(WISH, channel="101"), TODAY)
    await store.amend(replace(gone, status=Status.REMOVED))
    assert await store.subscriptions_of("discord", "1") == [mine]
    assert sorted(await store.servers("discord")) == ["1", "2"]
    assert await store.servers("slack") == []


async def test_what_was_removed_is_nowhere_but_keeps_its_number(store: SqlStore) -> None:
    made = await store.subscribe(WISH, TODAY)
    await store.amend(replace(made, status=Status.REMOVED))
    assert await store.subscriptions() == []
    assert await store.subscriptions(Place("discord", "100")) == []
    assert await store.servers("discord") == ["1"]
    assert (await store.subscribe(WISH, TODAY)).id == made.id + 1


@pytest.mark.parametrize("status", [Status.PAUSED, Status.AWAY, Status.REMOVED])
async def test_only_what_is_active_is_due(engine: AsyncEngine, status: Status) -> None:
    store = SqlStore(engine)
    made = await store.subscribe(WISH, TODAY)
    await store.amend(replace(made, status=status))
    assert await SqlLedger(engine).due(NOW, limit=9) == []


async def test_a_delivery_is_found_by_its_date_and_moved_once(store: SqlStore) -> None:
    made = await store.subscribe(WISH, TODAY)
    await store.plan(
        made.id, [Planned(TODAY, State.SKIPPED, "skipped by a manager")], TOMORROW, NOW
    )
    assert await store.next_slot(made.id) == TOMORROW
    assert await store.delivery_on(made.id, TOMORROW.date) is None
    assert await store.delivery_on(made.id + 1, TODAY.date) is None
    skipped = await store.delivery_on(made.id, TODAY.date)
    assert skipped is not None
    assert (skipped.state, skipped.reason) == (State.SKIPPED, "skipped by a manager")
    again = Change(State.PLANNED, NOW, lesson_id="ai")
    moves = await asyncio.gather(*(store.move(skipped, again) for _ in range(3)))
    assert sorted(moves) == [False, False, True]
    planned = await store.delivery_on(made.id, TODAY.date)
    assert planned is not None
    assert (planned.state, planned.lesson_id) == (State.PLANNED, "ai")


async def test_each_server_has_those_who_manage(store: SqlStore) -> None:
    assert await store.managers("discord", "1") == ""
    await store.set_managers("discord", "1", "77")
    await store.set_managers("discord", "2", "88")
    assert await store.managers("discord", "1") == "77"
    await store.set_managers("discord", "1", "")
    assert await store.managers("discord", "1") == ""
    assert await store.managers("discord", "2") == "88"


async def test_of_a_server_that_was_forgotten_nothing_stays(store: SqlStore) -> None:
    await store.subscribe(WISH, TODAY)
    await store.note_left("discord", "1", NOW)
    await store.note_left("discord", "1", NOW + dt.timedelta(days=1))
    assert await store.left_by(NOW) == [("discord", "1")]
    assert await store.forget("discord", "1", NOW)
    # By one who learned of it before.
    await store.note_left("discord", "1", NOW)
    assert await store.servers("discord") == []


async def test_a_note_takes_the_place_of_the_one_before(engine: AsyncEngine) -> None:
    notes = SqlNotes(engine)
    assert await notes.noted("a") == ""
    await notes.note("a", "one")
    await notes.note("b", "two")
    await notes.note("a", "three")
    assert (await notes.noted("a"), await notes.noted("b")) == ("three", "two")


async def test_an_older_database_keeps_its_rows(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'homeroom.db'}"
    older = sqlite_engine(url)
    async with older.begin() as connection:
        await connection.run_sync(upgrade, "0001")
        await connection.exec_driver_sql(
            "INSERT INTO subscriptions VALUES (7, 'web', 'classroom', '08:00', 'Asia/Seoul',"
            " '01234', 'news', 'course', '2026-01-16', '2026-01-16 09:00:00.000000')"
        )
        await connection.exec_driver_sql(
            "INSERT INTO deliveries VALUES (1, 7, '2026-01-15', '2026-01-15 09:00:00.000000',"
            " 'sent', 'ai', '3', '', 1, '2026-01-15 09:00:00.000000')"
        )
    await older.dispose()
    async with opened(url) as engine:
        store = SqlStore(engine)
        (kept,) = await store.subscriptions(Place("web", "classroom"))
        assert kept == Subscription(
            7,
            "web",
            "classroom",
            (dt.time(8),),
            ZoneInfo("Asia/Seoul"),
            "news",
            frozenset(range(5)),
        )
        assert await store.next_slot(7) == TODAY
        assert await store.taken(7) == {"ai"}
        assert await SqlLedger(engine).due(NOW, limit=9) == [(7, kept, TODAY)]


async def test_answers_and_managers_from_before_are_kept(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'homeroom.db'}"
    older = sqlite_engine(url)
    async with older.begin() as connection:
        await connection.run_sync(upgrade, "0002")
        for statement in (
            "INSERT INTO subscriptions (id, platform, channel, local_time, zone, days, track, mode,"
            " server, next_date, next_due) VALUES (7, 'discord', '100', '08:00', 'Asia/Seoul',"
            " '01234', 'news', 'course', '1', '2026-01-16', '2026-01-16 09:00:00.000000')",
            "INSERT INTO attempts VALUES (1, 'discord', '100', 'ann', 'abcd1234', 1,"
            " '2026-01-15 09:00:00.000000')",
            "INSERT INTO attempts VALUES (2, 'web', 'classroom', 'bob', 'abcd1234', 0,"
            " '2026-01-15 09:00:00.000000')",
            "INSERT INTO servers VALUES ('discord', '1', '77')",
        ):
            await connection.exec_driver_sql(statement)
    await older.dispose()
    async with opened(url) as engine:
        store = SqlStore(engine)
        (ann,) = await store.attempts_of("discord", "ann")
        (bob,) = await store.attempts_of("web", "bob")
        assert (ann.right, ann.first, ann.place.server, ann.lesson_id) == (True, True, "1", "")
        assert (bob.right, bob.first, bob.place.server) == (False, True, "")
        assert not await store.add_attempt(replace(ann, at=NOW))
        assert await store.managers("discord", "1") == "77"
        assert await store.left_by(NOW) == []
        async with engine.connect() as connection:
            broken = await connection.exec_driver_sql("PRAGMA foreign_key_check")
            assert broken.all() == []
