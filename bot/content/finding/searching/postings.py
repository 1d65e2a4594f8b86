"""Which documents hold a token, and how much it counts there: flat arrays, no object for each."""

import math
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

from bot.content.finding.language.normal import Words, canonical
from bot.content.finding.language.tokens import wants
from bot.content.finding.searching.passages import Passage
from bot.content.finding.tables.columns import Columns

IMPACT_BITS = 8
MOST_IMPACT = (1 << IMPACT_BITS) - 1
MOST_DOCUMENTS = 1 << (32 - IMPACT_BITS)
_SATURATION = 2.0
_MOST_KNOWN = 100_000
"""Words whose tokens are kept at hand while an index is built."""
_USUAL_LENGTH = 150
"""Words of a document by whose length neither more nor less is thought of what it holds."""
_AFTER_ALL = "\U0010ffff"


class Postings:
    """Tokens in order, and for each its documents in order. Never changed.

    An entry is a document's number and, in its last bits, what the token counts there.
    """

    def __init__(self, tokens: list[str], starts: "array[int]", entries: "array[int]") -> None:
        self.tokens = tokens
        self.starts = starts
        self.entries = entries

    @classmethod
    def of(cls, documents: Iterable[Sequence[Passage]]) -> "Postings":
        """Make them of what documents say. Raises ValueError if the documents are too many."""
        gathered = _Gathered()
        known: dict[str, Words] = {}
        for number, document in enumerate(documents):
            if number >= MOST_DOCUMENTS:
                raise ValueError(f"more than {MOST_DOCUMENTS:,} documents can't be searched")
            gathered.add(_impacts(document, known))
        return cls(*gathered.by_token())

    @classmethod
    def read(cls, columns: Columns) -> "Postings":
        """Make them of what ``columns`` returned."""
        return cls(columns.texts("tokens"), columns.numbers("starts"), columns.numbers("entries"))

    def columns(self) -> Columns:
        """Return what they are made of."""
        return Columns(tokens=self.tokens, starts=self.starts, entries=self.entries)

    def place(self, token: str) -> int | None:
        """Return a token's place among the tokens, if there is such a one."""
        place = bisect_left(self.tokens, token)
        return place if place < len(self.tokens) and self.tokens[place] == token else None

    def beginning(self, start: str) -> range:
        """Return the places of the tokens that begin so."""
        end = bisect_left(self.tokens, start + _AFTER_ALL)
        return range(bisect_left(self.tokens, start), end)

    def count(self, place: int) -> int:
        """Return how many documents hold the token at a place."""
        return self.starts[place + 1] - self.starts[place]

    def of_token(self, place: int) -> "array[int]":
        """Return the entries of the token at a place."""
        return self.entries[self.starts[place] : self.starts[place + 1]]

    def impact(self, place: int, document: int) -> int:
        """Return what the token at a place counts in a document; 0 if it is not there."""
        start, end = self.starts[place], self.starts[place + 1]
        at = bisect_left(self.entries, document << IMPACT_BITS, start, end)
        if at < end and self.entries[at] >> IMPACT_BITS == document:
            return self.entries[at] & MOST_IMPACT
        return 0


class _Gathered:
    """Documents as they come: which tokens each holds, by number, and what these count there.

    All in three long arrays. An array for each token would take as much again, and not give back.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._held = array("I")
        self._impacts = array("B")
        self._ends = array("I")

    def add(self, impacts: Mapping[str, int]) -> None:
        numbers = self._numbers
        self._held.extend(numbers.setdefault(token, len(numbers)) for token in impacts)
        self._impacts.extend(impacts.values())
        self._ends.append(len(self._held))

    def by_token(self) -> tuple[list[str], "array[int]", "array[int]"]:
        """Return the tokens in order, where the entries of each start, and the entries."""
        tokens = sorted(self._numbers)
        holders = Counter(self._held)
        counts = (holders[self._numbers[token]] for token in tokens)
        starts = array("I", accumulate(counts, initial=0))
        free = array("I", bytes(4 * len(tokens)))
        for place, token in enumerate(tokens):
            free[self._numbers[token]] = starts[place]
        entries = array("I", bytes(4 * len(self._held)))
        start = 0
        for document, end in enumerate(self._ends):
            shifted = document << IMPACT_BITS
            pairs = zip(self._held[start:end], self._impacts[start:end], strict=True)
            for number, impact in pairs:
                entries[free[number]] = shifted | impact
                free[number] += 1
            start = end
        return tokens, starts, entries


def _impacts(document: Sequence[Passage], known: dict[str, Words]) -> Mapping[str, int]:
    """Return what each token counts in a document: more the oftener, less the longer it is."""
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for weight, text in _by_weight(document).items():
        counts[weight].update(canonical(text).split())
    weights: dict[str, int] = defaultdict(int)
    if len(known) > _MOST_KNOWN:
        known.clear()
    for weight, words in counts.items():
        for word, count in words.items():
            if (tokens := known.get(word)) is None:
                tokens = known[word] = tuple(want.word for want in wants(word))
            for token in tokens:
                weights[token] += weight * count
    length = sum(words.total() for words in counts.values())
    half = _SATURATION * (1 + math.sqrt(length / _USUAL_LENGTH)) / 2
    return {t: max(int(MOST_IMPACT * w / (w + half)), 1) for t, w in weights.items()}


def _by_weight(document: Sequence[Passage]) -> Mapping[int, str]:
    texts: dict[int, list[str]] = defaultdict(list)
    for passage in document:
        texts[passage.weight].append(passage.text)
    return {weight: "\n".join(found) for weight, found in texts.items()}
