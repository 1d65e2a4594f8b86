import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.core.ports import Planned
from bot.domain.delivery import Change, State
from bot.domain.subscription import Slot, Subscription
from bot.storage.census import BACKUP, SqlCounts
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.notes import SqlNotes
from bot.storage.size import named, size_of
from bot.storage.store import SqlStore
from tests.fakes.store import migrated

NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAILY = Subscription(0, "discord", "100", (dt.time(8),), ZoneInfo("UTC"), "a", server="1")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    async with opened(migrated(tmp_path)) as engine:
        yield engine


async def planned(engine: AsyncEngine, *due: dt.datetime) -> None:
    store = SqlStore(engine)
    slots = [Slot(NOW.date() - dt.timedelta(days=n), when) for n, when in enumerate(due)]
    made = await store.subscribe(DAILY, slots[0])
    far = Slot(dt.date(2100, 1, 1), dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
    await store.plan(made.id, [Planned(slot, State.PLANNED) for slot in slots], far, NOW)


async def test_what_is_due_and_in_doubt_is_counted_with_the_oldest(engine: AsyncEngine) -> None:
    nothing = await SqlCounts(engine).census(NOW)
    assert (nothing.in_doubt, nothing.oldest_doubt, nothing.waiting) == (0, None, 0)
    await planned(engine, NOW + HOUR, NOW - HOUR, NOW - 2 * HOUR, NOW - 3 * HOUR)
    ledger = SqlLedger(engine)
    found = await ledger.in_state(State.PLANNED, limit=9)
    await ledger.move(found[3], Change(State.SENDING, NOW))
    (sending,) = await ledger.in_state(State.SENDING, limit=9)
    await ledger.move(sending, Change(State.IN_DOUBT, NOW))
    seen = await SqlCounts(engine).census(NOW)
    assert (seen.in_doubt, seen.oldest_doubt) == (1, NOW - 3 * HOUR)
    assert (seen.waiting, seen.oldest_waiting) == (2, NOW - 2 * HOUR)
    assert seen.schema.isdecimal()


@pytest.mark.parametrize(
    ("noted", "read"),
    [
        ("2026-01-16T03:00:00+00:00", NOW - 6 * HOUR),
        ("2026-01-16T12:00:00+09:00", NOW - 6 * HOUR),
        ("2026-01-16T03:00:00", NOW - 6 * HOUR),
        ("yesterday", None),
        ("", None),
    ],
)
async def test_the_last_backup_is_what_its_note_says(
    engine: AsyncEngine, noted: str, read: dt.datetime | None
) -> None:
    assert (await SqlCounts(engine).census(NOW)).backup is None
    await SqlNotes(engine).note(BACKUP, noted)
    assert (await SqlCounts(engine).census(NOW)).backup == read


async def test_counting_looks_into_indexes_only(engine: AsyncEngine) -> None:
    said: list[str] = []

    def listen(_c: object, _cursor: object, statement: str, *_: object) -> None:
        said.append(statement)

    event.listen(engine.sync_engine, "before_cursor_execute", listen)
    await SqlCounts(engine).census(NOW)
    event.remove(engine.sync_engine, "before_cursor_execute", listen)
    counting = [one for one in said if "deliveries" in one]
    assert len(counting) == 2
    async with engine.connect() as connection:
        for statement in counting:
            rows = await connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", ("planned", "2026-01-16")
            )
            details = [row.detail for row in rows]
            assert all("USING COVERING INDEX ix_deliveries_state_due" in one for one in details)


async def test_what_can_t_be_written_does_not_answer(tmp_path: Path) -> None:
    path = tmp_path / "homeroom.db"
    async with opened(f"sqlite+aiosqlite:///{path}") as engine:
        await SqlCounts(engine).answers()
    read_only = create_async_engine(f"sqlite+aiosqlite:///file:{path}?mode=ro&uri=true")
    event.listen(read_only.sync_engine, "begin", lambda one: one.exec_driver_sql("BEGIN"))
    with pytest.raises(OperationalError, match="readonly"):
        await SqlCounts(read_only).answers()
    await read_only.dispose()


async def test_a_database_says_which_it_is_and_how_big(engine: AsyncEngine, tmp_path: Path) -> None:
    assert named(engine) == f"SQLite, {tmp_path / 'homeroom.db'}"
    assert await size_of(engine) > 50_000
    elsewhere = create_async_engine("postgresql+asyncpg://ann:sesame@db.internal/homeroom")
    assert named(elsewhere) == "PostgreSQL, homeroom on db.internal"
    await elsewhere.dispose()
