"""Ranking by words in common: BM25 over several fields, with what share of a question it covers."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from bot.content.finding.normal import Words
from bot.content.finding.spelling import Spelling
from bot.content.finding.tokens import Want

_SATURATION = 1.2
_LENGTH_MATTERS = 0.6
_OF_A_SLIP = 0.9


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
class _Posting:
    document: int
    impact: float
    cover: float
    in_first: bool


class Ranking:
    """Documents, each a text of tokens for every field. Built once, never changed."""

    def __init__(self, fields: Sequence[Field], documents: Sequence[Sequence[Words]]) -> None:
        holders = Counter(token for texts in documents for token in set().union(*texts))
        self._rarity = _rarities(holders, len(documents))
        self._rarest = _rarity(1, max(len(documents), 1))
        self._postings = MappingProxyType(_postings(fields, documents, self._rarity))
        self._first = tuple(self._weight(set(texts[0])) for texts in documents)
        self._spelling = Spelling(self._rarity)

    def rank(self, asked: Sequence[Want]) -> list[Score]:
        """Return the documents that share a word with what was asked, best first."""
        value: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        first: dict[int, float] = defaultdict(float)
        told: dict[int, set[str]] = defaultdict(set)
        for token, share in self._spelled(asked):
            for posting in self._postings.get(token, ()):
                weight = self._rarity[token] * share
                value[posting.document] += posting.impact * share
                covered[posting.document] += weight * posting.cover
                if posting.in_first:
                    first[posting.document] += weight
                    told[posting.document].add(token)
        whole = sum(self._want_weight(want) for want in asked)
        scores = [
            Score(d, value[d], covered[d] / whole, first[d] / whole, self._told(d, told[d]))
            for d in value
        ]
        return sorted(scores, key=lambda score: (-score.value, score.document))

    def _spelled(self, asked: Sequence[Want]) -> Iterator[tuple[str, float]]:
        """Yield each token, as the documents spell it, with its share in its word."""
        for want in asked:
            for token in want.tokens:
                share = 1 / len(want.tokens)
                if token in self._rarity:
                    yield token, share
                elif meant := self._spelling.nearest(token):
                    yield meant, share * _OF_A_SLIP

    def _want_weight(self, want: Want) -> float:
        """Return what a word weighs. A word that no document has weighs like a rare one."""
        weights = [self._rarity.get(token, self._rarest) for token in want.tokens]
        return sum(weights) / len(weights)

    def _weight(self, tokens: Iterable[str]) -> float:
        return sum(self._rarity[token] for token in tokens)

    def _told(self, document: int, tokens: set[str]) -> float:
        return self._weight(tokens) / self._first[document] if self._first[document] else 0.0


def _rarity(holders: int, documents: int) -> float:
    return math.log(1 + (documents - holders + 0.5) / (holders + 0.5))


def _rarities(holders: Mapping[str, int], documents: int) -> Mapping[str, float]:
    return MappingProxyType({token: _rarity(n, documents) for token, n in holders.items()})


def _postings(
    fields: Sequence[Field], documents: Sequence[Sequence[Words]], rarity: Mapping[str, float]
) -> dict[str, tuple[_Posting, ...]]:
    usual = [
        sum(map(len, texts)) / max(len(documents), 1) or 1.0
        for texts in zip(*documents, strict=True)
    ]
    postings: dict[str, list[_Posting]] = defaultdict(list)
    for document, texts in enumerate(documents):
        counts = [Counter(text) for text in texts]
        sizes = [len(text) / size for text, size in zip(texts, usual, strict=True)]
        for token in set().union(*texts):
            found = [count[token] for count in counts]
            often = sum(
                field.weight * n / (1 - _LENGTH_MATTERS + _LENGTH_MATTERS * size)
                for field, n, size in zip(fields, found, sizes, strict=True)
                if n
            )
            impact = rarity[token] * often / (_SATURATION + often)
            cover = max(field.cover for field, n in zip(fields, found, strict=True) if n)
            postings[token].append(_Posting(document, impact, cover, bool(found[0])))
    return {token: tuple(held) for token, held in postings.items()}
