"""A lesson as it was found in an issue, and what became of each line."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bot.content.importing.outcomes import Leftover

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

HEADING = "heading"
LEFTOVER = "leftover"


@dataclass(frozen=True, slots=True)
class Placed:
    """Words of a line, and where they went: "terms[2].details", "heading" or "leftover"."""

    line: int
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A lesson as plain data, in the order of the format, with an account of the issue's lines."""

    lesson: Mapping[str, Value]
    placed: tuple[Placed, ...]
    """Every line that is not blank, once for each place its words went to."""
    leftovers: tuple[Leftover, ...]
    lines_read: int
