"""The library: every lesson in memory, and the indexes that find things in them."""

from collections.abc import Iterable, Sequence

from bot.content.finding.mentions import Mentions
from bot.content.finding.normal import canonical
from bot.content.finding.questions import FaqIndex
from bot.content.finding.recency import newest_first
from bot.content.finding.terms import TermIndex
from bot.content.finding.titles import TitleIndex
from bot.domain.finding import Finding
from bot.domain.lesson import FaqHit, Lesson, TermHit


class LessonLibrary:
    """Lessons as ``core.ports.Library`` wants them. Replaced whole when lessons change."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self._shelf = _Shelf(lessons)

    def replace(self, lessons: Iterable[Lesson]) -> None:
        """Put other lessons in place of these, at once for whoever looks next."""
        self._shelf = _Shelf(lessons)

    def lessons(self, track: str | None = None) -> Sequence[Lesson]:
        """Return all lessons, or those of a track, in the order they are posted."""
        return self._shelf.lessons if track is None else self._shelf.tracks.get(track, ())

    def tracks(self) -> Sequence[str]:
        """Return the names of the tracks, in order."""
        return tuple(self._shelf.tracks)

    def lesson(self, lesson_id: str) -> Lesson | None:
        """Return the lesson with this id."""
        return self._shelf.by_id.get(lesson_id)

    def neighbours(self, lesson: Lesson) -> Sequence[Lesson]:
        """Return the lessons nearest to one in its track, nearest first, without itself."""
        track = self.lessons(lesson.track)
        here = next((i for i, other in enumerate(track) if other.id == lesson.id), 0)
        others = [(abs(i - here), i, one) for i, one in enumerate(track) if one.id != lesson.id]
        return [one for _, _, one in sorted(others, key=lambda other: other[:2])]

    def term(self, entry_id: str) -> TermHit | None:
        """Return the term with this id."""
        return self._shelf.terms.get(entry_id)

    def faq_entry(self, entry_id: str) -> FaqHit | None:
        """Return the FAQ entry with this id."""
        return self._shelf.faq.get(entry_id)

    def find_term(self, words: str) -> Finding[TermHit]:
        """Find the term somebody means. A doubtful hit is never called found."""
        return self._shelf.term_index.find(words)

    def terms_in(self, words: str) -> Sequence[TermHit]:
        """Return the terms that somebody's message mentions, in the order it comes to them."""
        return self._shelf.mentions.find(words)

    def find_answer(self, words: str) -> Finding[FaqHit]:
        """Find the FAQ entry that answers a question put in somebody's own words."""
        return self._shelf.faq_index.find(words)

    def find_lesson(self, words: str) -> Finding[Lesson]:
        """Find the lesson whose title somebody means. A doubtful hit is never called found."""
        return self._shelf.titles.find(words)

    def senses(self, hit: TermHit) -> Sequence[TermHit]:
        """Return what other lessons say of a term with the same name, newest first."""
        others = self._shelf.senses.get(canonical(hit.term.name), ())
        return [other for other in others if other.lesson is not hit.lesson]

    def complete_term(self, typed: str, limit: int) -> Sequence[TermHit]:
        """Return the terms one might be typing, likeliest first."""
        return self._shelf.term_index.complete(typed, limit)

    def complete_question(self, typed: str, limit: int) -> Sequence[FaqHit]:
        """Return the questions one might be typing, likeliest first."""
        return self._shelf.faq_index.complete(typed, limit)


class _Shelf:
    """Lessons and their indexes, built once and never changed."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self.lessons = tuple(lessons)
        self.by_id = {lesson.id: lesson for lesson in self.lessons}
        self.tracks: dict[str, tuple[Lesson, ...]] = {}
        for lesson in self.lessons:
            self.tracks[lesson.track] = (*self.tracks.get(lesson.track, ()), lesson)
        # Of entries that share an id, the one in the newest lesson stands.
        by_age = sorted(self.lessons, key=lambda lesson: str(lesson.date or ""))
        self.terms = {t.id: TermHit(t, lesson) for lesson in by_age for t in lesson.terms}
        self.faq = {e.id: FaqHit(e, lesson) for lesson in by_age for e in lesson.faq}
        self.senses: dict[str, list[TermHit]] = {}
        for lesson in (self.lessons[place] for place in newest_first(self.lessons)):
            for term in lesson.terms:
                self.senses.setdefault(canonical(term.name), []).append(TermHit(term, lesson))
        self.titles = TitleIndex(self.lessons)
        self.mentions = Mentions(self.lessons)
        self.term_index = TermIndex(self.lessons)
        self.faq_index = FaqIndex(self.lessons)
