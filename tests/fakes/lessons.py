"""Small lessons to test with."""

import datetime as dt
from collections.abc import Iterable

from bot.domain.lesson import FaqEntry, Lesson, Term, entry_id


def term(name: str, short: str = "", *aliases: str) -> Term:
    return Term(name, short or f"{name} is a thing.", (), aliases, entry_id("term", name))


def entry(question: str, answer: str = "Because.", *details: str) -> FaqEntry:
    return FaqEntry(question, answer, details, entry_id("faq", question))


def lesson(
    lesson_id: str,
    *,
    track: str = "news",
    date: str | None = None,
    terms: Iterable[Term] = (),
    faq: Iterable[FaqEntry] = (),
    language: str = "en",
) -> Lesson:
    return Lesson(
        id=lesson_id,
        track=track,
        title=lesson_id.replace("-", " ").title(),
        key_points=(f"The first point of {lesson_id}.", "The second."),
        date=dt.date.fromisoformat(date) if date else None,
        terms=tuple(terms),
        faq=tuple(faq),
        language=language,
    )
