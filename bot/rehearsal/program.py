"""The program as it runs in a rehearsal: the real parts, put together over the made-up ones."""

import asyncio
import datetime as dt
from dataclasses import dataclass
from math import ceil

from bot.core.ports import Holidays, Library
from bot.delivery.rounds import Records, rounds_over
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.life import Life
from bot.rehearsal.platform import RehearsalMessenger, Truth
from bot.rehearsal.weather import PLATFORMS, Weather
from bot.storage.editions import SqlEditions
from bot.storage.here import Database
from bot.storage.ledger import SqlLedger
from bot.storage.notices import SqlNotices
from bot.storage.rehearsed import horizon
from bot.storage.store import SqlStore

RING = 60.0
"""Seconds between two rings of the bell, at the least: what happens in between waits for it."""
SELDOM = 4 * 3600.0
"""The most of them while something waits that nothing can be done with: the rehearsal has the bell
ring for it ever less often."""
LONGEST = 86400.0


@dataclass(frozen=True, slots=True)
class Stage:
    """What outlives each run of the program."""

    database: Database
    library: Library
    holidays: Holidays
    clock: RehearsalClock
    weather: Weather
    truth: Truth
    messenger: type[RehearsalMessenger] = RehearsalMessenger
    """What the program sends with; a test puts a broken one here."""


class Program:
    """One run of the program.

    ``weather`` is what its commits go through, if not that of the stage.
    """

    def __init__(self, stage: Stage, weather: Weather | None = None) -> None:
        self.life = Life(weather or stage.weather, asyncio.get_running_loop().time)
        self.engine = engine = stage.database(self.life)
        self._clock = stage.clock
        self._truth = stage.truth
        self._elapsed = asyncio.get_running_loop().time
        self.store = SqlStore(engine)
        records = Records(SqlLedger(engine), SqlNotices(engine), SqlEditions(engine))
        messengers = {
            name: stage.messenger(name, stage.truth, stage.weather, stage.clock, self.life)
            for name in PLATFORMS
        }
        self._rounds = rounds_over(
            records, stage.library, messengers, stage.clock, holidays=stage.holidays
        )
        self._waiting: tuple[int | None, ...] = ()
        self.rounds = self._in_vain = 0

    async def begin(self) -> None:
        """Settle what the last run left."""
        await self._rounds.begin()

    async def ring(self) -> float:
        """Do what is due; return the seconds until there may be something to do again."""
        self.rounds += 1
        began = self._clock.now()
        await self._carefully()
        return await self._pause(began)

    async def _pause(self, began: dt.datetime) -> float:
        now, elapsed = self._clock.now(), self._elapsed()
        ahead = await horizon(self.engine, began)
        # What waits as it did before waits in vain.
        in_vain = any(ahead.waiting) and ahead.waiting == self._waiting
        self._in_vain = self._in_vain + 1 if in_vain else 0
        self._waiting = ahead.waiting
        pause = LONGEST
        if any(ahead.waiting):
            # What a platform's doubts or a wrong clock hold up may go out at any time.
            held = any(map(self._rounds.held, PLATFORMS))
            pause = RING if held else min(RING * 4**self._in_vain, SELDOM)
        if ahead.then is not None:
            pause = min(pause, max(0.0, (ahead.then - now) / dt.timedelta(seconds=1)))
        # On the minute: much is due on one, and what is due a moment later waits for the next.
        return ceil((elapsed + pause) / RING - 1e-6) * RING - elapsed

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
