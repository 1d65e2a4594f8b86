"""What a reply says, paragraph by paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import assert_never

from bot.core.plain import visible
from bot.core.reply import Bullets, Facts, Heading, Note, Quote, Text


class Kind(Enum):
    """What a paragraph is."""

    TITLE = "title"
    HEADING = "heading"
    SUBHEADING = "subheading"
    TEXT = "text"
    STRONG = "strong"
    BULLET = "bullet"
    NAME = "name"
    VALUE = "value"
    QUOTE = "quote"
    NOTE = "note"


HEADINGS = frozenset({Kind.TITLE, Kind.HEADING, Kind.SUBHEADING})
LEADING = HEADINGS | {Kind.NAME}
"""Kinds that must not be the last on a page: they belong to what follows."""

_ONE_LINE = LEADING | {Kind.BULLET}
_TIGHT = {(Kind.BULLET, Kind.BULLET), (Kind.NAME, Kind.VALUE), (Kind.NOTE, Kind.NOTE)}
_LEVELS = {1: Kind.TITLE, 2: Kind.HEADING}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A plain text with nothing invisible in it, and what it is.

    ``marks`` are the places in it that stand out; none if it has several lines.
    """

    kind: Kind
    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def lines(self) -> list[str]:
        """Return its lines, without blanks at their ends; one line, if its kind has but one."""
        lines = [line.strip() for line in self.text.strip().split("\n")]
        return [" ".join(filter(None, lines))] if self.kind in _ONE_LINE else lines

    def going_on(self, text: str) -> "Paragraph":
        """Return the paragraph that a further piece of this one makes."""
        # A second bullet would make two items of one.
        kind = Kind.TEXT if self.kind is Kind.BULLET else self.kind
        return Paragraph(kind, text)


def gap(before: Kind, after: Kind) -> str:
    """Return what stands between two paragraphs."""
    close = before in HEADINGS or after in HEADINGS or (before, after) in _TIGHT
    return "\n" if close else "\n\n"


def paragraphs_of(block: Heading | Text | Bullets | Facts | Quote | Note) -> Iterator[Paragraph]:
    """Yield what a block says, without what has nothing in it to see."""
    for kind, text in _paragraphs(block):
        seen = visible(text)
        if seen.strip():
            yield Paragraph(kind, seen, _marks(block, seen))


def _marks(block: object, seen: str) -> tuple[tuple[int, int], ...]:
    """Return what is marked in a block, if it is shown as it is, on one line."""
    # Where something invisible was taken out, the places are others.
    as_it_is = isinstance(block, Quote) and block.text == seen == " ".join(seen.split())
    return block.marks if isinstance(block, Quote) and as_it_is else ()


def _paragraphs(
    block: Heading | Text | Bullets | Facts | Quote | Note,
) -> Iterator[tuple[Kind, str]]:
    match block:
        case Heading(text, level, emoji):
            yield _LEVELS.get(max(level, 1), Kind.SUBHEADING), f"{emoji} {text}"
        case Text(text, strong):
            yield Kind.STRONG if strong else Kind.TEXT, text
        case Bullets(items):
            yield from ((Kind.BULLET, item) for item in items)
        case Facts(pairs):
            for name, value in pairs:
                yield Kind.NAME, name
                yield Kind.VALUE, value
        case Quote(text):
            yield Kind.QUOTE, text
        case Note(text):
            yield Kind.NOTE, text
        case _:
            assert_never(block)
