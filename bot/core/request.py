"""What somebody asked, and where."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A channel on a platform."""

    platform: str
    channel: str

    def __str__(self) -> str:
        return f"{self.platform}:{self.channel}"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: an id that means something on their platform only, and their language."""

    id: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Request:
    """A command's name and its options as they came in, not yet checked."""

    command: str
    options: Mapping[str, str]
    place: Place
    asker: Asker
    extra: str = ""
    """Words of a typed line that no option takes."""
