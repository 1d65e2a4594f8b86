"""Headings that ask what the subject is: "What is a heat pump?" """

from collections.abc import Sequence
from itertools import takewhile

from bot.content.importing.headings import Part, known
from bot.content.importing.lines import Line
from bot.content.importing.sentences import ends_sentence
from bot.content.importing.signs import Kind

# More lines than these below a heading are not looked at.
MOST_PARAGRAPHS = 60


def asks_for_definition(line: Line) -> bool:
    """Tell whether a line's words ask what something is."""
    found = known(line.words)
    return found is not None and found.asks and found.part is Part.DEFINITION


def is_over_paragraphs(line: Line, rest: Sequence[Line], *, section_level: int) -> bool:
    """Tell whether nothing but paragraphs stand under a line, up to the next heading.

    Under a line with a sign they may be bullets; never groups, nor lines that lead in to bullets.
    """
    kinds = {Kind.NONE} if _is_plain(line) else {Kind.NONE, Kind.BULLET}
    body = list(takewhile(lambda x: not _begins(x, section_level), rest))
    if not body or (body[0].kind is Kind.NONE and not ends_sentence(body[0].words)):
        return False
    return all(x.kind in kinds and not _leads_in(x) for x in body)


def _is_plain(line: Line) -> bool:
    return line.kind is Kind.NONE and not line.stands_out


def _begins(line: Line, section_level: int) -> bool:
    if line.kind in {Kind.BULLET, Kind.ANSWER}:
        return False
    if line.kind in {Kind.KEYCAP, Kind.COUNT, Kind.QUESTION}:
        return True
    found = known(line.words)
    return 0 < line.level <= section_level or (found is not None and not found.asks)


def _leads_in(line: Line) -> bool:
    return line.stands_out or line.words.endswith((":", "："))
