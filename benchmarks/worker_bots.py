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
from bot.app.collecting import collect_seldom
from bot.core.ports import Job
from bot.delivery.rounds import rounds_over
from bot.queueing import Workers, queue_at
from bot.queueing.workers import AT_ONCE, BATCH, LOOK, SILENCE
from bot.settings import load

GRACE = 30.0
LINE = "http"


@asynccontextmanager
async def bare(database: str, messenger: HttpMessenger) -> AsyncIterator[None]:
    """Run PgQueuer as Homeroom runs it, with nothing of Homeroom's."""
    from pgqueuer import Job as Picked
    from pgqueuer.core.qm import QueueManager

    async with queue_at(database) as queue, queue.source.reached(6) as queries:
        manager = QueueManager(queries)

        @manager.entrypoint(LINE)
        async def post(picked: Picked) -> None:
            await messenger.post((picked.payload or b"").decode())

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


@asynccontextmanager
async def homeroom(database: str, messenger: HttpMessenger) -> AsyncIterator[None]:
    """Run a worker of Homeroom's."""
    async with (
        assembled(load({"DATABASE_URL": database})) as parts,
        queue_at(database) as queue,
    ):
        rounds = rounds_over(parts.records, parts.library, {LINE: messenger}, parts.clock)
        await rounds.begin(alone=False)
        collect_seldom()

        async def perform(job: Job) -> float:
            return await rounds.perform(job)

        async with Workers(queue, perform, [LINE], GRACE):
            yield
            rounds.stopping.set()


WORKERS: dict[str, Callable[[str, HttpMessenger], AbstractAsyncContextManager[None]]] = {
    "bare": bare,
    "homeroom": homeroom,
}


async def main() -> None:
    """Start, and obey until there is nothing more to read."""
    name, database, server = sys.argv[1:]
    async with aiohttp.ClientSession() as session:
        messenger = HttpMessenger(session, server)
        print("ready", flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        async with WORKERS[name](database, messenger):
            print("going", flush=True)
            await asyncio.to_thread(sys.stdin.readline)
        print("stopped", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
