"""What can become of a line's words: placed in a field, a mere heading, or left over."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list, known by the line it starts on: indexes are known only at the end."""

    line: int
    piece: int = 0


Path = tuple[str | Item, ...]


@dataclass(frozen=True, slots=True)
class Placement:
    """Words of a line and the field they go to. ``value`` is what to write, if not the words."""

    line: int
    path: Path
    words: str
    value: str | None = None

    @property
    def text(self) -> str:
        """What is written in the field."""
        return self.words if self.value is None else self.value


@dataclass(frozen=True, slots=True)
class Signpost:
    """A line that says only what follows: a standard heading, or a sign alone."""

    line: int


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words of a line that have no place in the lesson, and why."""

    line: int
    text: str
    reason: str


Outcome = Placement | Signpost | Leftover


def copied(line: int, path: Path, value: str) -> Placement:
    """Return a placement that repeats words which stand elsewhere too."""
    return Placement(line, path, "", value)


def left_over(placement: Placement, reason: str) -> Iterator[Leftover]:
    """Give the words of a placement that can't be kept; nothing if they are kept elsewhere."""
    if placement.words:
        yield Leftover(placement.line, placement.words, reason)
