"""Options that several commands take, with what they complete to."""

from collections.abc import Sequence

from bot.core.command import Suggestion
from bot.core.ports import Library

MOST_SUGGESTED = 25
"""Discord shows no more."""


def suggest_terms(library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest terms by name."""
    hits = library.complete_term(typed, MOST_SUGGESTED)
    return [Suggestion(hit.term.name, hit.term.name) for hit in hits]


def suggest_questions(library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest questions that have an answer."""
    hits = library.complete_question(typed, MOST_SUGGESTED)
    return [Suggestion(hit.entry.question, hit.entry.question) for hit in hits]


def suggest_lessons(library: Library, typed: str) -> Sequence[Suggestion]:
    """Suggest lessons whose title or id holds what was typed."""
    start = typed.casefold()
    lessons = (
        lesson
        for lesson in library.lessons()
        if start in lesson.title.casefold() or start in lesson.id
    )
    found = [
        Suggestion(f"{lesson.emoji} {lesson.title}".strip(), lesson.title) for lesson in lessons
    ]
    return found[:MOST_SUGGESTED]
