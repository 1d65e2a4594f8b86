"""Which letters lie side by side on a keyboard, so that a finger may hit the wrong one."""

from itertools import pairwise

from bot.content.finding.language.normal import decomposed

_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS = frozenset("aeiou")


def _neighbours() -> frozenset[tuple[str, str]]:
    beside = [(row[i], row[i + 1]) for row in _ROWS for i in range(len(row) - 1)]
    # A lower row stands half a key further right, so each key touches two above it.
    below = [
        (upper[i + shift], lower[i])
        for upper, lower in pairwise(_ROWS)
        for i in range(len(lower))
        for shift in (0, 1)
    ]
    pairs = (*beside, *below)
    return frozenset((*pairs, *((b, a) for a, b in pairs)))


_NEIGHBOURS = _neighbours()


def are_neighbours(one: str, other: str) -> bool:
    """Return whether two letters are easily hit for one another, or differ in an accent."""
    return (one, other) in _NEIGHBOURS or decomposed(one)[0] == decomposed(other)[0]


def are_vowels(one: str, other: str) -> bool:
    """Return whether two letters are vowels, which people confuse: independant."""
    return one in _VOWELS and other in _VOWELS
