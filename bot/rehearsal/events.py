"""What happens round the program, whether it runs or not: the clock is set, a channel mended."""

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine, Mapping
from heapq import heapify, heappop, heappush
from itertools import count

from bot.core.schedules import go_on
from bot.domain.subscription import Status, Subscription
from bot.rehearsal.program import Stage
from bot.rehearsal.weather import Spell
from bot.storage.database import Engine
from bot.storage.ledger import SqlLedger
from bot.storage.rehearsed import rename_zone
from bot.storage.store import SqlStore

GONE = "Nowhere/Gone"
"""A zone that no tables know."""

Act = Callable[[], Coroutine[None, None, None]]


class Events:
    """Acts on what the weather brings; ``numbers`` gives each channel's subscription."""

    def __init__(
        self, stage: Stage, engine: Engine, subscriptions: Mapping[str, Subscription]
    ) -> None:
        self._stage, self._engine, self._subscriptions = stage, engine, subscriptions
        self._store, self._ledger = SqlStore(engine), SqlLedger(engine)
        self._order = count()
        self._coming: list[tuple[float, int, Act]] = []
        for spell in stage.weather.spells:
            self._expect(spell)
        heapify(self._coming)

    async def happen(self) -> None:
        """Let everything happen when its time has come."""
        now = asyncio.get_running_loop().time
        while self._coming:
            await asyncio.sleep(max(0.0, self.next - now()))
            _, _, act = heappop(self._coming)
            await act()

    @property
    def next(self) -> float:
        """When something happens next, in seconds since the rehearsal began."""
        return self._coming[0][0] if self._coming else float("inf")

    def _at(self, when: float, act: Act) -> None:
        heappush(self._coming, (when, next(self._order), act))

    def _expect(self, spell: Spell) -> None:
        match spell.fault:
            case "clock":
                self._at(spell.start, lambda: self._set_clock(spell.size))
                self._at(spell.end, lambda: self._set_clock(0))
            case "zone":
                self._at(spell.start, lambda: self._name_zone(spell.target, GONE))
                zone = self._subscriptions[spell.target].zone.key
                self._at(spell.end, lambda: self._name_zone(spell.target, zone))
            case "refusal":
                self._at(spell.end, lambda: self._resume(spell.target))
            case "outage" | "full" | "rests":
                # What waited for this can be done.
                self._at(spell.end, _nothing)
            case _:
                pass

    async def _set_clock(self, wrong: float) -> None:
        self._stage.clock.wrong = dt.timedelta(seconds=wrong)

    async def _name_zone(self, channel: str, zone: str) -> None:
        await rename_zone(self._engine, self._subscriptions[channel].id, zone)

    async def _resume(self, channel: str) -> None:
        """As ``/schedule resume`` does, if the bot has paused it.

        Not while its zone is not known, and it can't be read. And by the right time: from the
        answer, which names the next lesson's, a manager sees if it is wrong.
        """
        elapsed = asyncio.get_running_loop().time()
        if gone := self._stage.weather.spell("zone", channel, elapsed):
            self._at(gone.end, lambda: self._resume(channel))
            return
        number = self._subscriptions[channel].id
        found = (await self._ledger.accounts([number])).get(number)
        if found and found.subscription.status is Status.PAUSED:
            now = self._stage.clock.true
            await go_on(self._store, found.subscription, now, self._stage.holidays.on)


async def _nothing() -> None:
    """Let nothing happen, but have the bell rung."""
