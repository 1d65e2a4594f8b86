"""The time, the lessons and the holidays: what there is without anybody's doing."""

import datetime as dt
from collections.abc import Sequence
from typing import Protocol

from bot.domain.finding import Finding
from bot.domain.lesson import FaqHit, Lesson, TermHit
from bot.domain.search import Matches


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> dt.datetime:
        """Return the time now, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds on a clock that nobody sets, so that one sees when the other jumps.

        It goes on while the machine sleeps.
        """


class Library(Protocol):
    """The lessons. Answers from memory, so nothing here waits."""

    def lessons(self, track: str | None = None) -> Sequence[Lesson]:
        """Return all lessons, or those of a track, in the order they are posted."""

    def tracks(self) -> Sequence[str]:
        """Return the names of the tracks, in order."""

    def lesson(self, lesson_id: str) -> Lesson | None:
        """Return the lesson with this id."""

    def neighbours(self, lesson: Lesson) -> Sequence[Lesson]:
        """Return the lessons nearest to one in its track, nearest first, without itself."""

    def term(self, entry_id: str) -> TermHit | None:
        """Return the term with this id."""

    def faq_entry(self, entry_id: str) -> FaqHit | None:
        """Return the FAQ entry with this id."""

    def find_term(self, words: str) -> Finding[TermHit]:
        """Find the term somebody means. A doubtful hit is never called found."""

    def terms_in(self, words: str) -> Sequence[TermHit]:
        """Return the terms that somebody's message mentions, in the order it comes to them."""

    def find_answer(self, words: str) -> Finding[FaqHit]:
        """Find the FAQ entry that answers a question put in somebody's own words."""

    def find_lesson(self, words: str) -> Finding[Lesson]:
        """Find the lesson whose title somebody means. A doubtful hit is never called found."""

    def senses(self, hit: TermHit) -> Sequence[TermHit]:
        """Return what other lessons say of a term with the same name, newest first."""

    def search(self, words: str, limit: int) -> Matches:
        """Return the lessons, terms and questions that speak of some words, best first.

        Words in quotes must follow one another.
        """

    def complete_term(self, typed: str, limit: int) -> Sequence[TermHit]:
        """Return the terms one might be typing, likeliest first."""

    def complete_question(self, typed: str, limit: int) -> Sequence[FaqHit]:
        """Return the questions one might be typing, likeliest first."""


class Holidays(Protocol):
    """The public holidays of regions. Answers from memory, so nothing here waits."""

    def knows(self, region: str) -> bool:
        """Return whether the holidays of a region such as ``KR`` or ``DE-BY`` are known."""

    def parts(self, country: str) -> Sequence[str]:
        """Return the regions a country has, itself first; none if it is not known."""

    def on(self, region: str, date: dt.date, language: str = "en") -> str:
        """Return the name of the holiday a date is in a region; empty if it is none.

        In another language than one asked for if there is no name in it. Of a region that is not
        known, and of a year too far ahead, there are none. Never raises.
        """
