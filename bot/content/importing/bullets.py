"""Signs that are bullets, or are none, by what stands round them: letters, arrows and ticks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.content.importing.headings import known
from bot.content.importing.lines import Line, neighbours
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import POINTERS, Kind

_LETTER = re.compile(r"(?P<sign>\(?(?P<letter>[a-z])[.)])\s+(?P<words>\S.*)")


def with_bullets(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines with letters in a row as bullets, and pointers over a list as emoji."""
    return tuple(_with_headings(_with_letters(lines)))


def _with_letters(lines: Sequence[Line]) -> list[Line]:
    found = {
        line.number: match
        for _, line, after in neighbours(lines)
        if (match := _LETTER.fullmatch(line.text)) and not _is_list(after)
    }
    lettered = set(_in_a_row(found))
    return [
        replace(line, kind=Kind.BULLET, sign=match["sign"], words=match["words"])
        if (match := found.get(line.number)) and line.number in lettered
        else line
        for line in lines
    ]


def _in_a_row(found: Mapping[int, re.Match[str]]) -> Iterator[int]:
    """Give the lines that go on from a to b and further. A letter alone may be an answer's."""
    row: list[int] = []
    for number, match in found.items():
        last = found[row[-1]] if row else None
        if last is not None and ord(match["letter"]) == ord(last["letter"]) + 1:
            row.append(number)
        else:
            row = [number] if match["letter"] == "a" else []
        if len(row) > 1:
            yield from row[-2:]


def _with_headings(lines: Sequence[Line]) -> Iterator[Line]:
    entry = ""
    for _, line, after in neighbours(lines):
        is_heading = line.sign[:1] in set(POINTERS) and _is_over(line, after, entry)
        yield replace(line, kind=Kind.EMOJI) if is_heading else line
        entry = "" if is_heading else line.sign


def _is_over(line: Line, after: Line | None, entry: str) -> bool:
    """Tell whether a line is a heading. ``entry`` is the sign of an entry right above it."""
    found = known(line.words)
    if found is not None and found.exact:
        return True
    if after is None or line.sign in {after.sign, entry}:
        return False
    if ends_sentence(line.words) and not line.words.endswith(("?", "？")):
        return False
    return _is_list(after) or (after.kind is Kind.NONE and ends_sentence(after.words))


def _is_list(line: Line | None) -> bool:
    return line is not None and line.kind in {Kind.BULLET, Kind.COUNT}
