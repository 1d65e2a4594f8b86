"""How like the names of terms a text is, for when none of them is surely meant."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.finding.english import STOP, singulars
from bot.content.finding.korean import ALL, is_hangul, without_particle
from bot.content.finding.names import Name
from bot.content.finding.normal import Words, joined
from bot.content.finding.typos import allowance

_LAST = "\U0010ffff"
_SIMILAR = 0.7
_LEAST_SHARE = 0.3
_LEAST_PREFIX = 2
_FEW_WORDS = 8
_OF_BEST = 0.6


class Likeness:
    """Scores the names that share something with a text. Never changed."""

    def __init__(self, names: Sequence[Name]) -> None:
        self._names = tuple(names)
        # As written too: in a mistyped word the plural's ending is anybody's guess.
        self._runs = tuple(run for name in names for run in (name.run, name.written_run))
        holders: dict[str, list[int]] = defaultdict(list)
        for place, name in enumerate(names):
            for word in dict.fromkeys(name.folded):
                holders[word].append(place)
        self._holders: Mapping[str, tuple[int, ...]] = MappingProxyType(
            {word: tuple(places) for word, places in holders.items()}
        )
        self._words = tuple(sorted(holders))

    def likeliest(self, said: Sequence[Words]) -> list[int]:
        """Return the owners of the names that are likest, by the readings of a text."""
        if not said:
            return []
        best: dict[int, float] = defaultdict(float)
        for place, score in self._scores(singulars(said[0]), said[-1]):
            owner = self._names[place].owner
            best[owner] = max(best[owner], score)
        floor = _OF_BEST * max(best.values(), default=0)
        ranked = sorted((-score, owner) for owner, score in best.items() if score >= floor)
        return [owner for _, owner in ranked]

    def _scores(self, whole: Words, written: Words) -> Iterator[tuple[int, float]]:
        bare = singulars(written)
        yield from self._similar(joined(bare))
        yield from self._similar(joined(written))
        yield from self._mentioned(whole)
        yield from self._sharing(bare)

    def _similar(self, run: str) -> Iterator[tuple[int, float]]:
        """Score names by the letters that would have to change."""
        hits = process.extract(
            run, self._runs, scorer=OSA.normalized_similarity, score_cutoff=_SIMILAR, limit=20
        )
        for _, similarity, place in hits:
            yield place // 2, similarity

    def _mentioned(self, words: Words) -> Iterator[tuple[int, float]]:
        """Score names that stand in a sentence, by their part of it."""
        run = joined(words)
        begins, ends = _edges(words)
        for place, name in enumerate(self._names):
            at = run.find(name.run)
            while at >= 0:
                if at in begins and _ends(run, at + len(name.run), ends) and _says(name):
                    yield place, 0.6 + 0.35 * len(name.run) / len(run)
                    break
                at = run.find(name.run, at + 1)

    def _sharing(self, words: Words) -> Iterator[tuple[int, float]]:
        """Score names by the letters of the words they share with a text."""
        words = tuple(w for w in words if w not in STOP)
        shared: dict[int, float] = defaultdict(float)
        count: dict[int, int] = defaultdict(int)
        for word in dict.fromkeys(words):
            for place, letters in self._holding(word, few=len(words) <= _FEW_WORDS).items():
                shared[place] += letters
                count[place] += 1
        typed = len("".join(words))
        for place, letters in shared.items():
            share = letters / (typed + len(self._names[place].run) - letters)
            if count[place] == len(set(words)):
                yield place, 0.5 + 0.45 * share
            elif share >= _LEAST_SHARE:
                yield place, 0.3 + 0.4 * share

    def _holding(self, word: str, *, few: bool) -> dict[int, float]:
        """Return the names with a word, one it begins, or one near it, and the letters shared."""
        found: dict[int, float] = {}
        forms = dict.fromkeys((word, without_particle(word, ALL)))
        for near in self._near(word) if few else ():
            found |= dict.fromkeys(self._holders[near], 0.7 * len(word))
        for form in forms:
            for longer in self._beginning(form):
                found |= dict.fromkeys(self._holders[longer], 0.9 * len(form))
        for form in forms:
            found |= dict.fromkeys(self._holders.get(form, ()), float(len(form)))
        return found

    def _beginning(self, prefix: str) -> tuple[str, ...]:
        if len(prefix) < _LEAST_PREFIX and not is_hangul(prefix):
            return ()
        low = bisect_left(self._words, prefix)
        return self._words[low : bisect_left(self._words, prefix + _LAST)]

    def _near(self, word: str) -> list[str]:
        limit = allowance(len(word))
        if not limit:
            return []
        hits = process.extract(
            word, self._words, scorer=OSA.distance, score_cutoff=limit, limit=None
        )
        return [near for near, _, _ in hits]


def _edges(words: Words) -> tuple[set[int], set[int]]:
    """Return where words begin and end once they are run together."""
    ends = {len(joined(words[:i])) for i in range(1, len(words) + 1)}
    return {0, *ends, *(end + 1 for end in ends)}, ends


def _ends(run: str, at: int, ends: set[int]) -> bool:
    """Return whether a word ends here. A Korean one may go on with a particle."""
    return at in ends or (is_hangul(run[at : at + 1]))


def _says(name: Name) -> bool:
    return not all(word in STOP for word in name.folded)
