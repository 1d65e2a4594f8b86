"""How far a platform's clock and ours are apart."""

import datetime as dt
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

from bot.core.ports.world import Clock

KEPT = 15 * 60.0
"""Seconds after which a measure says nothing any more."""
TICK = dt.timedelta(seconds=1)
"""A ``Date`` header names the second that has begun (RFC 9110, 6.6.1)."""
NONE = dt.timedelta()


class Skew:
    """The newest measure. ``monotonic`` tells seconds on a clock that nobody sets."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._monotonic = clock, monotonic
        self._measured: tuple[dt.timedelta, float] | None = None

    def measure(self, date: str, asked: dt.datetime) -> None:
        """Take in the ``Date`` of an answer to what was asked at a time. Never raises.

        What the answer may have taken, and the part of the second that a ``Date`` leaves out, is
        allowed for: the least difference counts that explains what was seen.
        """
        try:
            theirs = parsedate_to_datetime(date)
        except (TypeError, ValueError, IndexError):
            return
        if theirs.tzinfo is None:
            return
        # Ours may have been set while the answer was on its way.
        first, last = sorted((asked, self._clock.now()))
        if theirs > last:
            skew = theirs - last
        elif theirs + TICK < first:
            skew = theirs + TICK - first
        else:
            skew = NONE
        self._measured = skew, self._monotonic()

    @property
    def known(self) -> dt.timedelta | None:
        """The platform's clock less ours; ``None`` if it was not measured lately."""
        if self._measured is None or self._monotonic() - self._measured[1] > KEPT:
            return None
        return self._measured[0]
