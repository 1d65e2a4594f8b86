"""The metrics of a process as Prometheus reads them."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from prometheus_client import ProcessCollector, generate_latest

from bot.core.ports import Census, Clock, Counts, Library
from bot.core.readiness import Readiness, Rings
from bot.domain.lesson import Lesson
from bot.telemetry.looking_up import LookedUp, Sight, content_of
from bot.telemetry.meter import PrometheusMeter

log = logging.getLogger(__name__)

KEPT = 15.0
"""Seconds for which the records are not counted again, however often somebody asks."""


@dataclass(slots=True)
class Telemetry:
    """Tells what was counted, and looks up the rest when it is asked.

    ``faults`` returns how many the lessons have; ``rings`` is ``None`` where nothing rings.
    """

    meter: PrometheusMeter
    clock: Clock
    counts: Counts
    library: Library
    faults: Callable[[], int]
    readiness: Readiness
    rings: Rings | None = None
    _looked_up: LookedUp = field(init=False, repr=False)
    _hashed: tuple[Sequence[Lesson], str] | None = field(default=None, init=False, repr=False)
    _census: tuple[Census | None, float] | None = field(default=None, init=False, repr=False)

    def __post_init__(self) -> None:
        self._looked_up = LookedUp(self.meter.windows, Sight(self.clock.now()))
        self.meter.registry.register(self._looked_up)
        ProcessCollector(registry=self.meter.registry)

    async def exposition(self) -> str:
        """Return all metrics in Prometheus's text format, version 0.0.4. Never raises."""
        self._looked_up.sight = Sight(
            self.clock.now(),
            await self._counted(),
            len(self.library.lessons()),
            await self._content(),
            self.faults(),
            self.rings.last if self.rings else None,
            await self.readiness.look(),
        )
        return generate_latest(self.meter.registry).decode()

    async def _content(self) -> str:
        """Return a hash of the lessons, worked out once for as long as they stay the same."""
        lessons, known = self.library.lessons(), self._hashed
        if known is None or known[0] is not lessons:
            # Beside what the loop has to do: many lessons take a while.
            known = self._hashed = lessons, await asyncio.to_thread(content_of, lessons)
        return known[1]

    async def _counted(self) -> Census | None:
        """Return what the records say, or nothing: rather none than old figures."""
        now = self.clock.monotonic()
        if self._census is None or now - self._census[1] >= KEPT:
            try:
                census = await self.counts.census(self.clock.now())
            except Exception as error:  # noqa: BLE001 -- the other metrics are worth having
                log.warning("the records could not be counted: %s", type(error).__name__)
                census = None
            self._census = census, now
        return self._census[0]
