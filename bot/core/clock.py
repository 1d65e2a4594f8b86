"""The clock of the machine."""

import datetime as dt
import time

_KIND = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Linux's CLOCK_MONOTONIC stands still while the machine sleeps (clock_gettime(2))."""


class SystemClock:
    """Tells the machine's time."""

    def now(self) -> dt.datetime:
        """Return the time now, in UTC."""
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        """Return seconds on a clock that nobody sets, the machine's sleep included."""
        return time.clock_gettime(_KIND)
