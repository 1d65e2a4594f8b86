"""Deliveries through workers on PostgreSQL, against PgQueuer alone with the same bare request.

PgQueuer alone is as it comes: its own tables survive a crash of the server. Homeroom's need not, as
its ledger does.

``POSTS=10000`` is what there is to post each time.
"""

import asyncio
import gc
import os
import statistics
from contextlib import AsyncExitStack
from dataclasses import replace
from zoneinfo import ZoneInfo

import asyncpg
from pgqueuer import Queries

from benchmarks.many import subscribe
from benchmarks.measuring import must
from benchmarks.posting import Counting, counting
from benchmarks.processes import started
from benchmarks.worker_bots import LINE
from bot.app import assembled
from bot.core.ports import Job
from bot.delivery.assigning import Assigning
from bot.delivery.plan import plan_due
from bot.domain.subscription import Slot, Subscription
from bot.queueing import queue_at
from bot.settings import load
from tests.fakes.postgres import Postgres, postgres

POSTS = int(os.environ.get("POSTS", "10000"))
ROUNDS = int(os.environ.get("ROUNDS", "5"))
UTC = ZoneInfo("UTC")


async def to_post(name: str, database: str) -> None:
    """Have so much to post, in a queue."""
    if name == "bare":
        await install_as_it_comes(database)
        async with queue_at(database) as queue:
            await queue.put([Job(LINE, str(number)) for number in range(POSTS)])
        return
    async with assembled(load({"DATABASE_URL": database})) as parts, queue_at(database) as queue:
        now = parts.clock.now()
        wish = Subscription(0, LINE, "", (now.time().replace(microsecond=0),), UTC, "korea-news")
        wishes = (replace(wish, channel=str(n), server=str(n % 500)) for n in range(POSTS))
        await subscribe(parts.engine, ((one, Slot(now.date(), now)) for one in wishes))
        await plan_due(parts.records.ledger, now, parts.dispatcher.holidays.on)
        await queue.put(await Assigning(parts.records.ledger, parts.clock, lambda: [LINE]).jobs())


async def install_as_it_comes(database: str) -> None:
    """Have PgQueuer's tables as it makes them: logged, since nothing else remembers its jobs."""
    connection = await asyncpg.connect(database)
    await Queries.from_asyncpg_connection(connection).install()
    await connection.close()


async def rate(name: str, workers: int, server: Postgres, counted: Counting) -> float:
    """Return how many posts a second so many workers make."""
    database = await server.database()
    await to_post(name, database)
    counted.begin()
    async with AsyncExitStack() as stack:
        said = ("benchmarks.worker_bots", name, database, counted.address)
        bots = [await stack.enter_async_context(started(*said)) for _ in range(workers)]
        await asyncio.gather(*(bot.told("go") for bot in bots))
        while len(counted.times) < POSTS:
            await asyncio.sleep(0.01)
        await asyncio.gather(*(bot.told("stop") for bot in bots))
    must(len(counted.keys) == POSTS == len(counted.times), "not all was posted once")
    return (POSTS - 1) / (counted.times[-1] - counted.times[0])


async def main() -> None:
    """Measure both in turn, with one worker and with three."""
    gc.disable()
    with postgres(safe=True) as server:
        async with counting() as counted:
            for workers in (1, 3):
                found: dict[str, list[float]] = {"bare": [], "homeroom": []}
                for _ in range(ROUNDS):
                    for name, rates in found.items():
                        rates.append(await rate(name, workers, server, counted))
                bare, ours = (statistics.median(found[name]) for name in ("bare", "homeroom"))
                print(f"{workers} workers: Homeroom {ours:6.0f} posts a second", end="")
                print(f", PgQueuer alone {bare:6.0f}: ratio {ours / bare:.2f}", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
