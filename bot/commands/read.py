"""/read: one part of a lesson; what the buttons under a lesson press."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.errors import ButtonExpired
from bot.replies.languages import texts_in
from bot.replies.lesson import part_of


@command(listed=False, turns=True)
async def read(
    context: Context,
    lesson: Annotated[str, About("The lesson's id.")],
    part: Annotated[str, About("The part's name. Without one: the first.")] = "",
) -> Reply:
    """Read one part of a lesson."""
    found = context.library.lesson(lesson)
    reply = part_of(found, part, texts_in(context.language)) if found else None
    if reply is None:
        raise ButtonExpired(help="/lesson")
    return reply
