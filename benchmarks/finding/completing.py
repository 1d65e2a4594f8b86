"""Beginnings made by rule, cut as short as leaves five terms at most that they could be."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from benchmarks.finding.cases import Case, number
from benchmarks.finding.corpus import names, pairs
from benchmarks.finding.hangul import composed, initials, is_hangul, strokes

SHOWN = 5
"""The wanted term has to be among so many."""


def made_completions() -> Iterator[Case]:
    """Yield what is typed so far of names, later words and aliases."""
    yield from _begun("start of a name", [(n, n) for n in names()], _letters, 45)
    yield from _begun("start of a later word", _later_words(), _letters, 40)
    yield from _begun("start of an alias", _aliases(), _letters, 45)
    yield from _begun("half a syllable", _in_hangul(), _half_syllables, 35)
    yield from _begun("initial consonants", _in_hangul(), _consonants, 30)


def _begun(
    kind: str,
    spelled: Sequence[tuple[str, str]],
    begin: Callable[[str], Iterator[str]],
    count: int,
) -> Iterator[Case]:
    made = 0
    drawn = sorted(set(spelled), key=lambda pair: number(f"{kind}|{pair}"))
    asked: set[str] = set()
    for spelling, name in drawn:
        typed = next((b for b in begin(spelling) if len(_begins(b)) <= SHOWN), None)
        if typed is not None and typed not in asked and made < count:
            asked.add(typed)
            made += 1
            yield Case(kind, typed, name)


def _letters(spelling: str) -> Iterator[str]:
    least = 2 if is_hangul(spelling) else 3
    begun = (spelling[:n].lower() for n in range(least, len(spelling)))
    yield from (typed for typed in begun if not typed.endswith(" "))


def _half_syllables(spelling: str) -> Iterator[str]:
    typed = strokes(spelling)
    for n in range(4, len(typed)):
        begun = composed(typed[:n])
        if not spelling.startswith(begun) and typed[n - 1] != " ":
            yield begun


def _consonants(spelling: str) -> Iterator[str]:
    letters = initials(spelling)
    begun = (letters[:n] for n in range(2, len(letters) + 1))
    yield from (typed for typed in begun if len(set(typed)) > 1)


def _begins(typed: str) -> set[str]:
    """Return the names of the terms that a beginning could belong to, by letters or initials."""
    struck = strokes(typed)
    return {
        name
        for whole, first, name in _beginnings()
        if whole.startswith(struck) or first.startswith(typed)
    }


@cache
def _beginnings() -> tuple[tuple[str, str, str], ...]:
    """Every spelling from each of its words on: its strokes, its initials, and the term's name."""
    return tuple(
        (strokes(rest), initials(rest), name)
        for spelling, name in pairs()
        for rest in _words(spelling.lower())
    )


def _words(spelling: str) -> list[str]:
    """Return what is left of a spelling from each of its words on."""
    return [spelling[found.start() :] for found in re.finditer(r"[^\s-]+", spelling)]


def _later_words() -> list[tuple[str, str]]:
    return [
        (rest, name)
        for name in names()
        for rest in _words(name)[1:]
        if len(re.split(r"[\s-]", rest)[0]) >= (2 if is_hangul(rest) else 4)
    ]


def _aliases() -> list[tuple[str, str]]:
    return [pair for pair in pairs() if pair[0] != pair[1] and len(pair[0]) > SHOWN - 2]


def _in_hangul() -> list[tuple[str, str]]:
    return [pair for pair in pairs() if is_hangul(pair[0])]
