"""/schedule settle: what somebody saw who looked for a lesson in doubt; a button presses it."""

from typing import Annotated

from bot.commands.schedule import SCHEDULE
from bot.core.command import About, command
from bot.core.context import Context
from bot.core.doubts import doubted
from bot.core.doubts import settle as settled
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming
from bot.replies import outlook
from bot.replies.languages import texts_in


@command(family=SCHEDULE, least=Rank.MANAGER, listed=False, turns=True)
async def settle(
    context: Context,
    post: Annotated[str, About("The key of the post in doubt.", most=30)],
    there: Annotated[bool, About("Does it stand in its channel?")],
) -> Reply:
    """Say whether a lesson in doubt stands in its channel."""
    subscription, delivery = await doubted(context, post)
    state = await settled(context, subscription, delivery, there=there)
    lesson = context.library.lesson(delivery.lesson_id or "")
    then = await coming(context, subscription)
    return outlook.settled(then, state, lesson, texts_in(context.language))
