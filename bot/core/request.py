"""What somebody asked, and where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Place:
    """A channel on a platform, and the server or workspace it is in, where there are such."""

    platform: str
    channel: str
    server: str = field(default="", compare=False)

    def __str__(self) -> str:
        return f"{self.platform}:{self.channel}"


class Rank(IntEnum):
    """What somebody may do on a server."""

    LEARNER = 0
    MANAGER = 1
    """Has the role that the server's admins chose to manage its lessons."""
    ADMIN = 2
    """May manage the server itself."""


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: an id that means something on their platform only, their language and rank.

    ``zone`` is their own time zone, where their platform tells it.
    """

    id: str
    language: str = "en"
    rank: Rank = Rank.LEARNER
    zone: ZoneInfo | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A command's name and its options as they came in, not yet checked."""

    command: str
    options: Mapping[str, str]
    place: Place
    asker: Asker
    extra: str = ""
    """Words of a typed line that no option takes."""
