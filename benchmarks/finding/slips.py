"""Slips of the finger, made by rule. The same word has the same slips on every machine."""

from collections.abc import Callable
from functools import cache

from rapidfuzz.distance import OSA

from benchmarks.finding.cases import key, number
from benchmarks.finding.corpus import pairs
from benchmarks.finding.hangul import composed, strokes
from benchmarks.finding.keyboard import jamo_neighbours, neighbours

TRIES = 40
"""How many slips are tried before a word is given up as too easily another."""


def letter_slip(word: str, salt: str) -> str:
    """Return a word with a neighbour's key hit, or a letter doubled, dropped or swapped."""
    spots = [i for i, sign in enumerate(word) if sign.isascii() and sign.isalpha()]
    at = spots[number(f"{word}|{salt}|at") % len(spots)]
    return _slip(word, at, neighbours(word[at].lower()), salt)


def jamo_slip(word: str, salt: str) -> str:
    """Return a Hangul word with one stroke wrong, doubled, missing or swapped, composed anew.

    Where a stroke goes missing or doubles, a final consonant may slide to the next syllable.
    """
    typed = strokes(word)
    spots = [i for i, sign in enumerate(typed) if sign != " "]
    at = spots[number(f"{word}|{salt}|at") % len(spots)]
    return composed(_slip(typed, at, jamo_neighbours(typed[at]), salt))


def _slip(typed: str, at: int, near: str, salt: str) -> str:
    chosen = number(f"{typed}|{salt}|how")
    before, hit, after = typed[:at], typed[at], typed[at + 1 :]
    match chosen % 4:
        case 0:
            return before + near[chosen // 4 % len(near)] + after
        case 1:
            return before + hit * 2 + after
        case 2:
            return before + after
        case _:
            return before + after[:1] + hit + after[1:]


def two_letter_slips(word: str, salt: str) -> str:
    """Return a word with two slips."""
    return letter_slip(letter_slip(word, salt), salt + " again")


def fair(slip: Callable[[str, str], str], spelling: str, name: str, distance: int) -> str | None:
    """Return a slip in a spelling that lies this far from it, and nearer to it than to any other.

    Two terms may be so close to each other that no slip is fair; then it is None.
    """
    for salt in range(TRIES):
        slipped = slip(spelling, str(salt))
        if _away(slipped, spelling) == distance and not _near_another(slipped, name, distance + 1):
            return slipped
    return None


def _near_another(slipped: str, name: str, within: int) -> bool:
    typed = _typed(slipped)
    return any(
        OSA.distance(typed, spelling, score_cutoff=within) <= within
        for spelling, other in _all_typed()
        if other != name
    )


@cache
def _all_typed() -> tuple[tuple[str, str], ...]:
    return tuple((_typed(spelling), name) for spelling, name in pairs())


def _away(one: str, other: str) -> int:
    return OSA.distance(_typed(one), _typed(other))


def _typed(text: str) -> str:
    return strokes(key(text))
