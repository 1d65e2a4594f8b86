"""What a reply says, paragraph by paragraph, and how each is marked up."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import assert_never

from bot.core.plain import visible
from bot.core.reply import Bullets, Facts, Heading, Note, Quote, Text
from bot.platforms.discord.markdown import ESCAPABLE, literal


@dataclass(frozen=True, slots=True)
class Look:
    """What stands before each line of a paragraph, and around it."""

    before: str = ""
    around: str = ""
    one_line: bool = False

    @property
    def width(self) -> int:
        """What it adds to a line."""
        return len(self.before) + 2 * len(self.around)


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


_LOOKS = {
    Kind.TITLE: Look("# ", one_line=True),
    Kind.HEADING: Look("## ", one_line=True),
    Kind.SUBHEADING: Look("### ", one_line=True),
    Kind.TEXT: Look(),
    Kind.STRONG: Look(around="**"),
    Kind.BULLET: Look("- ", one_line=True),
    Kind.NAME: Look(around="**", one_line=True),
    Kind.VALUE: Look(),
    Kind.QUOTE: Look("> "),
    Kind.NOTE: Look("-# "),
}

HEADINGS = frozenset({Kind.TITLE, Kind.HEADING, Kind.SUBHEADING})
LEADING = HEADINGS | {Kind.NAME}
"""Kinds that must not be the last on a page: they belong to what follows."""

_TIGHT = {(Kind.BULLET, Kind.BULLET), (Kind.NAME, Kind.VALUE), (Kind.NOTE, Kind.NOTE)}
_LEVELS = {1: Kind.TITLE, 2: Kind.HEADING}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A plain text with nothing invisible in it, and what it is."""

    kind: Kind
    text: str

    @property
    def look(self) -> Look:
        """How it is marked up."""
        return _LOOKS[self.kind]

    def shown(self) -> str:
        """Return it as markdown; empty if there is nothing to see."""
        look, lines = self.look, [line.strip() for line in self.text.strip().split("\n")]
        if look.one_line:
            lines = [" ".join(filter(None, lines))]
        blank = look.before if self.kind is Kind.QUOTE else ""
        marked = (
            f"{look.before}{look.around}{literal(line)}{look.around}" if line else blank
            for line in lines
        )
        return "\n".join(marked) if any(lines) else ""

    def width(self) -> Callable[[str], int]:
        """Return how much room a character can take at most, marked up."""
        line_break = 1 + self.look.width

        def width(character: str) -> int:
            if character == "\n":
                return line_break
            return (2 if character > "\uffff" else 1) + (character in ESCAPABLE)

        return width

    def going_on(self, text: str) -> "Paragraph":
        """Return the paragraph that a further piece of this one makes."""
        # A second bullet would make two items of one.
        kind = Kind.TEXT if self.kind is Kind.BULLET else self.kind
        return replace(self, kind=kind, text=text)


def gap(before: Kind, after: Kind) -> str:
    """Return what stands between two paragraphs."""
    close = before in HEADINGS or after in HEADINGS or (before, after) in _TIGHT
    return "\n" if close else "\n\n"


def paragraphs_of(block: Heading | Text | Bullets | Facts | Quote | Note) -> Iterator[Paragraph]:
    """Yield what a block says, without what has nothing in it to see."""
    for kind, text in _paragraphs(block):
        seen = visible(text)
        if seen.strip():
            yield Paragraph(kind, seen)


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
