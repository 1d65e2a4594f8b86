"""Options that several commands take, with what they complete to."""

from collections.abc import Sequence

from bot.core.command import Suggestion
from bot.core.context import Context

MOST_SUGGESTED = 25
"""Discord shows no more."""


def suggest_terms(context: Context, typed: str) -> Sequence[Suggestion]:
    """Suggest terms by name."""
    hits = context.library.complete_term(typed, MOST_SUGGESTED)
    return [Suggestion(hit.term.name, hit.term.name) for hit in hits]


def suggest_questions(context: Context, typed: str) -> Sequence[Suggestion]:
    """Suggest questions that have an answer."""
    hits = context.library.complete_question(typed, MOST_SUGGESTED)
    return [Suggestion(hit.entry.question, hit.entry.question) for hit in hits]


def suggest_lessons(context: Context, typed: str) -> Sequence[Suggestion]:
    """Suggest lessons whose title or id holds what was typed."""
    start = typed.casefold()
    lessons = (
        lesson
        for lesson in context.library.lessons()
        if start in lesson.title.casefold() or start in lesson.id
    )
    found = [
        Suggestion(f"{lesson.emoji} {lesson.title}".strip(), lesson.title) for lesson in lessons
    ]
    return found[:MOST_SUGGESTED]
