"""What begins with what was typed so far."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from bot.content.finding.normal import decomposed, joined

_LAST = "\U0010ffff"
_NEAR = 0.88


@dataclass(frozen=True, slots=True, order=True)
class Start:
    """A text one can begin to type, and what it leads to; rank 0 is the best match."""

    text: str
    rank: int
    owner: int


def starts(text: str, rank: int, owner: int) -> Iterator[Start]:
    """Return where one can begin to type a canonical text: at any word, the first is best."""
    words = text.split()
    for i in range(len(words)):
        yield Start(decomposed(" ".join(words[i:])), rank + (i > 0), owner)
    yield Start(decomposed(joined(tuple(words))), rank, owner)


class PrefixTable:
    """Texts in order, so that those with a prefix stand together. Never changed."""

    def __init__(self, begun: Iterable[Start]) -> None:
        self._starts = tuple(sorted(set(begun)))
        self._texts = tuple(start.text for start in self._starts)

    def owners(self, typed: str) -> list[int]:
        """Return what a canonical text may become, best rank first, then in their own order."""
        prefix = decomposed(typed)
        low, high = bisect_left(self._texts, prefix), bisect_left(self._texts, prefix + _LAST)
        found = sorted((s.rank, s.text != prefix, s.owner) for s in self._starts[low:high])
        return list(dict.fromkeys(owner for _, _, owner in found))

    def near(self, typed: str, limit: int) -> list[int]:
        """Return what begins nearly like a canonical text, nearest first."""
        hits = process.extract(
            decomposed(typed),
            self._texts,
            scorer=JaroWinkler.normalized_similarity,
            score_cutoff=_NEAR,
            limit=2 * limit,
        )
        return list(dict.fromkeys(self._starts[place].owner for _, _, place in hits))
