"""What was taught and what is looked up: known in each process, and written down now and then."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.content.library import LessonLibrary
from bot.content.taught import TaughtWords
from bot.core.lookups import Lookups
from bot.core.ports import Clock, Taught
from bot.storage.database import Engine
from bot.storage.misses import SqlMisses

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds in which what one process was taught is known in the others, at the latest."""
SELDOM = 300.0
"""Seconds between looks at what is usual, and at what nobody asks any more."""


@dataclass(slots=True)
class Step:
    """Something to do every so many seconds, and on the clock that nobody sets when next."""

    take: Callable[[], Awaitable[None]]
    every: float
    due: float


class Learning:
    """Takes up what was taught and what is usual; its trouble stops nothing else."""

    def __init__(self, engine: Engine, library: LessonLibrary, clock: Clock) -> None:
        self.words = TaughtWords(library)
        self.lookups = Lookups()
        self.misses = HeardMisses(engine, self.words)
        self._library = library
        self._favoured: Mapping[str, int] = {}
        self._clock = clock
        self._preparing: asyncio.Task[None] | None = None
        now = clock.monotonic()
        self._steps = (
            Step(self.write_down, EVERY, now + EVERY),
            Step(self.misses.take_up, EVERY, now),
            Step(self._favour, SELDOM, now),
            Step(self._drop_old, SELDOM, now + SELDOM),
            Step(self._prepare, SELDOM, now),
        )

    async def go(self) -> None:
        """Do what is due by now; the first time, know what was taught and what is usual."""
        now = self._clock.monotonic()
        for step in self._steps:
            if step.due <= now:
                step.due = now + step.every
                await _carefully(step.take)

    async def prepared(self) -> None:
        """Wait until everything is ready that a start does not wait for."""
        if self._preparing is not None:
            await asyncio.wait([self._preparing])

    async def end(self) -> None:
        """Write down what was counted."""
        self._library.stop()
        await self.prepared()
        await _carefully(self.write_down)

    async def write_down(self) -> None:
        """Add what was looked up here to what was before; it is kept until that works."""
        counted = self.lookups.take()
        try:
            await self.misses.add_asked(counted)
        except BaseException:
            self.lookups.give_back(counted)
            raise

    async def _prepare(self) -> None:
        # Of many lessons, what a start did not wait for; nobody else waits for it here.
        if self._preparing is None:
            self._preparing = asyncio.create_task(asyncio.to_thread(self._library.prepare))

    async def _favour(self) -> None:
        asked = await self.misses.asked()
        if asked != self._favoured:
            # Beside the answers: with ten thousand lessons it takes a moment.
            await asyncio.to_thread(self._library.favour, asked)
            self._favoured = asked

    async def _drop_old(self) -> None:
        await self.misses.drop_old(self._clock.now())


class HeardMisses(SqlMisses):
    """What is taught through it is known in this process at once."""

    def __init__(self, engine: Engine, words: TaughtWords) -> None:
        super().__init__(engine)
        self._words = words

    async def teach(self, taught: Taught, at: dt.datetime) -> None:
        """Have words lead to an entry, and take them from the misses there, or everywhere."""
        await super().teach(taught, at)
        # It is taught, whatever comes of this: if it must, it is taken up in a minute.
        await _carefully(self.take_up)

    async def unteach(self, taught_id: str) -> bool:
        """Have words lead nowhere again; return whether they did."""
        done = await super().unteach(taught_id)
        await _carefully(self.take_up)
        return done

    async def take_up(self) -> None:
        """Find by all that was taught by now, here or in another process."""
        self._words.reload(await self.taught())


async def _carefully(step: Callable[[], Awaitable[None]]) -> None:
    try:
        await step()
    except Exception:
        log.exception("what is looked up and taught could not be brought up to date; later, then")
