"""A lesson and its parts, as a learner meets them."""

import datetime as dt
import hashlib
import unicodedata
from dataclasses import dataclass, field


def entry_id(*parts: str) -> str:
    """Return a stable id of eight hexadecimal digits for a term, an FAQ entry or a question.

    It depends on the words only, not on where they stand, so that a button on an old post
    still finds its entry after the file was rearranged.
    """
    words = "\x1f".join(
        " ".join(unicodedata.normalize("NFC", part).casefold().split()) for part in parts
    )
    return hashlib.sha256(words.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class News:
    """The piece of news a lesson starts from; ``text`` in paragraphs."""

    headline: str
    text: tuple[str, ...] = ()
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """Bullets, with the line that leads in to them, if there is one."""

    lead: str = ""
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A part of a section, mostly under a heading of its own."""

    title: str = ""
    points: tuple[Points, ...] = ()
    emoji: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered part of the lesson."""

    title: str
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyIssue:
    """One question the subject leaves open. ``name`` may be empty."""

    text: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word explained: in one line, and at length in ``details`` (paragraphs)."""

    name: str
    short: str
    details: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class FaqEntry:
    """A question people ask, answered in one line and at length in ``details`` (paragraphs).

    ``also_asked`` are other ways to ask it: it is found by them, they are not shown.
    """

    question: str
    answer: str
    details: tuple[str, ...] = ()
    id: str = ""
    also_asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class QuizItem:
    """A question an author wrote, with its right answer and the wrong ones."""

    question: str
    right: str
    wrong: tuple[str, ...]
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """A day's lesson. ``id`` is unique in the library; ``track`` is the folder it is in."""

    id: str
    track: str
    title: str
    key_points: tuple[str, ...]
    series: str = ""
    emoji: str = ""
    date: dt.date | None = None
    language: str = "en"
    news: News | None = None
    definition: tuple[str, ...] = ()
    why_it_matters: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    key_issues: tuple[KeyIssue, ...] = ()
    terms: tuple[Term, ...] = ()
    faq: tuple[FaqEntry, ...] = ()
    quiz: tuple[QuizItem, ...] = ()
    headings: dict[str, str] = field(default_factory=dict)
    """An author's own words for the standard headings, by the part they stand over."""


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term, and the lesson it was found in."""

    term: Term
    lesson: Lesson


@dataclass(frozen=True, slots=True)
class FaqHit:
    """An FAQ entry, and the lesson it was found in."""

    entry: FaqEntry
    lesson: Lesson
