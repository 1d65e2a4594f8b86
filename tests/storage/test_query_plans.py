"""What is asked at each ring costs what is due, not what exists."""

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.delivery import State
from bot.storage.database import opened
from bot.storage.editions import SqlEditions
from bot.storage.ledger import SqlLedger
from bot.storage.notices import SqlNotices
from tests.fakes.store import migrated

NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

Asking = Callable[[AsyncEngine], Awaitable[object]]
ASKED: dict[str, Asking] = {
    "work": lambda engine: SqlLedger(engine).work(NOW),
    "due": lambda engine: SqlLedger(engine).due(NOW, limit=500),
    "sending": lambda engine: SqlLedger(engine).in_state(State.SENDING, limit=200, ready_by=NOW),
    "in doubt": lambda engine: SqlLedger(engine).in_state(State.IN_DOUBT, limit=200, ready_by=NOW),
    "turns": lambda engine: SqlLedger(engine).turns("discord", NOW, since=NOW - HOUR, limit=200),
    "unfinished": lambda engine: SqlLedger(engine).unfinished(NOW, limit=200),
    "overdue": lambda engine: SqlLedger(engine).overdue(NOW - HOUR, NOW, limit=500),
    "account": lambda engine: SqlLedger(engine).accounts([1]),
    "take back": lambda engine: SqlLedger(engine).take_back(NOW),
    "notices": lambda engine: SqlNotices(engine).to_tell(NOW, limit=100),
    "corrections": lambda engine: SqlEditions(engine).to_correct("discord", NOW, limit=20),
}
TABLES = ("subscriptions", "deliveries", "events", "notices")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    async with opened(migrated(tmp_path)) as engine:
        yield engine


async def plan_of(engine: AsyncEngine, asking: Asking) -> list[str]:
    """Ask, and return how SQLite goes about it."""
    said: list[tuple[str, Any]] = []

    def listen(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        said.append((statement, values))

    event.listen(engine.sync_engine, "before_cursor_execute", listen)
    await asking(engine)
    event.remove(engine.sync_engine, "before_cursor_execute", listen)
    ((statement, values),) = [one for one in said if one[0].lstrip().startswith("SELECT")]
    async with engine.connect() as connection:
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        return [row.detail for row in rows]


def through_everything(plan: list[str]) -> list[str]:
    """Return the steps that go through a whole table, or all of it after an id."""
    whole = [f"SCAN {table}" for table in TABLES]
    return [step for step in plan if step in whole or "rowid>" in step]


@pytest.mark.parametrize("name", ASKED)
async def test_nothing_goes_through_a_whole_table(engine: AsyncEngine, name: str) -> None:
    plan = await plan_of(engine, ASKED[name])
    assert plan
    assert through_everything(plan) == []


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("due", "ix_subscriptions_next_due"),
        ("unfinished", "ix_deliveries_follow_at"),
        ("notices", "ix_notices_ready"),
        ("corrections", "ix_deliveries_correct_at"),
        ("turns", "ix_deliveries_state"),
        ("overdue", "ix_deliveries_state_due"),
        ("account", "ix_deliveries_again"),
        ("take back", "ix_deliveries_state_due"),
    ],
)
async def test_each_uses_the_index_that_was_made_for_it(
    engine: AsyncEngine, name: str, index: str
) -> None:
    plan = await plan_of(engine, ASKED[name])
    assert any(step.startswith("SEARCH") and f"INDEX {index}" in step for step in plan)


async def test_a_walk_through_a_table_is_noticed(engine: AsyncEngine) -> None:
    async def everything(engine: AsyncEngine) -> None:
        async with engine.connect() as connection:
            await connection.exec_driver_sql("SELECT * FROM deliveries WHERE reason = 'x'")

    assert through_everything(await plan_of(engine, everything)) == ["SCAN deliveries"]
