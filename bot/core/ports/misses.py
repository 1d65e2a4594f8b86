"""What nobody could answer, and what was taught since."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.request import Place


@dataclass(frozen=True, slots=True)
class Miss:
    """Words that found nothing, or nothing for sure. Who asked is not kept.

    ``command`` is ``term`` or ``faq``. ``times`` counts how often nothing was found, ``unsure``
    how often something was offered.
    """

    id: str
    command: str
    words: str
    language: str
    platform: str
    server: str
    times: int
    unsure: int
    first: dt.datetime
    last: dt.datetime


@dataclass(frozen=True, slots=True)
class Taught:
    """Words that lead to an entry: everywhere if ``server`` is empty, or on that server.

    Their ``id`` is ``bot.domain.asked.asked_id`` of platform, server, command and words.
    """

    id: str
    command: str
    words: str
    entry_id: str
    platform: str = ""
    server: str = ""


class Misses(Protocol):
    """The records of what was not found, and of what leads where since."""

    async def note(
        self,
        place: Place,
        command: str,
        words: str,
        language: str,
        at: dt.datetime,
        *,
        unsure: bool,
    ) -> None:
        """Count that words found nothing, or nothing for sure.

        Addresses, mentions and what looks like a secret are left out of what is kept.
        """

    async def misses(
        self, platform: str | None = None, server: str | None = None, *, limit: int = 50
    ) -> Sequence[Miss]:
        """Return what was missed on a server, on a platform or everywhere, the most often first."""

    async def miss(self, miss_id: str) -> Miss | None:
        """Return a miss."""

    async def teach(self, taught: Taught, at: dt.datetime) -> None:
        """Have words lead to an entry, and take them from the misses there, or everywhere."""

    async def unteach(self, taught_id: str) -> bool:
        """Have words lead nowhere again; return whether they did."""

    async def taught(self) -> Sequence[Taught]:
        """Return all that was taught."""

    async def add_asked(self, asked: Mapping[str, int]) -> None:
        """Count how often entries were looked up, by their ids."""

    async def asked(self) -> Mapping[str, int]:
        """Return how often entries were looked up, the most usual ones, by their ids."""


class NoMisses:
    """Where nothing is recorded."""

    async def note(
        self,
        place: Place,
        command: str,
        words: str,
        language: str,
        at: dt.datetime,
        *,
        unsure: bool,
    ) -> None:
        """Do nothing."""

    async def misses(
        self, platform: str | None = None, server: str | None = None, *, limit: int = 50
    ) -> Sequence[Miss]:
        """Return none."""
        return ()

    async def miss(self, miss_id: str) -> Miss | None:
        """Return that there is none."""
        return None

    async def teach(self, taught: Taught, at: dt.datetime) -> None:
        """Do nothing."""

    async def unteach(self, taught_id: str) -> bool:
        """Return that they did not."""
        return False

    async def taught(self) -> Sequence[Taught]:
        """Return none."""
        return ()

    async def add_asked(self, asked: Mapping[str, int]) -> None:
        """Do nothing."""

    async def asked(self) -> Mapping[str, int]:
        """Return none."""
        return {}


NO_MISSES = NoMisses()
