"""The word of the documents that somebody meant to type."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.finding.english import stem
from bot.content.finding.korean import is_hangul
from bot.content.finding.lookalikes import REAL
from bot.content.finding.typos import LETTERS_FOR_ONE, allowance

_REAL = frozenset(map(stem, REAL))


class Spelling:
    """Stems by their first letter, which is seldom the wrong one. Never changed."""

    def __init__(self, words: Iterable[str]) -> None:
        shelves: dict[str, list[str]] = defaultdict(list)
        for word in words:
            if len(word) >= LETTERS_FOR_ONE and not is_hangul(word):
                shelves[word[0]].append(word)
        self._shelves: Mapping[str, tuple[str, ...]] = MappingProxyType(
            {letter: tuple(sorted(shelf)) for letter, shelf in shelves.items()}
        )

    def nearest(self, typed: str) -> str | None:
        """Return the word a slip or two from what was typed, if exactly one is that near."""
        limit = allowance(len(typed) + 1)
        if not limit or typed in _REAL or any(character.isdecimal() for character in typed):
            return None
        shelf = self._shelves.get(typed[:1], ())
        hits = process.extract(typed, shelf, scorer=OSA.distance, score_cutoff=limit, limit=2)
        if not hits or (len(hits) > 1 and hits[0][1] == hits[1][1]):
            return None
        return hits[0][0]
