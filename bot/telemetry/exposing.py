"""The metrics of a process as Prometheus reads them."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from prometheus_client import ProcessCollector, generate_latest

from bot.core.ports import Census, Clock, Counts, Library
from bot.core.readiness import Readiness, Rings
from bot.telemetry.looking_up import LookedUp, Sight
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
            self.library.lessons(),
            self.faults(),
            self.rings.last if self.rings else None,
            await self.readiness.look(),
        )
        return generate_latest(self.meter.registry).decode()

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
