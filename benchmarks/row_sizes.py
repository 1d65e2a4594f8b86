"""What a delivery takes in the database, and how long the look at a backlog takes.

    .venv/bin/python -m benchmarks.row_sizes                                      SQLite
    .venv/bin/python -m benchmarks.row_sizes postgresql+asyncpg://…/an_empty_one

Not a part of ``make bench``: it compares nothing. docs/explanation/scale.md has what came of it.
"""

import asyncio
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.core.ports import Plan, Planned
from bot.delivery.assigning import AT_ONCE, LONG_AGO
from bot.domain.delivery import Change, State
from bot.domain.subscription import Slot, Subscription
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.moves import locking, move_all, plan_all
from bot.storage.store import SqlStore
from bot.storage.tables import attempts, deliveries, events, metadata, subscriptions

CHANNELS, DAYS = 2_000, 50
AT_A_TIME = 500
BACKLOGS = (10_000, 100_000)
FIRST = dt.date(2026, 1, 1)
ATTEMPTS = 20_000


@dataclass(frozen=True)
class Sizes:
    """Bytes in the database of each thing, with its indexes."""

    delivery: float
    subscription: float
    attempt: float


async def measured(engine: AsyncEngine, channels: int = CHANNELS, days: int = DAYS) -> Sizes:
    """Fill an empty database as delivery does, and return what each thing takes."""
    empty = await _bytes(engine)
    ids = await _subscribe(engine, channels)
    with_channels = await _bytes(engine)
    for day in range(days):
        for some in _parts(ids):
            await _day(engine, some, day)
        await _vacuum(engine)
    with_posts = await _bytes(engine)
    async with engine.begin() as connection:
        await connection.execute(insert(attempts), list(_attempts()))
    full = await _bytes(engine)
    return Sizes(
        (with_posts - with_channels) / (channels * days),
        (with_channels - empty) / channels,
        (full - with_posts) / ATTEMPTS,
    )


async def looks(engine: AsyncEngine, backlog: int) -> float:
    """Return the seconds that the look at all that may be sent takes while so much waits."""
    async with engine.begin() as connection:
        for table in (events, deliveries, subscriptions):
            await connection.execute(delete(table))
    ids = await _subscribe(engine, backlog)
    for some in _parts(ids):
        await plan_all(engine, [_plan(one, FIRST) for one in some])
    await _vacuum(engine)
    ledger, now, times = SqlLedger(engine), _due(FIRST) + dt.timedelta(minutes=1), []
    for _ in range(5):
        began = time.perf_counter()
        found = await ledger.turns("discord", now, since=LONG_AGO, limit=AT_ONCE)
        times.append(time.perf_counter() - began)
        assert len(found) == min(backlog, AT_ONCE)
    return sorted(times)[2]


async def _subscribe(engine: AsyncEngine, channels: int) -> Sequence[int]:
    store, zone = SqlStore(engine), ZoneInfo("Asia/Seoul")
    wish = Subscription(0, "discord", "", (dt.time(9),), zone, "korea-news", owner="1" * 19)
    first = await store.subscribe(wish, _slot(FIRST))
    async with engine.begin() as connection:
        row = (await connection.execute(select(subscriptions))).mappings().one()
        await connection.execute(delete(subscriptions).where(subscriptions.c.id == first.id))
        rows = [
            {**row, "id": n, "channel": str(10**18 + n), "server": str(2 * 10**18 + n // 3)}
            for n in range(1, channels + 1)
        ]
        await connection.execute(insert(subscriptions), rows)
    return range(1, channels + 1)


async def _day(engine: AsyncEngine, ids: Sequence[int], day: int) -> None:
    date = FIRST + dt.timedelta(days=day)
    await plan_all(engine, [_plan(one, date) for one in ids])
    ledger, now = SqlLedger(engine), _due(date)
    for before, after in ((State.PLANNED, State.SENDING), (State.SENDING, State.SENT)):
        change = Change(
            after,
            now,
            lesson_id="korea-news-independent-ai",
            post_id="1400000000000000000" if after is State.SENT else None,
        )
        found = await ledger.in_state(before, limit=len(ids))
        await move_all(locking(engine), [(one, change) for one in found])


def _plan(subscription_id: int, date: dt.date) -> Plan:
    then = _slot(date + dt.timedelta(days=1))
    return Plan(subscription_id, [Planned(_slot(date), State.PLANNED)], then, _due(date))


def _slot(date: dt.date) -> Slot:
    return Slot(date, _due(date))


def _due(date: dt.date) -> dt.datetime:
    return dt.datetime.combine(date, dt.time(0), dt.UTC)


def _attempts() -> Iterator[dict[str, object]]:
    for number in range(ATTEMPTS):
        yield {
            "platform": "discord",
            "channel": str(10**18 + number % 500),
            "learner": str(3 * 10**18 + number),
            "question_id": f"{number % 300:08x}",
            "right": True,
            "at": _due(FIRST),
            "server": str(2 * 10**18),
            "lesson_id": "korea-news-independent-ai",
            "first": True,
        }


def _parts(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + AT_A_TIME] for start in range(0, len(ids), AT_A_TIME))


async def _bytes(engine: AsyncEngine) -> int:
    """Return what the database takes: its tables and indexes."""
    if engine.dialect.name == "sqlite":
        query = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
    else:
        await _vacuum(engine)
        query = (
            "SELECT sum(pg_total_relation_size(oid)) FROM pg_class"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
    async with engine.connect() as connection:
        return int(await connection.scalar(text(query)) or 0)


async def _vacuum(engine: AsyncEngine) -> None:
    """Do what PostgreSQL does by itself every now and then."""
    if engine.dialect.name == "postgresql":
        async with engine.connect() as connection:
            alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
            await alone.execute(text("VACUUM ANALYZE"))


async def _say(engine: AsyncEngine) -> None:
    sizes = await measured(engine)
    async with engine.connect() as connection:
        notes = await connection.scalar(select(func.count()).select_from(events))
    print(f"{engine.dialect.name}, {CHANNELS * DAYS:,} deliveries sent, {notes:,} events")
    print(f"a delivery with its events   {sizes.delivery:7.0f} bytes")
    print(f"a subscription               {sizes.subscription:7.0f} bytes")
    print(f"a quiz answer                {sizes.attempt:7.0f} bytes")
    for backlog in BACKLOGS:
        print(f"a look while {backlog:>7,} wait   {await looks(engine, backlog) * 1e3:9.0f} ms")


async def main(arguments: Sequence[str]) -> None:
    if arguments:
        engine = create_async_engine(arguments[0])
        async with engine.begin() as connection:
            await connection.run_sync(metadata.create_all)
        await _say(engine)
        await engine.dispose()
        return
    with tempfile.TemporaryDirectory() as folder:
        async with opened(f"sqlite+aiosqlite:///{folder}/homeroom.db") as engine:
            await _say(engine)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
