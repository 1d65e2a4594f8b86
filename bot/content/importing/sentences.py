"""Where sentences end, and texts cut between them."""

import re

_GAP = re.compile(r"(?<=[.!?…。！？])[\"'”’)\]]*\s+")
_END = re.compile(r"[.!?…。！？:：;][\"'”’)\]]*$")
_ELLIPSIS = "…"


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as sentences and lead-in lines do, and headings do not."""
    return _END.search(text) is not None


def opening_words(text: str, most: int) -> str:
    """Return a text's first sentence or, if that is too long, its first words and an ellipsis."""
    gap = _GAP.search(text)
    first = text[: gap.end()].rstrip() if gap else text
    if len(first) <= most:
        return first
    room = first[: most - len(_ELLIPSIS) + 1]
    words = room[: room.rfind(" ")] if " " in room else room[:-1]
    return words.rstrip() + _ELLIPSIS


def pieces(text: str, most: int) -> list[str] | None:
    """Cut a text into pieces of at most ``most`` characters, between sentences or else words.

    Returns None if there is a word that is longer than that.
    """
    found: list[str] = []
    while len(text) > most:
        cut = _cut(text[: most + 1])
        if cut is None:
            return None
        found.append(text[:cut].rstrip())
        text = text[cut:].lstrip()
    return [*found, text]


def _cut(room: str) -> int | None:
    gaps = [gap.end() for gap in _GAP.finditer(room)]
    if gaps:
        return gaps[-1]
    space = room.rfind(" ")
    return space if space > 0 else None
