"""The word at the end of a course."""

from collections.abc import Sequence

from bot.core.reply import Reply, Text, publicly, reply
from bot.domain.lesson import Lesson


def congratulation_of(lessons: Sequence[Lesson]) -> Reply:
    """Return the post."""
    return publicly(reply(Text(f"That was the last of {len(lessons)} lessons.")))
