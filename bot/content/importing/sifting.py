"""Lines that no part of a lesson has a use for, told by their words and by what stands round."""

from collections.abc import Iterator, Sequence

from bot.content.importing.blocks import cut
from bot.content.importing.characters import letters_of
from bot.content.importing.headings import Part
from bot.content.importing.lines import Line, neighbours
from bot.content.importing.outcomes import Leftover, Outcome, Signpost
from bot.content.importing.parts import terms
from bot.content.importing.residue import is_button, reads_as_residue
from bot.content.importing.signs import Kind, points

# What follows a heading or a name without being its own.
_NEXT = frozenset({Kind.KEYCAP, Kind.EMOJI, Kind.QUESTION})


def sift(lines: Sequence[Line]) -> tuple[tuple[Outcome, ...], tuple[Line, ...]]:
    """Return the outcomes of lines that are no part of the issue, and the lines that are."""
    bare = {line.number: outcome for line in lines if (outcome := _bare(line))}
    worded = [line for line in lines if line.number not in bare]
    residue = _residue(worded)
    left = (Leftover(x.number, x.text, "page residue") for x in worded if x.number in residue)
    issue = tuple(line for line in worded if line.number not in residue)
    return (*bare.values(), *left), issue


def _bare(line: Line) -> Outcome | None:
    if line.lends:
        return Signpost(line.number)
    if not letters_of(line.words):
        return Leftover(line.number, line.text, "nothing but a sign")
    return None


def _residue(lines: Sequence[Line]) -> frozenset[int]:
    likely = frozenset(line.number for line in lines if reads_as_residue(line.words))
    if not likely:
        return likely
    unnamed = likely.difference(_names_of_terms(lines, likely))
    signs = {line.sign for line in lines if line.number not in likely}
    return frozenset(
        line.number
        for _, line, after in neighbours(lines)
        if line.number in unnamed
        and (after is None or after.number in likely or not _opens(line, after))
        and _may_be_residue(line, signs)
    )


def _names_of_terms(lines: Sequence[Line], likely: frozenset[int]) -> Iterator[int]:
    """Give the likely lines that are names of terms, because a line of their own follows."""
    for block in cut(lines):
        names = terms.names(block) if block.part is Part.TERMS else frozenset[int]()
        unexplained = names | likely
        for _, line, after in neighbours(block.lines):
            explained = after is not None and after.number not in unexplained
            if line.number in names and explained and is_button(line.words):
                yield line.number


def _opens(line: Line, after: Line) -> bool:
    """Tell whether a line that stands out as headings do has lines of its own under it."""
    return (line.kind is Kind.EMOJI or line.stands_out) and after.kind not in _NEXT


def _may_be_residue(line: Line, signs: set[str]) -> bool:
    """Tell whether a line has no sign, or one that no line of the issue has: a button's."""
    if line.kind is Kind.EMOJI or (line.kind is Kind.BULLET and points(line.sign)):
        return line.sign not in signs
    return line.kind is Kind.NONE
