"""Texts cut into pieces where it hurts least: paragraph, line, sentence, word, character."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import accumulate, takewhile

from bot.core.plain import visible

_BORDERS = (
    (re.compile(r"\n\s*\n"), 0.5),
    (re.compile(r"\n"), 0.5),
    (re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？][”’」』）]*\s*"), 0.5),
    (re.compile(r"\s+"), 0.25),
)
"""The kinds of border, best first, and how much of the room a piece that ends there must fill."""

_JOINERS = "\u200c\u200d"
_VIRAMA = 9
"""The combining class of signs that bind a consonant to the next."""


def units(text: str) -> int:
    """Return a text's length in UTF-16 units.

    Platforms do not say how they count; of the ways they could, this one gives the most.
    """
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, *, first: int, rest: int, width: Callable[[str], int]) -> Iterator[str]:
    """Yield the pieces of a text; put together they are the text again.

    ``first`` and ``rest`` are the room that the first piece and the others have, ``width`` what a
    character takes of it.
    """
    start, room = 0, first
    while start < len(text):
        end = _end(text, start, room, width)
        yield text[start:end]
        start, room = end, rest


def shortened(text: str, most: int) -> str:
    """Return a text as one line of at most so many UTF-16 units, with an ellipsis if it is cut."""
    line = " ".join(visible(text).split())
    if units(line) <= most:
        return line
    return next(split(line, first=most - 1, rest=most, width=units)).rstrip() + "…"


def _end(text: str, start: int, room: int, width: Callable[[str], int]) -> int:
    widths = accumulate(map(width, text[start : start + max(room, 1)]))
    limit = start + sum(1 for _ in takewhile(lambda total: total <= room, widths))
    # A character wider than the room is a piece nevertheless: it must go somewhere.
    limit = max(limit, start + 1)
    return limit if limit == len(text) else _border(text, start, limit)


def _border(text: str, start: int, limit: int) -> int:
    for border, share in _BORDERS:
        least = start + int((limit - start) * share)
        ends = [found.end() for found in border.finditer(text, start, limit)]
        for end in reversed(ends):
            if end >= least and not _joined(text, end, start):
                return end
    for end in range(limit, start, -1):
        if not _joined(text, end, start):
            return end
    return limit


def _joined(text: str, at: int, start: int) -> bool:
    """Return whether the characters before and after this place are seen as one."""
    before, after = text[at - 1], text[at]
    if before.isascii() and after.isascii():
        return False
    return (
        after in _JOINERS
        or before == "\u200d"
        or _extends(after)
        or unicodedata.combining(before) == _VIRAMA
        or (_is_flag_half(after) and _halves_before(text, at, start) % 2 == 1)
        or _one_syllable(before, after)
    )


def _extends(character: str) -> bool:
    """Return whether this is a mark, a variation selector, a skin tone or a tag."""
    return (
        unicodedata.category(character).startswith("M")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
    )


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _halves_before(text: str, at: int, start: int) -> int:
    place = at
    while place > start and _is_flag_half(text[place - 1]):
        place -= 1
    return at - place


def _one_syllable(before: str, after: str) -> bool:
    """Return whether two Korean characters, one of them a lone letter, make one syllable."""
    leads = "\u1100" <= before <= "\u115f" or "\ua960" <= before <= "\ua97c"
    korean = leads or "\u1160" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7fb"
    follows = "\u1160" <= after <= "\u11ff" or "\ud7b0" <= after <= "\ud7fb"
    begins = "\u1100" <= after <= "\u115f" or "\ua960" <= after <= "\ua97c"
    return (korean and follows) or (leads and (begins or "\uac00" <= after <= "\ud7a3"))
