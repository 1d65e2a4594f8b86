"""Search: the lessons, terms and questions that speak of some words, best first."""

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest
from itertools import accumulate, chain

from bot.content.finding.searching.lines import Seeker, WordSeeker, best_line
from bot.content.finding.searching.passages import document, documents, passages, size
from bot.content.finding.searching.phrases import PhraseSeeker, hold, phrases_in
from bot.content.finding.searching.postings import IMPACT_BITS, MOST_IMPACT, Postings
from bot.content.finding.searching.sought import Sought, Vocabulary
from bot.content.finding.tables.columns import Columns
from bot.content.finding.tables.recency import newest_first
from bot.domain.lesson import FaqHit, Lesson, TermHit
from bot.domain.search import Match, Matches

_MOST_READ = 30_000
"""Entries of postings read for one search; of commoner words only those of candidates."""
_MOST_CANDIDATES = 1_000
_MOST_STOOD_IN = 3
"""Stand-ins of a common word that are looked for in candidates."""
_MOST_VERIFIED = 80
"""Documents looked through for a phrase."""
_LOOKED_THROUGH = 12
"""Documents whose lines are compared before their order is said."""
_TOLD_APART = 200
"""Documents of which each entry is counted once."""
_LEAST_COVERED = 0.5
_HARDLY = 1e-9
_OF_THE_LINE = 0.7

_Ranked = tuple[float, int]
"""What a document is worth, the less the better, and its number."""


class SearchIndex:
    """Lessons, terms and questions. Built once, never changed, safe to share between threads."""

    def __init__(self, lessons: Sequence[Lesson], columns: Columns | None = None) -> None:
        columns = columns or self.columns_of(lessons)
        self._lessons = [lessons[place] for place in newest_first(lessons)]
        self._firsts = columns.numbers("firsts")
        self._postings = Postings.read(columns)
        self._vocabulary = Vocabulary(self._postings, self._firsts[-1])

    @classmethod
    def columns_of(cls, lessons: Sequence[Lesson]) -> Columns:
        """Return what an index of some lessons is made of. The lessons are not in it."""
        newest = [lessons[place] for place in newest_first(lessons)]
        columns = Postings.of(chain.from_iterable(map(documents, newest))).columns()
        columns["firsts"] = array("I", accumulate(map(size, newest), initial=0))
        return columns

    def find(self, words: str, limit: int) -> Matches:
        """Return at most ``limit`` documents that speak of some words, best first.

        Words in quotes must follow one another. Never raises for any text.
        """
        phrases = phrases_in(words)
        sought = self._vocabulary.sought(words, exactly=bool(phrases))
        ranked, whole = self._ranked(sought, most=bool(phrases))
        if phrases:
            few = ranked[:_MOST_VERIFIED]
            ranked = [one for one in few if hold(passages(self._hit(one[1])), phrases)]
        ranked = [*self._once(ranked[:_TOLD_APART]), *ranked[_TOLD_APART:]]
        shown = ranked[: max(limit, _LOOKED_THROUGH)]
        seeker = PhraseSeeker(phrases) if phrases else self._word_seeker(sought)
        best = sorted((self._match(one, seeker) for one in shown), key=lambda one: one[:2])
        return Matches(tuple(one[2] for one in best[: max(limit, 0)]), len(ranked), whole)

    def _hit(self, number: int) -> Lesson | TermHit | FaqHit:
        place = bisect_right(self._firsts, number) - 1
        return document(self._lessons[place], number - self._firsts[place])

    def _word_seeker(self, sought: Sequence[Sought]) -> WordSeeker:
        tokens: dict[str, int] = {}
        for which, one in enumerate(sought):
            for place in one.places:
                tokens.setdefault(self._postings.tokens[place], which)
        return WordSeeker(tokens, [one.weight for one in sought])

    def _ranked(self, sought: Sequence[Sought], *, most: bool) -> tuple[Sequence[_Ranked], bool]:
        """Return documents with their scores, best first, and whether they hold every word.

        If none does, those that hold the ``most``, or else at least half of that.
        """
        weight = sum(one.weight for one in sought)
        scores: dict[int, float] = {}
        covered: dict[int, float] = {}
        for one, found in self._found(sought, scores):
            for number, impact in found.items():
                scores[number] = scores.get(number, 0.0) + one.weight * impact
                covered[number] = covered.get(number, 0.0) + one.weight
        best = max(covered.values(), default=0.0)
        whole = best >= weight - _HARDLY
        least = best if most or whole else _LEAST_COVERED * best
        enough = [n for n in scores if covered[n] >= least - _HARDLY]
        return sorted((-scores[n] * covered[n] / weight, n) for n in enough), whole

    def _found(
        self, sought: Sequence[Sought], candidates: Mapping[int, float]
    ) -> Iterator[tuple[Sought, Mapping[int, float]]]:
        """Yield the words that are sought with what each counts where, the rarest first."""
        left = _MOST_READ
        for one, count in sorted(((one, self._count(one)) for one in sought), key=_by_count):
            if count <= left:
                left -= count
                yield one, self._everywhere(one)
            else:
                likeliest = nlargest(_MOST_CANDIDATES, candidates, key=candidates.__getitem__)
                yield one, self._among(one, likeliest or self._heaviest(one))

    def _count(self, one: Sought) -> int:
        return sum(map(self._postings.count, one.places))

    def _everywhere(self, one: Sought) -> Mapping[int, float]:
        found: dict[int, float] = {}
        for place, share in one.places.items():
            for entry in self._postings.of_token(place):
                number, impact = entry >> IMPACT_BITS, (entry & MOST_IMPACT) * share
                if impact > found.get(number, 0.0):
                    found[number] = impact
        return found

    def _among(self, one: Sought, numbers: Sequence[int]) -> Mapping[int, float]:
        impact = self._postings.impact
        commonest = nlargest(_MOST_STOOD_IN, one.places, key=self._postings.count)
        shares = [(place, one.places[place]) for place in commonest]
        counts = ((n, max(impact(place, n) * share for place, share in shares)) for n in numbers)
        return {number: count for number, count in counts if count}

    def _heaviest(self, one: Sought) -> Sequence[int]:
        """Return the documents in which the commonest token counts most."""
        place = max(one.places, key=self._postings.count)
        entries = self._postings.of_token(place)
        heaviest = nlargest(_MOST_CANDIDATES, entries, key=lambda entry: entry & MOST_IMPACT)
        return [entry >> IMPACT_BITS for entry in heaviest]

    def _once(self, ranked: Sequence[_Ranked]) -> Iterator[_Ranked]:
        """Yield each entry once: of several with one id, a button opens the newest."""
        seen: set[tuple[type, str]] = set()
        for score, number in ranked:
            hit = self._hit(number)
            key = type(hit), _id(hit)
            if key not in seen:
                seen.add(key)
                yield score, number

    def _match(self, ranked: _Ranked, seeker: Seeker) -> tuple[float, int, Match]:
        score, number = ranked
        hit = self._hit(number)
        line = best_line(passages(hit), seeker)
        score *= 1 - _OF_THE_LINE + _OF_THE_LINE * line.share
        return score, number, Match(hit, line.text, line.marks, line.part)


def _by_count(counted: tuple[Sought, int]) -> int:
    return counted[1]


def _id(hit: Lesson | TermHit | FaqHit) -> str:
    match hit:
        case TermHit(term):
            return term.id
        case FaqHit(entry):
            return entry.id
        case _:
            return hit.id
