"""The FAQ index: which question somebody asks in words of their own, and whether that is sure."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from bot.content.finding.english import singulars
from bot.content.finding.normal import Words, canonical, joined, plain
from bot.content.finding.posing import asks_the_same
from bot.content.finding.prefixes import PrefixTable, starts
from bot.content.finding.ranking import Field, Ranking, Score
from bot.content.finding.recency import newest_first
from bot.content.finding.tokens import tokens, wants
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import FaqHit, Lesson

MOST_UNSURE = 3
_QUESTION, _ANSWER, _DETAILS, _TITLE = Field(3, 1), Field(1, 0.9), Field(0.4, 0.5), Field(0.3, 0.3)
_INFORMATIVE = 0.2
_OF_BEST = 0.25
_VERBATIM = 0.9
_COVERED, _IN_QUESTION, _TOLD = 0.9, 0.5, 0.65
_FEWEST_WORDS = 2
_MARGIN = 1.4
_LETTERS_FOR_NEARNESS = 4


class FaqIndex:
    """The questions of some lessons. Built once, never changed, safe to share between threads."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self._hits = _entries(lessons)
        self._questions = tuple(_words(hit.entry.question) for hit in self._hits)
        self._verbatim = _by_run(self._questions)
        self._ranking = Ranking(
            (_QUESTION, _ANSWER, _DETAILS, _TITLE), [_fields(hit) for hit in self._hits]
        )
        self._prefixes = PrefixTable(
            start
            for owner, question in enumerate(self._questions)
            for start in starts(" ".join(question), 0, owner)
        )

    def find(self, words: str) -> Finding[FaqHit]:
        """Find the entry that answers a question. A doubtful hit is never called found."""
        text = plain(words)
        asked = tuple(text.split())
        if asked and (verbatim := self._verbatim.get(_run(asked))) is not None:
            return Found(self._hits[verbatim])
        scores = self._ranking.rank(wants(text))
        if not scores or scores[0].covered < _INFORMATIVE:
            return NotFound()
        if self._is_sure(asked, scores):
            return Found(self._hits[scores[0].document])
        return Unsure(tuple(self._hits[place] for place in self._closest_three(scores)))

    def complete(self, typed: str, limit: int) -> tuple[FaqHit, ...]:
        """Return at most ``limit`` questions one might be typing, likeliest first.

        Before anything is typed these are the newest lesson's.
        """
        text = plain(typed)
        owners = self._completions(text, limit) if text else self._newest()
        return tuple(self._hits[owner] for owner in owners[: max(limit, 0)])

    def _is_sure(self, asked: Words, scores: Sequence[Score]) -> bool:
        best = scores[0]
        if not asks_the_same(asked, self._questions[best.document]):
            return False
        rivals = scores[1:]
        if _is_verbatim(best):
            return not any(map(_is_verbatim, rivals))
        clear = all(best.value >= _MARGIN * rival.value for rival in rivals)
        return clear and _covers(best) and len(wants(" ".join(asked))) >= _FEWEST_WORDS

    def _closest_three(self, scores: Sequence[Score]) -> list[int]:
        """Return the closest entries; where fewer are close, others of the best one's lesson."""
        close = [score.document for score in _closest(scores)]
        lesson = self._hits[close[0]].lesson
        others = (place for place, hit in enumerate(self._hits) if hit.lesson is lesson)
        return list(dict.fromkeys((*close, *others)))[:MOST_UNSURE]

    def _completions(self, text: str, limit: int) -> list[int]:
        owners = self._prefixes.owners(text)
        if len(owners) < limit:
            owners += self._holding(text)
        if len(owners) < limit and len(text) >= _LETTERS_FOR_NEARNESS:
            owners += [score.document for score in _closest(self._ranking.rank(wants(text)), limit)]
        return list(dict.fromkeys(owners))

    def _holding(self, text: str) -> list[int]:
        """Return the questions in which each typed word begins a word."""
        typed = text.split()
        return [
            owner
            for owner, question in enumerate(self._questions)
            if all(any(word.startswith(part) for word in question) for part in typed)
        ]

    def _newest(self) -> list[int]:
        newest = self._hits[0].lesson if self._hits else None
        return [place for place, hit in enumerate(self._hits) if hit.lesson is newest]


def _entries(lessons: Iterable[Lesson]) -> tuple[FaqHit, ...]:
    """Return the entries, newest first. Of those with one question the newest stands for all."""
    hits: dict[Words, FaqHit] = {}
    for lesson in newest_first(lessons):
        for entry in lesson.faq:
            hits.setdefault(_words(entry.question), FaqHit(entry, lesson))
    return tuple(hits.values())


def _words(text: str) -> Words:
    return tuple(canonical(text).split()) or (text.strip(),)


def _run(words: Words) -> str:
    return joined(singulars(words))


def _by_run(questions: Sequence[Words]) -> Mapping[str, int]:
    # Backwards, so that of questions that differ in a plural only the newest is kept.
    return MappingProxyType({_run(questions[i]): i for i in reversed(range(len(questions)))})


def _fields(hit: FaqHit) -> tuple[Words, ...]:
    entry = hit.entry
    texts = (entry.question, entry.answer, " ".join(entry.details), hit.lesson.title)
    return tuple(tokens(canonical(text)) for text in texts)


def _is_verbatim(score: Score) -> bool:
    return score.in_first >= _VERBATIM and score.told >= _VERBATIM


def _covers(score: Score) -> bool:
    return score.covered >= _COVERED and score.in_first >= _IN_QUESTION and score.told >= _TOLD


def _closest(scores: Sequence[Score], limit: int = MOST_UNSURE) -> list[Score]:
    floor = _OF_BEST * scores[0].value if scores else 0
    return [score for score in scores[:limit] if score.value >= floor]
