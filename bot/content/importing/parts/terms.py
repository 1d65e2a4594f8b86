"""The terms: a name, one line on it, more lines."""

from collections.abc import Iterator

from bot.content.importing.blocks import Block
from bot.content.importing.fields import most_at
from bot.content.importing.lines import Line, neighbours
from bot.content.importing.outcomes import Item, Leftover, Outcome, Path, Placement
from bot.content.importing.parts.heading import place_heading
from bot.content.importing.parts.names import name_and_text
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import Kind

_LONGEST_NAME = most_at(("terms", Item(0), "name"))


def place(block: Block) -> Iterator[Outcome]:
    """Place the names, and under each the first line as ``short``, the others as ``details``."""
    yield from place_heading(block)
    names = _names(block)
    term: Path | None = None
    field = "short"
    for _, line, after in neighbours(block.lines):
        if line.number in names and (after is None or after.number in names):
            yield from _in_one_line(line)
        elif line.number in names:
            term, field = ("terms", Item(line.number)), "short"
            yield Placement(line.number, (*term, "name"), line.words)
        elif term is None:
            yield from _in_one_line(line, "no term above it")
        else:
            yield Placement(line.number, (*term, field), line.prose)
            field = "details"


def _in_one_line(line: Line, otherwise: str = "") -> Iterator[Outcome]:
    """Place a line "name: text"; another one as a mere name, or not at all."""
    term = ("terms", Item(line.number))
    parted = name_and_text(line.words, _LONGEST_NAME)
    if parted:
        yield Placement(line.number, (*term, "name"), parted[0])
        yield Placement(line.number, (*term, "short"), parted[1])
    elif otherwise:
        yield Leftover(line.number, line.text, otherwise)
    else:
        yield Placement(line.number, (*term, "name"), line.words)


def _names(block: Block) -> frozenset[int]:
    marked = {x.number for x in block.lines if x.kind is Kind.EMOJI or x.stands_out}
    bare = {
        line.number
        for before, line, after in neighbours(block.lines)
        if after is not None and _is_bare_name(before, line, after, alone=not marked)
    }
    return frozenset(marked | bare)


def _is_bare_name(before: Line | None, line: Line, after: Line, *, alone: bool) -> bool:
    """Tell whether a line without an emoji is a name, by its look and by what stands round it."""
    if line.kind not in {Kind.NONE, Kind.COUNT} or ends_sentence(line.words):
        return False
    if len(line.words) > _LONGEST_NAME:
        return False
    if before is None or before.kind is Kind.BULLET:
        return after.kind is Kind.BULLET or (alone and ends_sentence(after.words))
    return alone and line.kind is after.kind is Kind.NONE and ends_sentence(after.words)
