"""The library: every lesson in memory, and the indexes that find things in them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from bot.content.caching import Cache
from bot.content.indexes import Indexes
from bot.domain.finding import Finding
from bot.domain.lesson import FaqHit, Lesson, TermHit
from bot.domain.search import Matches


class Meaning(Protocol):
    """What questions mean, and what comes near."""

    def join(self, question: str, finding: Finding[FaqHit]) -> Finding[FaqHit]:
        """Return what to say to a question for which this was found by its words."""


class Understanding(Protocol):
    """Works out what entries mean."""

    def of(self, hits: Sequence[FaqHit]) -> Meaning | None:
        """Return what some entries mean, if that can be told. It may take minutes."""

    def stop(self) -> None:
        """End soon what is at work."""


class LessonLibrary:
    """Lessons as ``core.ports.Library`` wants them. Replaced whole when lessons change."""

    def __init__(
        self,
        lessons: Iterable[Lesson],
        cache: Cache | None = None,
        key: bytes = b"",
        understanding: Understanding | None = None,
    ) -> None:
        """Hold some lessons. Under their ``key`` their indexes are kept in a ``cache``.

        With an ``understanding`` answers are found by their meaning, too, once it is worked out.
        """
        self._cache = cache
        self._understanding = understanding
        self._favoured: Mapping[str, int] = {}
        self._shelf = _Shelf(lessons, cache, key)

    def replace(self, lessons: Iterable[Lesson], key: bytes = b"") -> None:
        """Put other lessons in place of these, at once for whoever looks next."""
        shelf = _Shelf(lessons, self._cache, key)
        shelf.indexes.prepare()
        shelf.favour(self._favoured)
        self._shelf = shelf
        self._understand(shelf)

    def prepare(self) -> None:
        """Have everything ready that was not asked for yet, so that nobody waits for it."""
        shelf = self._shelf
        shelf.indexes.prepare()
        self._understand(shelf)

    def stop(self) -> None:
        """End soon what is being made ready."""
        if self._understanding is not None:
            self._understanding.stop()

    def _understand(self, shelf: "_Shelf") -> None:
        # Until it is done, which may take minutes the first time, answers are found by words.
        if self._understanding is not None and shelf.meaning is None:
            shelf.meaning = self._understanding.of(shelf.indexes.questions.entries())

    def favour(self, asked: Mapping[str, int]) -> None:
        """Complete to what is asked for often first: the ids of entries, with how often."""
        self._favoured = dict(asked)
        self._shelf.favour(self._favoured)

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
        return self._shelf.indexes.terms.of_id(entry_id)

    def faq_entry(self, entry_id: str) -> FaqHit | None:
        """Return the FAQ entry with this id."""
        return self._shelf.indexes.questions.of_id(entry_id)

    def find_term(self, words: str) -> Finding[TermHit]:
        """Find the term somebody means. A doubtful hit is never called found."""
        return self._shelf.indexes.terms.find(words)

    def terms_in(self, words: str) -> Sequence[TermHit]:
        """Return the terms that somebody's message mentions, in the order it comes to them."""
        return self._shelf.indexes.mentions.find(words)

    def find_answer(self, words: str) -> Finding[FaqHit]:
        """Find the FAQ entry that answers a question put in somebody's own words."""
        shelf = self._shelf
        finding = shelf.indexes.questions.find(words)
        return finding if shelf.meaning is None else shelf.meaning.join(words, finding)

    def find_lesson(self, words: str) -> Finding[Lesson]:
        """Find the lesson whose title somebody means. A doubtful hit is never called found."""
        return self._shelf.indexes.titles.find(words)

    def senses(self, hit: TermHit) -> Sequence[TermHit]:
        """Return what other lessons say of a term with the same name, newest first."""
        return self._shelf.indexes.terms.senses(hit)

    def search(self, words: str, limit: int) -> Matches:
        """Return the lessons, terms and questions that speak of some words, best first."""
        return self._shelf.indexes.search.find(words, limit)

    def complete_term(self, typed: str, limit: int) -> Sequence[TermHit]:
        """Return the terms one might be typing, likeliest first."""
        return self._shelf.indexes.terms.complete(typed, limit)

    def complete_question(self, typed: str, limit: int) -> Sequence[FaqHit]:
        """Return the questions one might be typing, likeliest first."""
        return self._shelf.indexes.questions.complete(typed, limit)


class _Shelf:
    """Lessons and their indexes, built once and never changed; what they mean comes later."""

    def __init__(self, lessons: Iterable[Lesson], cache: Cache | None, key: bytes) -> None:
        self.lessons = tuple(lessons)
        self.by_id = {lesson.id: lesson for lesson in self.lessons}
        tracks: dict[str, list[Lesson]] = {}
        for lesson in self.lessons:
            tracks.setdefault(lesson.track, []).append(lesson)
        self.tracks = {name: tuple(held) for name, held in tracks.items()}
        self.indexes = Indexes(self.lessons, cache, key)
        self.meaning: Meaning | None = None

    def favour(self, asked: Mapping[str, int]) -> None:
        """Complete to what is asked for often first."""
        self.indexes.terms.favour(asked)
        self.indexes.questions.favour(asked)
