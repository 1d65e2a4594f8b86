"""Workers that post to a server over HTTP what is in a queue on PostgreSQL.

Usage: python -m benchmarks.worker_bots bare|homeroom DATABASE SERVER

``bare`` is PgQueuer alone: its job names what to post. ``homeroom`` is a worker of Homeroom's with
its ledger: it looks the delivery up, chooses the lesson, says that it sends it, posts, and says
what came of it. Both post the same. It says ``ready``, and obeys ``go`` and ``stop``.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

import aiohttp

from benchmarks.posting import HttpMessenger
from bot.app import assembled
from bot.core.collecting import collect_seldom
from bot.core.ports import Job
from bot.delivery.rounds import rounds_over
from bot.queueing import Workers, queue_at
from bot.queueing.workers import AT_ONCE, BATCH, LOOK, SILENCE
from bot.settings import load

Work = AbstractAsyncContextManager[None]
"""While it is entered, jobs are done."""
GRACE = 30.0
LINE = "http"


@asynccontextmanager
async def bare(database: str, messenger: HttpMessenger) -> AsyncIterator[Work]:
    """Make PgQueuer ready to run as Homeroom runs it, with nothing of Homeroom's."""
    from pgqueuer import Job as Picked
    from pgqueuer.core.qm import QueueManager

    @asynccontextmanager
    async def work() -> AsyncIterator[None]:
        running = asyncio.create_task(
            manager.run(
                dequeue_timeout=LOOK,
                batch_size=BATCH,
                max_concurrent_tasks=AT_ONCE,
                heartbeat_timeout=SILENCE,
                log_aggregation_interval=timedelta(),
            )
        )
        yield
        manager.shutdown.set()
        await running

    async with queue_at(database) as queue, queue.source.reached(6) as queries:
        manager = QueueManager(queries)

        @manager.entrypoint(LINE)
        async def post(picked: Picked) -> None:
            await messenger.post((picked.payload or b"").decode())

        yield work()


@asynccontextmanager
async def homeroom(database: str, messenger: HttpMessenger) -> AsyncIterator[Work]:
    """Make a worker of Homeroom's ready."""

    @asynccontextmanager
    async def work() -> AsyncIterator[None]:
        async with Workers(queue, perform, [LINE], GRACE):
            yield
            rounds.stopping.set()

    async def perform(job: Job) -> float:
        return await rounds.perform(job)

    async with (
        assembled(load({"DATABASE_URL": database})) as parts,
        queue_at(database) as queue,
    ):
        rounds = rounds_over(parts.records, parts.library, {LINE: messenger}, parts.clock)
        await rounds.begin(alone=False)
        collect_seldom()
        yield work()


WORKERS: dict[str, Callable[[str, HttpMessenger], AbstractAsyncContextManager[Work]]] = {
    "bare": bare,
    "homeroom": homeroom,
}


async def main() -> None:
    """Make ready, and obey until there is nothing more to read."""
    name, database, server = sys.argv[1:]
    async with aiohttp.ClientSession() as session:
        messenger = HttpMessenger(session, server)
        async with WORKERS[name](database, messenger) as work:
            print("ready", flush=True)
            await asyncio.to_thread(sys.stdin.readline)
            async with work:
                print("going", flush=True)
                await asyncio.to_thread(sys.stdin.readline)
        print("stopped", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
