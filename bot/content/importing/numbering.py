"""Which of the lines numbered "1." are headings: lists are numbered in the same way."""

from collections.abc import Sequence

from bot.content.importing.headings import known
from bot.content.importing.lines import Line, neighbours
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import Kind

LONGEST_HEADING = 200


def counted_headings(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines with a list number that are headings all the same.

    They are those of the tables and, in an issue without keycap numbers, those that count on from
    the heading before in the same style. None of them stands in a list, next to its neighbour
    in number.
    """
    alone = [line for b, line, a in neighbours(lines) if _stands_alone(b, line, a)]
    named = {x.number for x in alone if (found := known(x.words)) and not found.asks}
    if any(line.kind is Kind.KEYCAP for line in lines):
        return frozenset(named)
    styles = {_style(line) for line in alone if line.number in named}
    return frozenset(named | _counting_on([x for x in alone if _style(x) in styles], named))


def _counting_on(lines: Sequence[Line], named: set[int]) -> set[int]:
    found, last = set[int](), -1
    for line in lines:
        count = line.count or 0
        if line.number in named or (count > last and _may_be_heading(line)):
            found.add(line.number)
            last = count
    return found


def _may_be_heading(line: Line) -> bool:
    asks = (found := known(line.words)) is not None and found.asks
    return len(line.words) <= LONGEST_HEADING and (asks or not ends_sentence(line.words))


def _stands_alone(before: Line | None, line: Line, after: Line | None) -> bool:
    if line.kind is not Kind.COUNT:
        return False
    return not (_counts_on(before, line) or _counts_on(line, after))


def _counts_on(first: Line | None, second: Line | None) -> bool:
    if first is None or second is None or first.count is None or second.count is None:
        return False
    return _style(first) == _style(second) and second.count == first.count + 1


def _style(line: Line) -> str:
    if line.sign[-1] in ".)":
        return line.sign.strip("0123456789")
    return "circled"
