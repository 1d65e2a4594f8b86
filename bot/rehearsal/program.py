"""The program as it runs in a rehearsal: the real parts, put together over the made-up ones."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.core.ports import Holidays, Library
from bot.delivery.rounds import Records, rounds_over
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.life import Life
from bot.rehearsal.platform import RehearsalMessenger, Truth
from bot.rehearsal.weather import PLATFORMS, Weather
from bot.storage.database import Engine
from bot.storage.editions import SqlEditions
from bot.storage.here import opened_here
from bot.storage.ledger import SqlLedger
from bot.storage.notices import SqlNotices
from bot.storage.rehearsed import horizon
from bot.storage.store import SqlStore

RING = 10.0
"""Seconds between two rings of the bell."""
SELDOM = 900.0
"""The most of them: while nothing can be done, the rehearsal has it ring ever less often."""
LONGEST = 86400.0


@dataclass(frozen=True, slots=True)
class Stage:
    """What outlives each run of the program."""

    database: Path
    library: Library
    holidays: Holidays
    clock: RehearsalClock
    weather: Weather
    truth: Truth
    messenger: type[RehearsalMessenger] = RehearsalMessenger
    """What the program sends with; a test puts a broken one here."""


class Program:
    """One run of the program."""

    def __init__(self, stage: Stage, life: Life, engine: Engine) -> None:
        self._clock, self._life, self.engine = stage.clock, life, engine
        self._truth = stage.truth
        self.store = SqlStore(engine)
        records = Records(SqlLedger(engine), SqlNotices(engine), SqlEditions(engine))
        messengers = {
            name: stage.messenger(name, stage.truth, stage.weather, stage.clock, life)
            for name in PLATFORMS
        }
        self._rounds = rounds_over(
            records, stage.library, messengers, stage.clock, holidays=stage.holidays
        )
        self.rounds = self._still = 0

    async def begin(self) -> None:
        """Settle what the last run left."""
        await self._rounds.begin()

    async def ring(self) -> float:
        """Do what is due; return the seconds until there may be something to do again."""
        self.rounds += 1
        before = self._life.commits
        await self._carefully()
        return await self._pause(moved=self._life.commits > before)

    async def _pause(self, *, moved: bool) -> float:
        now = self._clock.now()
        ahead = await horizon(self.engine, now)
        pauses = [LONGEST]
        if ahead.then is not None:
            pauses.append((ahead.then - now) / dt.timedelta(seconds=1))
        if ahead.waits:
            self._still = 0 if moved else self._still + 1
            pauses.append(min(RING * 2**self._still, SELDOM))
        return min(pauses)

    async def _carefully(self) -> None:
        try:
            await self._rounds.go()
        except Exception as error:  # noqa: BLE001 -- as the bell does: the next round tries again
            self._truth.failures[_kind(error)] += 1


def _kind(error: BaseException) -> str:
    """Name an error, or the first of some."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__


@asynccontextmanager
async def program(
    stage: Stage, *, new: bool = False, weather: Weather | None = None
) -> AsyncIterator[tuple[Life, Program]]:
    """Start a run of the program, over a ``new`` database or the one there is.

    ``weather`` is what its commits go through, if not that of the stage.
    """
    life = Life(weather or stage.weather, asyncio.get_running_loop().time)
    async with opened_here(stage.database, life, new=new) as engine:
        yield life, Program(stage, life, engine)
