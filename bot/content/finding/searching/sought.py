"""What somebody searches for: words, what stands for each in the lessons, and exact phrases."""

import math
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.finding.language.korean import is_hangul
from bot.content.finding.language.normal import decomposed, plain
from bot.content.finding.language.tokens import Want, wants
from bot.content.finding.searching.postings import Postings
from bot.content.finding.typos import allowance

MOST_WORDS = 12
_MOST_STAND_INS = 40
_MOST_LOOKED_AT = 2_000
_MOST_MISSPELT = 4
_MOST_NEAR = 3
_AS_IT_IS, _BEGUN, _WITHIN, _MISSPELT = 1.0, 0.6, 0.6, 0.8
_LEAST_BEGUN = 3
_LEAST_WITHIN = 2
_LEAST_SYLLABLES = 3
_SYLLABLES = 588
"""Korean syllables that begin with one letter; they stand together in Unicode."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that is sought, what stands for it, by place and share, and what it weighs."""

    places: Mapping[int, float]
    weight: float


class Vocabulary:
    """The tokens of the lessons, to find those that stand for what was typed. Never changed."""

    def __init__(self, postings: Postings, documents: int) -> None:
        self._postings = postings
        self._documents = documents
        tokens = postings.tokens
        # In order, all Korean ones stand together; no line break is in any.
        korean = tokens[bisect_left(tokens, "가") : bisect_left(tokens, "힤")]
        self._korean = "\n".join(("", *korean, ""))

    def sought(self, words: str, *, exactly: bool = False) -> Sequence[Sought]:
        """Return what is sought. Only words as they are, if they are meant ``exactly``."""
        text = plain(words)
        asked = wants(text)[:MOST_WORDS]
        begun = "" if exactly else _begun(text, asked)
        guesses = 0 if exactly else _MOST_MISSPELT
        found = []
        for want in asked:
            places = self._standing_for(want.word, begun if want is asked[-1] else "")
            if not places and guesses:
                guesses -= 1
                if halves := self._halves(want.word):
                    found += [self._weighed({half: _AS_IT_IS}) for half in halves]
                    continue
                places = dict.fromkeys(self._near(want.word), _MISSPELT)
            found.append(self._weighed(places))
        return found

    def _standing_for(self, word: str, begun: str) -> dict[int, float]:
        places: dict[int, float] = {}
        if is_hangul(word) and len(word) >= _LEAST_WITHIN:
            places |= dict.fromkeys(self._most_used(self._holding(word)), _WITHIN)
        elif len(begun) >= _LEAST_BEGUN:
            begin = self._postings.beginning(begun) or self._postings.beginning(word)
            places |= dict.fromkeys(self._most_used(begin), _BEGUN)
        if (place := self._postings.place(word)) is not None:
            places[place] = _AS_IT_IS
        return places

    def _most_used(self, places: Sequence[int]) -> Sequence[int]:
        if len(places) <= _MOST_STAND_INS:
            return places
        return nlargest(_MOST_STAND_INS, places[:_MOST_LOOKED_AT], key=self._postings.count)

    def _holding(self, word: str) -> list[int]:
        """Return the places of Korean tokens that hold a word, such as 언어모델 for 모델."""
        places: list[int] = []
        at = self._korean.find(word)
        while at >= 0 and len(places) < _MOST_LOOKED_AT:
            start, end = self._korean.rfind("\n", 0, at) + 1, self._korean.find("\n", at)
            if (place := self._postings.place(self._korean[start:end])) is not None:
                places.append(place)
            at = self._korean.find(word, end)
        return places

    def _halves(self, word: str) -> tuple[int, int] | None:
        """Return the tokens that a word is made of when written as one: 인공지능, 인공 and 지능."""
        for cut in range(2, len(word) - 1):
            one, other = self._postings.place(word[:cut]), self._postings.place(word[cut:])
            if one is not None and other is not None:
                return one, other
        return None

    def _near(self, word: str) -> Iterator[int]:
        """Yield the places of the tokens that the fewest slips separate from a word."""
        hits = list(self._slipped(word))
        nearest = min((distance for _, distance in hits), default=0)
        best = [place for place, distance in hits if distance == nearest]
        yield from best if len(best) <= _MOST_NEAR else ()

    def _slipped(self, word: str) -> Iterator[tuple[int, float]]:
        korean = is_hangul(word)
        limit = int(len(word) >= _LEAST_SYLLABLES) if korean else allowance(len(word) + 1)
        if not limit or any(character.isdecimal() for character in word):
            return
        tokens, shelf = self._postings.tokens, self._shelf(word)
        near = [i for i in shelf if abs(len(tokens[i]) - len(word)) <= limit]
        shown = decomposed if korean else str
        hits = process.extract(
            shown(word),
            [shown(tokens[i]) for i in near],
            scorer=OSA.distance,
            score_cutoff=limit,
            limit=None,
        )
        yield from ((near[at], distance) for _, distance, at in hits)

    def _shelf(self, word: str) -> range:
        """Return the places of the tokens with the same first letter: it is seldom wrong."""
        if not is_hangul(word):
            return self._postings.beginning(word[0])
        first = ord("가") + (ord(word[0]) - ord("가")) // _SYLLABLES * _SYLLABLES
        tokens = self._postings.tokens
        return range(bisect_left(tokens, chr(first)), bisect_left(tokens, chr(first + _SYLLABLES)))

    def _weighed(self, places: Mapping[int, float]) -> Sought:
        holders = min(sum(map(self._postings.count, places)), self._documents)
        rarity = math.log(1 + (self._documents - holders + 0.5) / (holders + 0.5))
        return Sought(places, rarity)


def _begun(text: str, asked: Sequence[Want]) -> str:
    """Return the last word typed, if it is the last that is sought: it may go on."""
    last = text.split()[-1:]
    return last[0] if last and wants(last[0])[-1:] == tuple(asked[-1:]) else ""
