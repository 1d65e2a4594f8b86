"""The clock jumps: somebody set it, or it was wrong. Nothing is posted by a time that can't be.

A clock that is ahead makes slots come too early and others look missed. So after a jump ahead
nothing is planned or sent until the time has been steady for a while, nor while a platform's clock
says otherwise; and what a clock that was ahead has skipped is planned again once it is set back.
"""

import datetime as dt
import logging
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bot.core.ports import Clock, Ledger

log = logging.getLogger(__name__)

NOTICED = dt.timedelta(seconds=5)
"""Smaller corrections are everyday work of a time server."""
AHEAD = dt.timedelta(minutes=10)
"""A jump ahead by more than this has to prove itself."""
STEADY = 60.0
"""Seconds without another jump after which a new time is believed."""
MOST_SKEW = dt.timedelta(minutes=1)
"""How far a platform's clock may differ from ours. Slack's signatures bear five minutes
(docs.slack.dev, authentication/verifying-requests-from-slack)."""


@dataclass(slots=True)
class Watch:
    """Watches the clock. ``skews`` tells how far each platform's clock is ahead of ours."""

    clock: Clock
    ledger: Ledger
    skews: Callable[[], Iterable[tuple[str, dt.timedelta | None]]]
    _last: tuple[dt.datetime, float] | None = field(default=None, repr=False)
    _believed_from: float = -math.inf
    _complained: bool = False
    _to_make_up: bool = True
    """Whether it was ahead, or may have been before the start, and that was not made up for yet."""
    _jumped_back: bool = False

    async def look(self) -> bool:
        """Return whether the time can be believed; make up for a clock that was ahead."""
        jump = self._jumped()
        if abs(jump) >= NOTICED:
            log.warning("the clock was set %s by %s", "ahead" if jump > ZERO else "back", abs(jump))
        if jump > AHEAD:
            self._believed_from = self.clock.monotonic() + STEADY
        elif jump <= -NOTICED:
            self._believed_from = -math.inf
            self._to_make_up = self._jumped_back = True
        self._last = self.clock.now(), self.clock.monotonic()
        believable = self._believable()
        if believable and self._to_make_up:
            await self._make_up()
        return believable

    @property
    def ahead(self) -> bool:
        """Whether the clock was set far ahead since it was looked at."""
        return self._jumped() > AHEAD

    def _jumped(self) -> dt.timedelta:
        if self._last is None:
            return ZERO
        now, monotonic = self._last
        passed = dt.timedelta(seconds=self.clock.monotonic() - monotonic)
        return self.clock.now() - now - passed

    def _believable(self) -> bool:
        wrong = [(name, skew) for name, skew in self.skews() if skew and abs(skew) > MOST_SKEW]
        if wrong and not self._complained:
            name, skew = wrong[0]
            said = "ahead" if skew < ZERO else "behind"
            log.error(
                "this machine's clock is %s %s of %s's: nothing is posted until it is set right",
                abs(skew),
                said,
                name,
            )
        self._complained = bool(wrong)
        return not wrong and self.clock.monotonic() >= self._believed_from

    async def _make_up(self) -> None:
        now, doubts = self.clock.now(), self._jumped_back
        if slots := await self.ledger.take_back(now):
            log.warning("%s slots that a clock ahead of time had skipped will come", slots)
        if put_off := await self.ledger.bring_forward(now, doubts=doubts):
            log.warning("%s deliveries were put off for too long, and come soon", put_off)
        self._to_make_up = self._jumped_back = False


ZERO = dt.timedelta()
