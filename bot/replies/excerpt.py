"""As much of a line as one likes to read, around the words that were sought."""

from collections.abc import Iterator, Sequence

from bot.core.reply import Quote
from bot.domain.search import Mark

MOST = 150
"""Characters of an excerpt: about three lines on a phone."""
_BEFORE_A_CUT = " .,:;–-"
MOST_MARKS = 4
"""Places that stand out in an excerpt. Where many do, none does; and Slack counts each."""
_APART = " -–·/"
"""What may stand between two words that are marked as one."""


def excerpt(line: str, marks: Sequence[Mark], most: int = MOST) -> Quote:
    """Return at most so many characters of a line, with an ellipsis where it is cut.

    It is cut between words, unless one word is longer than all of it.
    """
    marks = list(_together(line, marks))
    start, end = 0, len(line)
    if len(line) > most:
        lead = most // 4
        first = max(_densest(marks, most - lead) - lead, 0)
        start = _word_start(line, min(first, len(line) - most + 1), lead)
        room = most - 1 if start else most
        if start + room < len(line):
            end = _word_end(line, start, start + room - 1)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    if after:
        end = max(len(line[:end].rstrip(_BEFORE_A_CUT)), start + 1)
    shift = len(before) - start
    inside = [(a + shift, b + shift) for a, b in marks if start <= a and b <= end]
    return Quote(f"{before}{line[start:end]}{after}", tuple(inside[:MOST_MARKS]))


def _together(line: str, marks: Sequence[Mark]) -> Iterator[Mark]:
    """Yield marks; those with nothing, or one sign, between them as one."""
    whole: Mark | None = None
    for start, end in marks:
        between = line[whole[1] : start] if whole else ""
        if whole and (not between or (len(between) == 1 and between in _APART)):
            whole = whole[0], end
            continue
        if whole:
            yield whole
        whole = start, end
    if whole:
        yield whole


def _densest(marks: Sequence[Mark], room: int) -> int:
    """Return where the piece of a line begins in which the most is marked; the first of equals."""
    starts = [start for start, _ in marks]
    return max(
        starts,
        key=lambda first: (
            sum(e - s for s, e in marks if s >= first and e <= first + room),
            -first,
        ),
        default=0,
    )


def _word_start(line: str, place: int, near: int) -> int:
    """Return where the next word begins, if one does soon."""
    if place == 0 or line[place - 1] == " ":
        return place
    space = line.find(" ", place, place + near)
    return space + 1 if space >= 0 else place


def _word_end(line: str, start: int, limit: int) -> int:
    """Return where the last word ends that ends by then, if one does."""
    space = line.rfind(" ", start + 1, limit + 1)
    return space if space > start else limit
