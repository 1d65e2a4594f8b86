"""Does jobs, line beside line, whatever becomes of the way to the queue."""

import asyncio
import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Self

from pgqueuer import Job as Picked
from pgqueuer.core.qm import QueueManager
from pgqueuer.errors import RetryRequested

from bot.core.ports import Job, Perform
from bot.queueing.connecting import Way
from bot.queueing.queue import Queue

log = logging.getLogger(__name__)

AT_ONCE = 400
"""Jobs of a line that one process does side by side: a slow one holds up no other."""
BATCH = 200
"""Jobs taken at once; PgQueuer wants no more than half of those."""
SILENCE = timedelta(seconds=15)
"""After that without a sign of life, a worker's jobs are taken over."""
LOOK = timedelta(seconds=5)
"""How often to look for jobs without being told of any."""
PAUSE = 1.0
"""Seconds after which a way to the queue that was lost is looked for again."""
CLEAR = 3600.0
"""Seconds between two clearings of PgQueuer's log, which nobody reads: the ledger has its own."""


class Workers:
    """While it is entered, jobs are performed: side by side in each line, and the lines, too.

    ``grace`` is the seconds that what is under way has in the end.
    """

    def __init__(self, queue: Queue, perform: Perform, lines: Iterable[str], grace: float) -> None:
        self._queue, self._perform, self._grace = queue, perform, grace
        self._lines = tuple(lines)
        self._stopping = asyncio.Event()
        self._managers: list[QueueManager] = []
        self._life: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._life = asyncio.create_task(self._live(), name="workers")
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._stopping.set()
        self._shut_down()
        if self._life is not None:
            done, _ = await asyncio.wait({self._life}, timeout=self._grace)
            if not done:
                log.warning("jobs did not end in %s s and are broken off", self._grace)
                self._life.cancel()
                await asyncio.wait({self._life}, timeout=1)

    async def _live(self) -> None:
        while not self._stopping.is_set():
            try:
                # A connection each to hear of jobs, and some for all they do.
                async with self._queue.source.reached(len(self._lines) + 4) as queries:
                    await self._work(queries)
            except Exception as error:  # noqa: BLE001 -- whatever it was, the queue may come back
                name = type(error).__name__
                log.warning("the queue is lost, and looked for again: %s: %s", name, error)
                await asyncio.sleep(PAUSE)

    async def _work(self, queries: Way) -> None:
        self._managers = [self._manager(queries, line) for line in self._lines]
        if self._stopping.is_set():
            return
        clearing = asyncio.create_task(self._clear(queries))
        try:
            running = (self._run(manager) for manager in self._managers)
            ends = await asyncio.gather(*running, return_exceptions=True)
        finally:
            clearing.cancel()
        for end in ends:
            if end is not None:
                raise end

    async def _run(self, manager: QueueManager) -> None:
        try:
            await manager.run(
                dequeue_timeout=LOOK,
                batch_size=BATCH,
                max_concurrent_tasks=AT_ONCE,
                shutdown_on_listener_failure=True,
                heartbeat_timeout=SILENCE,
                log_aggregation_interval=timedelta(),
            )
        finally:
            # All or none: they share the way there. What they are doing is finished first.
            self._shut_down()

    def _shut_down(self) -> None:
        for manager in self._managers:
            manager.shutdown.set()

    def _manager(self, queries: Way, line: str) -> QueueManager:
        manager = QueueManager(queries)

        @manager.entrypoint(line)
        async def do(picked: Picked) -> None:
            if seconds := await self._carefully(Job(line, (picked.payload or b"").decode())):
                raise RetryRequested(timedelta(seconds=seconds))

        return manager

    async def _carefully(self, job: Job) -> float:
        """Do a job; one that fails is forgotten here, and remembered by the ledger."""
        try:
            return await self._perform(job)
        except Exception:
            log.exception("job %s failed; it will be tried again", job.key)
            return 0.0

    async def _clear(self, queries: Way) -> None:
        while True:
            await asyncio.sleep(CLEAR)
            await queries.clear_queue_log([*self._lines])
