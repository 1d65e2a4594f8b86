"""A queue of jobs in this very process, which does them as they come: for tests and rehearsals.

The program's own is PgQueuer's (``bot/queueing``), whose clock is the machine's.
"""

import asyncio
import heapq
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from bot.core.ports import Job, Perform

log = logging.getLogger(__name__)

AT_ONCE = 400
"""Jobs of a line that are done side by side, as the program's own queue has them."""


@dataclass(slots=True)
class Line:
    """``core.ports.Jobs`` that does them itself.

    One that is to be done again is, if that is within ``linger`` seconds; else it is forgotten.
    Until then it gives its place to another, and keeps its priority.
    """

    perform: Perform
    stopping: asyncio.Event
    linger: float = 0.0
    _waiting: defaultdict[str, list[tuple[int, int, Job]]] = field(
        default_factory=lambda: defaultdict(list), init=False
    )
    _there: set[str] = field(default_factory=set, init=False)
    _under_way: defaultdict[str, set[asyncio.Task[None]]] = field(
        default_factory=lambda: defaultdict(set), init=False
    )
    _later: set[asyncio.Task[None]] = field(default_factory=set, init=False)
    """Waits for those that are to be done again."""
    _numbers: "count[int]" = field(default_factory=count, init=False)

    async def put(self, jobs: Sequence[Job]) -> None:
        """Have jobs done; what is there already, or is being done, is left out."""
        for job in jobs:
            if job.key not in self._there:
                self._there.add(job.key)
                self._wait(next(self._numbers), job)
        for line in {job.line for job in jobs}:
            self._begin(line)

    async def drain(self) -> None:
        """Wait until nothing is left to do; what kills a job ends the others, too."""
        while under_way := self._all:
            done, _ = await asyncio.wait(under_way, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if not task.cancelled() and (error := task.exception()):
                    await self._kill()
                    raise error

    async def end(self, grace: float) -> None:
        """Begin nothing more; what is under way has so many seconds to finish."""
        for task in self._later:
            task.cancel()
        if under_way := self._all:
            _, late = await asyncio.wait(under_way, timeout=grace)
            for task in late:
                log.warning("a job did not end in %s s and is broken off", grace)
                task.cancel()

    @property
    def _all(self) -> set[asyncio.Task[None]]:
        return self._later.union(*self._under_way.values())

    async def _kill(self) -> None:
        self._waiting.clear()
        for task in (under_way := self._all):
            task.cancel()
        if under_way:
            await asyncio.wait(under_way)

    def _wait(self, number: int, job: Job) -> None:
        heapq.heappush(self._waiting[job.line], (-job.priority, number, job))

    def _begin(self, line: str) -> None:
        waiting, under_way = self._waiting[line], self._under_way[line]
        while waiting and len(under_way) < AT_ONCE and not self.stopping.is_set():
            _, number, job = heapq.heappop(waiting)
            task = asyncio.create_task(self._do(number, job), name=job.key)
            under_way.add(task)
            task.add_done_callback(lambda done: self._done(line, done))

    def _done(self, line: str, task: asyncio.Task[None]) -> None:
        self._under_way[line].discard(task)
        self._begin(line)

    async def _do(self, number: int, job: Job) -> None:
        seconds = 0.0
        try:
            seconds = await self.perform(job)
        except Exception:
            log.exception("job %s failed; it will be tried again", job.key)
        finally:
            if 0 < seconds < self.linger:
                task = asyncio.create_task(self._again(seconds, number, job), name=job.key)
                self._later.add(task)
                task.add_done_callback(self._later.discard)
            else:
                self._there.discard(job.key)

    async def _again(self, seconds: float, number: int, job: Job) -> None:
        await asyncio.sleep(seconds)
        self._wait(number, job)
        self._begin(job.line)
