"""/lesson: a lesson by its name, or the list of all."""

from typing import Annotated

from bot.core.choosing import lesson_named
from bot.core.command import About, command
from bot.core.context import Context
from bot.core.options import suggest_lessons
from bot.core.reply import Reply
from bot.errors import NoLessons
from bot.replies.languages import texts_in
from bot.replies.lesson import list_of, summary


@command(names={"ko": "수업"}, translations={"ko": "수업을 골라 읽어요."})
async def lesson(
    context: Context,
    name: Annotated[
        str,
        About(
            "A title. Without one: the list.",
            {"ko": "수업 제목. 비우면 목록."},
            suggest_lessons,
            names={"ko": "제목"},
        ),
    ] = "",
) -> Reply:
    """Read a lesson, or list them all."""
    texts = texts_in(context.language)
    if name:
        return summary(lesson_named(context, name), texts)
    if not context.library.lessons():
        raise NoLessons
    return list_of(context.library.lessons(), texts)
