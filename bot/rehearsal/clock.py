"""The clock of the rehearsal: right, unless somebody has set it wrong."""

import asyncio
import datetime as dt


class RehearsalClock:
    """``core.ports.Clock`` in the time of the loop it is asked in."""

    def __init__(self, start: dt.datetime) -> None:
        self._start = start
        self.wrong = dt.timedelta()
        """How far it is ahead of the true time."""

    def now(self) -> dt.datetime:
        """Return the time that it shows."""
        return self.true + self.wrong

    def monotonic(self) -> float:
        """Return the seconds since the rehearsal began, whatever it shows."""
        return asyncio.get_running_loop().time()

    @property
    def true(self) -> dt.datetime:
        """The time that it is."""
        return self._start + dt.timedelta(seconds=self.monotonic())
