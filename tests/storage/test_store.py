import asyncio
import datetime as dt
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import inspect, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Attempt, Planned
from bot.core.reply import Text, reply
from bot.core.request import Place
from bot.domain.delivery import Change, State
from bot.domain.subscription import WORKING_DAYS, Mode, Slot, Subscription
from bot.errors import DatabaseUnusable
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.migrating import MIGRATIONS, revisions
from bot.storage.mover import AT_ONCE
from bot.storage.posts import SqlPosts
from bot.storage.sqlite import set_up
from bot.storage.store import SqlStore
from bot.storage.tables import metadata, subscriptions
from tests.fakes.paths import ROOT

PLACE = Place("web", "classroom")
NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
TODAY = Slot(dt.date(2026, 1, 16), NOW)
TOMORROW = Slot(dt.date(2026, 1, 17), NOW + dt.timedelta(days=1))
WISH = Subscription(
    0, "web", "classroom", (dt.time(8),), ZoneInfo("Asia/Seoul"), "news", WORKING_DAYS, Mode.NEWS
)

SENDING = Change(State.SENDING, NOW, lesson_id="ai")


async def test_the_migrations_lead_to_the_tables(engine: AsyncEngine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import Connection

    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
        tables = await connection.run_sync(lambda c: set(inspect(c).get_table_names()))
    assert tables == {*metadata.tables, "alembic_version"}


def test_the_files_of_the_migrations_are_named_as_alembic_orders_them() -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(MIGRATIONS))
    known = frozenset(one.revision for one in scripts.walk_revisions())
    assert revisions() == (scripts.get_current_head(), known)


async def test_a_database_is_opened_again_as_it_was(url: str) -> None:
    async with opened(url) as engine:
        made = await SqlStore(engine).subscribe(WISH, TODAY)
    async with opened(url) as engine:
        assert await SqlStore(engine).subscriptions() == [made]
        assert await SqlStore(engine).next_slot(made.id) == TODAY


async def test_a_file_that_is_no_database_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "homeroom.db"
    path.write_text("This is a diary, not a database.\n" * 50)
    with pytest.raises(DatabaseUnusable, match="file is not a database"):
        async with opened(f"sqlite+aiosqlite:///{path}"):
            pass


async def test_a_newer_database_is_refused_not_harmed(url: str) -> None:
    async with opened(url) as engine, engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        await connection.exec_driver_sql("UPDATE notes SET text = '9999'")
    with pytest.raises(DatabaseUnusable, match="written by a newer Homeroom"):
        async with opened(url):
            pass


async def test_only_the_first_attempt_counts(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    attempt = Attempt(PLACE, "ann", "abcd1234", True, NOW)
    assert await store.add_attempt(attempt)
    assert not await store.add_attempt(attempt)
    assert await store.add_attempt(Attempt(PLACE, "bob", "abcd1234", False, NOW))


async def test_planning_a_slot_twice_plans_it_once(engine: AsyncEngine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    made = await store.subscribe(WISH, TODAY)
    assert await ledger.due(NOW, limit=10) == [(made.id, made, TODAY)]
    planned = [Planned(TODAY, State.PLANNED)]
    await asyncio.gather(*(store.plan(made.id, planned, TOMORROW, NOW) for _ in range(5)))
    assert len(await ledger.in_state(State.PLANNED, limit=10)) == 1
    assert await ledger.due(NOW, limit=10) == []
    assert await store.next_slot(made.id) == TOMORROW


async def test_an_older_planner_does_not_turn_the_calendar_back(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    made = await store.subscribe(WISH, TODAY)
    later = Slot(dt.date(2026, 1, 20), NOW + dt.timedelta(days=4))
    await store.plan(made.id, [], later, NOW)
    await store.plan(made.id, [Planned(TODAY, State.PLANNED)], TOMORROW, NOW)
    assert await store.next_slot(made.id) == later


async def test_of_two_that_move_a_delivery_one_does(engine: AsyncEngine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    made = await store.subscribe(WISH, TODAY)
    await store.plan(made.id, [Planned(TODAY, State.PLANNED)], TOMORROW, NOW)
    (delivery,) = await ledger.in_state(State.PLANNED, limit=10)
    moves = (ledger.move(delivery, SENDING) for _ in range(5))
    assert sorted(await asyncio.gather(*moves)) == [False, False, False, False, True]


async def test_a_lesson_is_taken_while_it_is_or_may_be_posted(engine: AsyncEngine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    made = await store.subscribe(WISH, TODAY)
    await store.plan(made.id, [Planned(TODAY, State.PLANNED)], TOMORROW, NOW)
    (planned,) = await ledger.in_state(State.PLANNED, limit=10)
    assert await store.taken(made.id) == frozenset()
    await ledger.move(planned, SENDING)
    assert await store.taken(made.id) == {"ai"}
    assert await store.last_delivery(PLACE) is None
    (sending,) = await ledger.in_state(State.SENDING, limit=10)
    assert sending.attempts == 1
    await ledger.move(sending, Change(State.SENT, NOW, post_id="17"))
    assert await store.taken(made.id) == {"ai"}
    sent = await store.last_delivery(PLACE)
    assert sent is not None
    assert (sent.lesson_id, sent.post_id, sent.key) == ("ai", "17", f"{made.id}-20260116")
    await ledger.move(sent, Change(State.FAILED, NOW))
    assert await store.taken(made.id) == frozenset()


async def test_a_step_is_not_taken_before_its_time(engine: AsyncEngine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    made = await store.subscribe(WISH, TODAY)
    await store.plan(made.id, [Planned(TODAY, State.PLANNED)], TOMORROW, NOW)
    (planned,) = await ledger.in_state(State.PLANNED, limit=10, ready_by=NOW)
    await ledger.move(planned, Change(State.PLANNED, NOW, ready=NOW + dt.timedelta(minutes=1)))
    assert await ledger.in_state(State.PLANNED, limit=10, ready_by=NOW) == []
    assert len(await ledger.in_state(State.PLANNED, limit=10)) == 1


async def test_a_record_that_makes_no_sense_does_not_hide_the_others(engine: AsyncEngine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    bad, good = await store.subscribe(WISH, TODAY), await store.subscribe(WISH, TODAY)
    async with engine.begin() as connection:
        await connection.execute(
            update(subscriptions).where(subscriptions.c.id == bad.id).values(zone="Asia/Saigonn")
        )
    assert await ledger.due(NOW, limit=10) == [(bad.id, None, TODAY), (good.id, good, TODAY)]


async def test_a_changed_subscription_keeps_its_id(engine: AsyncEngine) -> None:
    store = SqlStore(engine)
    made = await store.subscribe(WISH, TODAY)
    changed = replace(made, times=(dt.time(9, 30),), track="other")
    await store.reschedule(changed, TOMORROW)
    assert await store.subscriptions(PLACE) == [changed]
    assert await store.next_slot(made.id) == TOMORROW


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
async def test_what_is_committed_stays_and_references_hold(engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        for pragma, value in (("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)):
            found = await connection.exec_driver_sql(f"PRAGMA {pragma}")
            assert found.scalar_one() == value


async def test_a_post_that_cannot_be_read_does_not_hide_the_others(engine: AsyncEngine) -> None:
    posts = SqlPosts(engine)
    await posts.add("classroom", "a", reply(Text("one")), NOW)
    await posts.add("classroom", "b", reply(Text("two")), NOW)
    async with engine.begin() as connection:
        await connection.exec_driver_sql(
            """UPDATE posts SET reply = '{"private": false, "blocks": [{"kind": "picture"}]}'"""
            " WHERE key = 'a'"
        )
    assert [post.reply for post in await posts.latest("classroom", 10)] == [reply(Text("two"))]


KILLED_WHILE_MIGRATING = """
import asyncio, os, sys
from sqlalchemy import event
from bot.storage import database, sqlite

def die(connection, cursor, statement, *rest):
    if "CREATE TABLE attempts" in statement:
        os._exit(9)

async def main():
    engine = sqlite.create_async_engine(sys.argv[1])
    event.listen(engine.sync_engine, "connect", sqlite.set_up)
    event.listen(engine.sync_engine, "begin", sqlite.begin)
    event.listen(engine.sync_engine, "before_cursor_execute", die)
    await database.migrate(engine)

asyncio.run(main())
"""


async def test_a_kill_while_migrating_leaves_nothing_half_done(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'homeroom.db'}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED_WHILE_MIGRATING, url, env={"PYTHONPATH": str(ROOT)}
    )
    assert await process.wait() == 9
    async with opened(url) as engine:
        assert await SqlStore(engine).subscriptions() == []


async def test_it_waits_while_another_process_holds_the_new_file(tmp_path: Path) -> None:
    path = tmp_path / "homeroom.db"
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("CREATE TABLE theirs (id INTEGER)")
    other.execute("BEGIN EXCLUSIVE")

    async def let_go() -> None:
        await asyncio.sleep(0.1)
        other.execute("ROLLBACK")
        other.close()

    holding = asyncio.create_task(let_go())
    # The driver's own thread waits, so the loop is free to let go meanwhile.
    async with opened(f"sqlite+aiosqlite:///{path}") as engine:
        assert await SqlStore(engine).subscriptions() == []
    await holding


class Contended:
    """A new connection, its own cursor, whose change to WAL another process makes first.

    SQLite refuses that at once where waiting could be a deadlock, which no test can time.
    """

    isolation_level: str | None = ""

    def __init__(self, refusals: int) -> None:
        self.refusals = refusals

    def cursor(self) -> "Contended":
        return self

    def execute(self, statement: str) -> None:
        if statement == "PRAGMA journal_mode=WAL" and self.refusals:
            self.refusals -= 1
            message = "database is locked"
            raise sqlite3.OperationalError(message)

    def close(self) -> None:
        pass


def test_a_refused_change_to_wal_is_tried_again() -> None:
    connection: Any = Contended(refusals=2)
    set_up(connection, None)
    assert connection.refusals == 0


async def test_several_processes_may_start_on_an_empty_folder(url: str) -> None:
    code = (
        "import asyncio, sys; from bot.storage.database import opened\n"
        "async def main():\n"
        "    async with opened(sys.argv[1]): pass\n"
        "asyncio.run(main())"
    )
    processes = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", code, url, env={"PYTHONPATH": str(ROOT)}
        )
        for _ in range(4)
    ]
    assert [await process.wait() for process in processes] == [0, 0, 0, 0]


async def test_a_post_is_kept_once_per_key(engine: AsyncEngine) -> None:
    posts = SqlPosts(engine)
    first = await posts.add("classroom", "1-20260116", reply(Text("one")), NOW)
    again = await posts.add("classroom", "1-20260116", reply(Text("two")), NOW)
    other = await posts.add("classroom", "1-20260117", reply(Text("three")), NOW)
    assert again == first
    assert await posts.latest("classroom", 10) == [first, other]
    assert await posts.latest("classroom", 1) == [other]
    assert await posts.find("elsewhere", "1-20260116") is None


async def test_a_post_that_is_changed_keeps_its_id_its_key_and_its_time(
    engine: AsyncEngine,
) -> None:
    posts = SqlPosts(engine)
    first = await posts.add("classroom", "1-20260116", reply(Text("one")), NOW)
    other = await posts.add("classroom", "1-20260117", reply(Text("two")), NOW)
    for _ in range(2):
        assert await posts.change("classroom", "1-20260116", reply(Text("corrected")))
    changed = await posts.find("classroom", "1-20260116")
    assert changed == replace(first, reply=reply(Text("corrected")))
    assert await posts.latest("classroom", 10) == [changed, other]
    assert not await posts.change("classroom", "1-20260118", reply(Text("x")))
    assert not await posts.change("elsewhere", "1-20260116", reply(Text("x")))


async def test_a_time_without_a_zone_is_refused(engine: AsyncEngine) -> None:
    from sqlalchemy.exc import StatementError

    naive = dt.datetime(2026, 1, 16, 9)  # noqa: DTZ001 -- the mistake this is about
    with pytest.raises(StatementError, match="without a zone"):
        await SqlPosts(engine).add("classroom", "k", reply(Text("x")), naive)


async def test_of_a_subscription_one_delivery_is_sent_at_a_time(engine: AsyncEngine) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    made, other = await store.subscribe(WISH, TODAY), await store.subscribe(WISH, TODAY)
    second = Slot(TODAY.date, NOW, 1)
    for to in (made, other):
        planned = [Planned(TODAY, State.PLANNED), Planned(second, State.PLANNED)]
        await store.plan(to.id, planned, TOMORROW, NOW)
    found = await ledger.in_state(State.PLANNED, limit=9)
    # At the same time, so that they go in one transaction.
    moved = await asyncio.gather(*(ledger.move(one, SENDING) for one in found))
    assert sorted(moved) == [False, False, True, True]
    assert {one.subscription_id for one in await ledger.in_state(State.SENDING, limit=9)} == {
        made.id,
        other.id,
    }


async def test_more_move_at_the_same_time_than_go_into_one_transaction(
    engine: AsyncEngine,
) -> None:
    store, ledger = SqlStore(engine), SqlLedger(engine)
    for _ in range(2 * AT_ONCE + 1):
        made = await store.subscribe(WISH, TODAY)
        await store.plan(made.id, [Planned(TODAY, State.PLANNED)], TOMORROW, NOW)
    found = await ledger.in_state(State.PLANNED, limit=3 * AT_ONCE)
    # Each is asked for twice.
    moved = await asyncio.gather(*(ledger.move(one, SENDING) for one in (*found, *found)))
    assert moved == [True] * len(found) + [False] * len(found)
    assert len(await ledger.in_state(State.SENDING, limit=3 * AT_ONCE)) == len(found)
