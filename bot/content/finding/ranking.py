"""Ranking by words in common: BM25 over several fields, with what share of a question it covers."""

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from bot.content.finding.columns import Columns
from bot.content.finding.normal import Words
from bot.content.finding.spelling import Spelling
from bot.content.finding.tokens import Want

_SATURATION = 1.2
_LENGTH_MATTERS = 0.6
_OF_A_SLIP = 0.9
_MOST_SCORES = 50
_COMMON = 2_000
"""Documents with a token beyond which it adds to those that were found, but brings no new ones."""


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a document: what its words add to the rank, and how well they cover a question."""

    weight: float
    cover: float


@dataclass(frozen=True, slots=True)
class Score:
    """How well a document fits: its rank's value, and the shares (0 to 1) of weight in common."""

    document: int
    value: float
    covered: float
    """Share of what was asked that the document speaks of."""
    in_first: float
    """Share of what was asked that its first field speaks of."""
    told: float
    """Share of its first field that was asked."""


class _Tally:
    """What a document has of what was asked, so far."""

    __slots__ = ("covered", "first", "told", "value")

    def __init__(self) -> None:
        self.value = self.covered = self.first = self.told = 0.0


class Ranking:
    """Documents, each a text of tokens for every field. Built once, never changed."""

    def __init__(self, fields: Sequence[Field], columns: Columns) -> None:
        self._covers = [field.cover for field in fields]
        tokens = columns.texts("tokens")
        self._number = dict(zip(tokens, range(len(tokens)), strict=True))
        self._starts = columns.numbers("starts")
        self._documents = columns.numbers("documents")
        self._impacts = columns.numbers("impacts")
        self._fields = columns.numbers("fields")
        self._first = columns.numbers("first")
        """Of each document the weight of its first field."""
        self._rarities = columns.numbers("rarities")
        self._rarest = _rarity(1, max(len(self._first), 1))
        self._spelling = Spelling(columns.part("spelling"))

    @classmethod
    def columns_of(cls, fields: Sequence[Field], documents: Sequence[Sequence[Words]]) -> Columns:
        """Return what a ranking of some documents is made of."""
        holders = Counter(token for texts in documents for token in set().union(*texts))
        tokens = sorted(holders)
        rarity = {token: _rarity(n, len(documents)) for token, n in holders.items()}
        postings = _postings(fields, documents, rarity)
        starts = array("I", [0])
        held, impacts, best = array("I"), array("f"), array("B")
        for token in tokens:
            for document, impact, field in postings.pop(token):
                held.append(document)
                impacts.append(impact)
                best.append(field)
            starts.append(len(held))
        columns = Columns(
            tokens=tokens,
            starts=starts,
            documents=held,
            impacts=impacts,
            fields=best,
            first=array("f", (sum(rarity[t] for t in set(texts[0])) for texts in documents)),
            rarities=array("f", (rarity[token] for token in tokens)),
        )
        columns.put("spelling", Spelling.columns_of(tokens))
        return columns

    def rank(self, asked: Sequence[Want]) -> list[Score]:
        """Return the documents that share a word with what was asked, best first.

        Those that share nothing but very common words may be left out, and all but the best.
        """
        tallies: dict[int, _Tally] = defaultdict(_Tally)
        spelled = sorted(self._spelled(asked), key=lambda one: self._size(one[0]))
        for number, share, is_repeated in spelled:
            self._count(tallies, number, share, is_repeated=is_repeated)
        whole = sum(map(self._weight, asked)) or 1.0
        best = nsmallest(_MOST_SCORES, tallies.items(), key=lambda one: (-one[1].value, one[0]))
        return [self._score(document, tally, whole) for document, tally in best]

    def _count(
        self, tallies: dict[int, _Tally], number: int, share: float, *, is_repeated: bool
    ) -> None:
        """Count a token in the documents that hold it."""
        rarity, covers = self._rarities[number], self._covers
        impacts, fields = self._impacts, self._fields
        weight, told = rarity * share, 0.0 if is_repeated else rarity
        for place, document in self._holding(tallies, number):
            tally = tallies[document]
            field = fields[place]
            tally.value += impacts[place] * share
            tally.covered += weight * covers[field]
            if not field:
                tally.first += weight
                tally.told += told

    def _holding(self, tallies: Mapping[int, _Tally], number: int) -> Iterable[tuple[int, int]]:
        """Return the documents with a token, each with the place of its posting."""
        start, end = self._starts[number], self._starts[number + 1]
        if end - start <= _COMMON or not tallies:
            return enumerate(self._documents[start:end], start)
        return self._among(tallies, start, end)

    def _among(
        self, tallies: Mapping[int, _Tally], start: int, end: int
    ) -> Iterator[tuple[int, int]]:
        for document in list(tallies):
            place = bisect_left(self._documents, document, start, end)
            if place < end and self._documents[place] == document:
                yield place, document

    def _size(self, number: int) -> int:
        return self._starts[number + 1] - self._starts[number]

    def _spelled(self, asked: Sequence[Want]) -> Iterator[tuple[int, float, bool]]:
        """Yield each token as the documents spell it: its number, its share in its word, and
        whether it was there before."""
        seen: set[int] = set()
        for want in asked:
            for token in want.tokens:
                share = 1 / len(want.tokens)
                number = self._number.get(token)
                if number is None:
                    meant = self._spelling.nearest(token)
                    number, share = self._number.get(meant or ""), share * _OF_A_SLIP
                if number is not None:
                    yield number, share, number in seen
                    seen.add(number)

    def _weight(self, want: Want) -> float:
        """Return what a word weighs. A word that no document has weighs like a rare one."""
        numbers = [self._number.get(token) for token in want.tokens]
        weights = (self._rarest if n is None else self._rarities[n] for n in numbers)
        return sum(weights) / len(numbers)

    def _score(self, document: int, tally: _Tally, whole: float) -> Score:
        first = self._first[document]
        told = tally.told / first if first else 0.0
        return Score(document, tally.value, tally.covered / whole, tally.first / whole, told)


def _rarity(holders: int, documents: int) -> float:
    return math.log(1 + (documents - holders + 0.5) / (holders + 0.5))


def _postings(
    fields: Sequence[Field], documents: Sequence[Sequence[Words]], rarity: Mapping[str, float]
) -> dict[str, list[tuple[int, float, int]]]:
    """Return for each token its documents, with its impact and the field it is best in."""
    usual = [
        sum(map(len, texts)) / max(len(documents), 1) or 1.0
        for texts in zip(*documents, strict=True)
    ]
    postings: dict[str, list[tuple[int, float, int]]] = defaultdict(list)
    for document, texts in enumerate(documents):
        often: dict[str, float] = defaultdict(float)
        best: dict[str, int] = {}
        for place, (field, text) in enumerate(zip(fields, texts, strict=True)):
            size = 1 - _LENGTH_MATTERS + _LENGTH_MATTERS * len(text) / usual[place]
            for token in text:
                often[token] += field.weight / size
                best.setdefault(token, place)
        for token, n in often.items():
            impact = rarity[token] * n / (_SATURATION + n)
            postings[token].append((document, impact, best[token]))
    return postings
