"""The lines of an issue: where each stands, how it starts, and what it says."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.content.importing.characters import clean
from bot.content.importing.signs import Kind, is_bold, sign_of, unbold

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank. ``words`` is its text after the sign it starts with."""

    number: int
    raw: str
    text: str
    kind: Kind = Kind.NONE
    sign: str = ""
    words: str = ""
    count: int | None = None
    """The number in its sign."""
    level: int = 0
    """How many # stand before it, as Markdown's headings have them."""
    bold: bool = False
    lends: bool = False
    """Is a sign alone, which belongs to the line after it."""

    @property
    def prose(self) -> str:
        """What the line says as a paragraph: no bullet or list number, but with other signs."""
        return self.words if self.kind in {Kind.BULLET, Kind.COUNT} else self.text

    @property
    def stands_out(self) -> bool:
        """Tell whether it is marked up as a heading, by ``#`` or by being bold."""
        return self.level > 0 or self.bold


def read_lines(text: str) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank, whatever ends them, numbered from 1."""
    cleaned = ((n, raw, clean(raw)) for n, raw in enumerate(text.splitlines(), start=1))
    return tuple(_lend_signs([_line(n, raw, text) for n, raw, text in cleaned if text]))


def neighbours(lines: Iterable[Line]) -> Iterator[tuple[Line | None, Line, Line | None]]:
    """Give each line between the one before it and the one after it."""
    row = [None, *lines, None]
    for before, line, after in zip(row, row[1:], row[2:], strict=False):
        if line is not None:
            yield before, line, after


def _line(number: int, raw: str, text: str) -> Line:
    hashes = _HASHES.match(text)
    level = len(hashes[1]) if hashes else 0
    text = text[hashes.end() :] if hashes else text
    sign = sign_of(unbold(text))
    bold = is_bold(text) or is_bold(text.removeprefix(sign.text).strip())
    text = unbold(text) if sign.kind is Kind.NONE else f"{sign.text} {sign.words}".strip()
    words = sign.words if sign.kind is not Kind.NONE else text
    return Line(number, raw, text, sign.kind, sign.text, words, sign.number, level, bold)


def _lend_signs(lines: list[Line]) -> Iterator[Line]:
    lent: Line | None = None
    for _, line, after in neighbours(lines):
        if lent is not None:
            yield _signed(line, lent)
            lent = None
        elif after is not None and _lends(line, after):
            lent = line
            yield replace(line, lends=True)
        else:
            yield line


def _lends(line: Line, after: Line) -> bool:
    takers = {Kind.NONE, Kind.BULLET} if line.kind is Kind.ANSWER else {Kind.NONE}
    return bool(line.sign and not line.words and after.words) and after.kind in takers


def _signed(line: Line, lent: Line) -> Line:
    text = f"{lent.sign} {line.words}"
    return replace(line, text=text, kind=lent.kind, sign=lent.sign, count=lent.count)
