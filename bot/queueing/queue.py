"""Puts jobs into PgQueuer's queue."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.core.ports import Job
from bot.queueing.connecting import Memory, Server, Source, Way

AT_A_TIME = 2_000
CONNECTIONS = 2


class Queue:
    """``core.ports.Jobs`` over PgQueuer; ``source`` is where, for those who work."""

    def __init__(self, queries: Way, source: Source) -> None:
        self._queries = queries
        self.source = source

    async def put(self, jobs: Sequence[Job]) -> None:
        """Have jobs done; what is there already, or is being done, is left out."""
        for start in range(0, len(jobs), AT_A_TIME):
            some = jobs[start : start + AT_A_TIME]
            await self._queries.enqueue(
                [job.line for job in some],
                [job.what.encode() for job in some],
                [job.priority for job in some],
                dedupe_key=[job.key for job in some],
                on_conflict="skip",
            )


@asynccontextmanager
async def queue_at(address: str | None) -> AsyncIterator[Queue]:
    """Open the queue at an address of PostgreSQL's; without one, in the memory of this process."""
    source: Source
    if address is None:
        source = Memory()
    else:
        source = Server(address)
        await source.install()
    async with source.reached(CONNECTIONS) as queries:
        yield Queue(queries, source)
