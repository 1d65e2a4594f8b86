"""The terms: a name, one line on it, more lines."""

from collections.abc import Iterator

from bot.content.importing.blocks import Block
from bot.content.importing.fields import most_at
from bot.content.importing.lines import Line, neighbours
from bot.content.importing.outcomes import Item, Leftover, Outcome, Path, Placement
from bot.content.importing.parts.heading import place_heading
from bot.content.importing.parts.names import term_and_text, unquoted
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import Kind

_LONGEST_NAME = most_at(("terms", Item(0), "name"))


def place(block: Block) -> Iterator[Outcome]:
    """Place the names, and under each the first line as ``short``, the others as ``details``."""
    yield from place_heading(block)
    named = names(block)
    term: Path | None = None
    field = "short"
    whole: Line | None = None
    for _, line, after in neighbours(block.lines):
        if line.number in named and (after is None or after.number in named):
            yield from _in_one_line(line)
        elif line.number in named:
            term, field = ("terms", Item(line.number)), "short"
            yield Placement(line.number, (*term, "name"), unquoted(line.words))
        elif term is not None:
            yield Placement(line.number, (*term, field), line.prose)
            field = "details"
        elif whole is not None and _is_under(whole, line):
            yield Placement(line.number, ("terms", Item(whole.number), "details"), line.prose)
        else:
            yield from _in_one_line(line, "no term above it")
            whole = line if term_and_text(line.words, _LONGEST_NAME) else None


def _is_under(term: Line, line: Line) -> bool:
    """Tell whether a line belongs to a term in one line: a bullet does, unless that is one too."""
    return line.kind is Kind.BULLET and term.kind is not Kind.BULLET


def _in_one_line(line: Line, otherwise: str = "") -> Iterator[Outcome]:
    """Place a line "name: text"; another one as a mere name, or not at all."""
    term = ("terms", Item(line.number))
    parted = term_and_text(line.words, _LONGEST_NAME)
    if parted:
        yield Placement(line.number, (*term, "name"), parted[0])
        yield Placement(line.number, (*term, "short"), parted[1])
    elif otherwise:
        yield Leftover(line.number, line.text, otherwise)
    else:
        yield Placement(line.number, (*term, "name"), unquoted(line.words))


def names(block: Block) -> frozenset[int]:
    """Return the numbers of the lines that open a term."""
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
    if after.kind is not Kind.BULLET and term_and_text(line.words, _LONGEST_NAME):
        return False
    if before is None or before.kind is Kind.BULLET:
        return after.kind is Kind.BULLET or (alone and ends_sentence(after.words))
    return alone and line.kind is after.kind is Kind.NONE and ends_sentence(after.words)
