"""Asking a question about a lesson."""

from bot.core.context import Context
from bot.domain.lesson import Lesson
from bot.domain.quiz import Question, ask

LARGEST_SEED = 10**13
"""Seeds are counted on from the milliseconds of a clock."""
NEIGHBOURS = 4
"""How many lessons nearby may lend wrong choices."""


def question_about(context: Context, lesson: Lesson, seed: int) -> Question | None:
    """Return the lesson's question for a seed, or ``None`` if there is nothing to ask."""
    return ask(lesson, context.library.neighbours(lesson)[:NEIGHBOURS], seed)
