"""One time for a test and for the bot in another process; the test moves it on."""

import asyncio
import datetime as dt
import mmap
import struct
import time
from pathlib import Path

_NUMBERS = struct.Struct("ddd")


class SharedClock:
    """The system's time, and how far it was moved on. A ``core.ports.Clock``.

    Kept in a small file that every process maps: what one moves, all see at once. Time goes by in
    two ways: with ``advance`` patience and pauses come to their end, in the libraries too; with
    ``pass_by`` they don't, so that a night that goes by breaks off no connection.
    """

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_NUMBERS.size))
        with path.open("r+b") as file:
            self._there = mmap.mmap(file.fileno(), _NUMBERS.size)

    def _numbers(self) -> tuple[float, float, float]:
        """How far it is from the system's time, what has gone by, and of that, what all felt."""
        wall, passed, felt = _NUMBERS.unpack(self._there[:])
        return wall, passed, felt

    @property
    def felt(self) -> float:
        """Seconds that went by at once and that everybody has waited for."""
        return self._numbers()[2]

    def seconds(self) -> float:
        """Return seconds since 1970."""
        return time.time() + self._numbers()[0]

    def now(self) -> dt.datetime:
        """Return the time now."""
        return dt.datetime.fromtimestamp(self.seconds(), dt.UTC)

    def monotonic(self) -> float:
        """Return seconds on a clock that nobody sets."""
        return time.monotonic() + self._numbers()[1]

    def begin(self, at: dt.datetime) -> None:
        """Set the clock, before anybody looks at it."""
        self._there[:] = _NUMBERS.pack(at.timestamp() - time.time(), 0.0, 0.0)

    def advance(self, seconds: float) -> None:
        """Let time go by for everybody."""
        wall, passed, felt = self._numbers()
        self._there[:] = _NUMBERS.pack(wall + seconds, passed + seconds, felt + seconds)

    def pass_by(self, seconds: float) -> None:
        """Let time go by, but for those who are waiting."""
        wall, passed, felt = self._numbers()
        self._there[:] = _NUMBERS.pack(wall + seconds, passed + seconds, felt)


class Loop(asyncio.SelectorEventLoop):
    """An event loop for which time goes by as a shared clock says.

    So a patience of thirty seconds is at its end when the test says so, in the real libraries too.
    It looks again whenever anything wakes it; the bot's bell does several times a second.
    """

    def __init__(self, clock: SharedClock) -> None:
        self._shared = clock
        super().__init__()

    def time(self) -> float:
        """Return seconds on a clock that nobody sets back."""
        return super().time() + self._shared.felt
