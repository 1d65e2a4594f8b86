"""Whether a process can do its work now: a list of checks, each with its reason."""

import asyncio
import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from bot.core.ports import Clock, Counts, Library

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds a check may take: whoever asks mostly waits for no longer than 5."""
LEAST_QUIET = 60.0
"""Seconds without a ring that are never wrong."""
RINGS_MISSED = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: well or not, and what there is to say about it."""

    name: str
    ok: bool
    said: str = ""


Look = Callable[[], Awaitable[tuple[bool, str]]]
"""Finds out whether something is well, and what there is to say about it."""


@dataclass(frozen=True, slots=True)
class Check:
    """Something that has to be well for a process to do its work."""

    name: str
    look: Look


@dataclass(slots=True)
class Readiness:
    """The checks of this process. The list may grow while its parts are put together."""

    checks: list[Check] = field(default_factory=list)
    patience: float = PATIENCE

    async def look(self) -> Sequence[Checked]:
        """Return what each check finds, all at the same time. Never raises."""
        return await asyncio.gather(*(self._one(check) for check in [*self.checks]))

    async def _one(self, check: Check) -> Checked:
        try:
            async with asyncio.timeout(self.patience):
                ok, said = await check.look()
        except TimeoutError:
            return Checked(check.name, ok=False, said=f"no answer within {self.patience:g} s")
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is not well
            log.warning("the check '%s' failed: %s", check.name, type(error).__name__)
            return Checked(check.name, ok=False, said=f"it fails: {type(error).__name__}")
        return Checked(check.name, ok, said)


@dataclass(slots=True)
class Rings:
    """When this process last went over what is due. ``every`` is in seconds."""

    clock: Clock
    every: float
    last: dt.datetime | None = None
    _at: float | None = None

    def rang(self) -> None:
        """Note that it did so now."""
        self.last, self._at = self.clock.now(), self.clock.monotonic()

    async def look(self) -> tuple[bool, str]:
        """Tell whether that was not too long ago."""
        if self._at is None:
            return False, "it has not looked for due lessons yet"
        quiet = self.clock.monotonic() - self._at
        most = max(LEAST_QUIET, RINGS_MISSED * self.every)
        return quiet < most, f"{quiet:.0f} s ago"


def database(counts: Counts) -> Check:
    """Return the check whether the records can be read and written."""

    async def look() -> tuple[bool, str]:
        await counts.answers()
        return True, ""

    return Check("database", look)


def lessons(library: Library, faults: Callable[[], int]) -> Check:
    """Return the check of the lessons; faults in some of them stop no others."""

    async def look() -> tuple[bool, str]:
        return True, f"{len(library.lessons())} lessons, {faults() or 'no'} faults"

    return Check("lessons", look)


def clock(believed: Callable[[], bool]) -> Check:
    """Return the check whether the time can be believed."""

    async def look() -> tuple[bool, str]:
        ok = believed()
        return ok, "" if ok else "it was set, or a platform's clock says otherwise: see the log"

    return Check("clock", look)


def connection(platform: str, ready: Callable[[], bool]) -> Check:
    """Return the check whether a platform can be sent to."""

    async def look() -> tuple[bool, str]:
        return (True, "connected") if ready() else (False, "not connected: see the log")

    return Check(platform, look)
