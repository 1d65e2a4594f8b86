"""The term index: which term somebody means, and whether that is sure."""

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.finding.english import singulars
from bot.content.finding.exact import ExactTable
from bot.content.finding.likeness import Likeness
from bot.content.finding.names import terms_of
from bot.content.finding.normal import Words, joined, plain
from bot.content.finding.phrasing import readings
from bot.content.finding.prefixes import PrefixTable, starts
from bot.content.finding.typos import slips
from bot.content.finding.vocabulary import vocabulary
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import Lesson, TermHit

MOST_UNSURE = 5
_ALIAS_RANK = 2
_LETTERS_FOR_NEARNESS = 4
_CLEARLY = 2
"""A name is clearly meant if every other one is at least this many more slips away."""


class TermIndex:
    """The terms of some lessons. Built once, never changed, safe to share between threads."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._hits, self._names = terms_of(lessons)
        self._known = vocabulary(lessons)
        self._exact = ExactTable(self._names)
        self._likeness = Likeness(self._names)
        self._runs = tuple(name.written_run for name in self._names)
        self._sorted_runs = tuple(joined(tuple(sorted(name.words))) for name in self._names)
        self._prefixes = PrefixTable(
            start
            for name in self._names
            for start in starts(" ".join(name.words), _ALIAS_RANK * name.is_alias, name.owner)
        )

    def find(self, words: str) -> Finding[TermHit]:
        """Find the term somebody means. A doubtful hit is never called found."""
        said = readings(words)
        for reading in said:
            if owners := self._exact.look(reading):
                return self._finding(owners)
        for reading in said:
            if (owner := self._slipped(reading)) is not None:
                return Found(self._hits[owner])
        return self._finding(self._likeness.likeliest(said), sure=False)

    def complete(self, typed: str, limit: int) -> tuple[TermHit, ...]:
        """Return at most ``limit`` terms one might be typing, likeliest first.

        Before anything is typed these are the newest lesson's.
        """
        text = plain(typed)
        owners = self._completions(text, limit) if text else self._newest()
        return tuple(self._hits[owner] for owner in owners[: max(limit, 0)])

    def _finding(self, owners: Sequence[int], *, sure: bool = True) -> Finding[TermHit]:
        if not owners:
            return NotFound()
        if sure and len(owners) == 1:
            return Found(self._hits[owners[0]])
        return Unsure(tuple(self._hits[owner] for owner in owners[:MOST_UNSURE]))

    def _slipped(self, typed: Words) -> int | None:
        """Return the one term that only a slip or two separates from what was typed."""
        best: dict[int, int] = {}
        rivals: dict[int, int] = {}
        for place, distance in self._close(typed):
            name = self._names[place]
            rivals[name.owner] = min(distance, rivals.get(name.owner, distance))
            for said, meant in ((typed, name.words), (singulars(typed), name.folded)):
                if (count := slips(said, meant, self._known)) is not None:
                    best[name.owner] = min(count, best.get(name.owner, count))
        if not best:
            return None
        owner = min(best, key=lambda one: best[one])
        others = (rivals[one] for one in rivals if one != owner)
        return owner if min(others, default=99) >= best[owner] + _CLEARLY else None

    def _close(self, typed: Words) -> Iterable[tuple[int, int]]:
        """Return the names within a few letters, in their order of words or in a common one."""
        runs = (joined(typed), self._runs), (joined(tuple(sorted(typed))), self._sorted_runs)
        for run, names in runs:
            hits = process.extract(run, names, scorer=OSA.distance, score_cutoff=3, limit=None)
            yield from ((place, int(distance)) for _, distance, place in hits)

    def _completions(self, text: str, limit: int) -> list[int]:
        owners = self._prefixes.owners(text)
        if len(owners) < limit and len(text) >= _LETTERS_FOR_NEARNESS:
            owners += self._likeness.likeliest(readings(text))
            owners += self._prefixes.near(text, limit)
        return list(dict.fromkeys(owners))

    def _newest(self) -> list[int]:
        newest = self._hits[0].lesson if self._hits else None
        return [place for place, hit in enumerate(self._hits) if hit.lesson is newest]
