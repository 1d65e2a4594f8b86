"""Ranking by words in common: BM25 over several fields, with what share of a question it covers."""

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import neg

from bot.content.finding.language.normal import Words
from bot.content.finding.language.tokens import FRAME, Want, wants
from bot.content.finding.tables.columns import Columns
from bot.content.finding.tables.spelling import Spelling

_SATURATION = 1.2
_LENGTH_MATTERS = 0.6
_OF_A_SLIP = 0.9
_SCANNED, _RESCORED = 1_000, 60
"""Postings that are looked through, and documents that more common words are then counted for."""


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A token that was asked for, by its number, and its share in its word."""

    number: int
    share: float


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, as the documents spell it, the rarest first, and what all of it weighs."""

    tokens: Sequence[_Asked]
    weight: float


class Ranked:
    """Documents with what they are worth for a question."""

    def __init__(self, values: Mapping[int, float], score: Callable[[int, float], Score]) -> None:
        self._values = values
        self._score = score

    def values(self, most: int) -> list[tuple[int, float]]:
        """Return at most so many documents with the values of their rank, best first."""
        return _best(self._values, most)

    def scores(self, most: int) -> list[Score]:
        """Return how well the best documents fit, at most so many, best first."""
        return [self._score(document, value) for document, value in self.values(most)]


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
    def columns_of(
        cls, fields: Sequence[Field], documents: Sequence[Sequence[Sequence[Want]]]
    ) -> Columns:
        """Return what a ranking of documents is made of, the words of each in every field."""
        words = {want.written for texts in documents for text in texts for want in text}
        return cls._columns_of(fields, [_tokens(texts) for texts in documents], words)

    @classmethod
    def _columns_of(
        cls, fields: Sequence[Field], documents: Sequence[Sequence[Words]], words: Iterable[str]
    ) -> Columns:
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
        columns.put("spelling", Spelling.columns_of(words))
        return columns

    def rank(self, asked: Sequence[Want], scanned: int = _SCANNED) -> "Ranked":
        """Rank the documents that share a word with what was asked.

        The rarest words are looked up first; once so many postings were scanned, a word only adds
        to the best of the documents that were found.
        """
        question = self._question(asked)
        values: dict[int, float] = {}
        for one in question.tokens:
            scanned -= self._size(one.number)
            if scanned >= 0 or not values:
                self._count(values, one)
                continue
            if len(values) > _RESCORED:
                values = dict(_best(values, _RESCORED))
            self._count_again(values, one)
        return Ranked(values, lambda document, value: self._score(document, value, question))

    def _count(self, values: dict[int, float], one: _Asked) -> None:
        """Add what a token is worth to every document that holds it."""
        start, end, share = self._starts[one.number], self._starts[one.number + 1], one.share
        known = values.get
        held = zip(self._documents[start:end], self._impacts[start:end], strict=True)
        for document, impact in held:
            values[document] = known(document, 0.0) + impact * share

    def _count_again(self, values: dict[int, float], one: _Asked) -> None:
        """Add what a token is worth to documents that were found by others."""
        start, end = self._starts[one.number], self._starts[one.number + 1]
        for document in values:
            place = self._place(document, start, end)
            if place is not None:
                values[document] += self._impacts[place] * one.share

    def _place(self, document: int, start: int, end: int) -> int | None:
        """Return where among the postings of a token a document's is."""
        place = bisect_left(self._documents, document, start, end)
        return place if place < end and self._documents[place] == document else None

    def _size(self, number: int) -> int:
        return self._starts[number + 1] - self._starts[number]

    def _question(self, asked: Sequence[Want]) -> _Question:
        tokens: list[_Asked] = []
        weight = 0.0
        for want in asked:
            meant, share = self._meant(want)
            if meant is None:
                continue
            numbers = [self._number.get(token) for token in meant.tokens]
            share /= len(numbers)
            tokens += (_Asked(number, share) for number in numbers if number is not None)
            # A word that no document has weighs like a rare one.
            rarities = (self._rarest if n is None else self._rarities[n] for n in numbers)
            weight += 0.0 if want.word.startswith(FRAME) else sum(rarities) / len(numbers)
        return _Question(sorted(tokens, key=lambda one: self._size(one.number)), weight or 1.0)

    def _meant(self, want: Want) -> tuple[Want | None, float]:
        """Return the word that was meant, and how surely; none if it says nothing."""
        if want.word in self._number or want.word.startswith(FRAME):
            return want, 1.0
        if want.word.endswith("s") and want.word[:-1] in self._number:
            # AIs, FMs: too short for the rules of plurals, were they not known.
            return Want(want.word[:-1], (want.word[:-1],), want.written), 1.0
        nearest = self._spelling.nearest(want.written)
        if nearest is None:
            return want, 1.0
        return next(iter(wants(nearest)), None), _OF_A_SLIP

    def _score(self, document: int, value: float, question: _Question) -> Score:
        covered = in_first = 0.0
        told: set[int] = set()
        for one in question.tokens:
            place = self._place(document, self._starts[one.number], self._starts[one.number + 1])
            if place is not None:
                field, weight = self._fields[place], self._rarities[one.number] * one.share
                covered += weight * self._covers[field]
                if not field:
                    in_first += weight
                    told.add(one.number)
        first, whole = self._first[document], question.weight
        share = sum(self._rarities[number] for number in told) / first if first else 0.0
        return Score(document, value, covered / whole, in_first / whole, share)


def _tokens(texts: Sequence[Sequence[Want]]) -> Sequence[Words]:
    return [tuple(token for want in text for token in want.tokens) for text in texts]


def _best(values: Mapping[int, float], most: int) -> list[tuple[int, float]]:
    """Return the documents of the highest values, with these; of equals, the first."""
    if len(values) > most:
        least = sorted(values.values())[-most]
        values = {document: value for document, value in values.items() if value >= least}
    ranked = sorted(zip(map(neg, values.values()), values, strict=True))
    return [(document, -value) for value, document in ranked[:most]]


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
