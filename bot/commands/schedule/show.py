"""/schedule show: one schedule with all that can be done; what the list's buttons press."""

from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import ChannelId, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming, meant, name_of
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(family=SCHEDULE, least=Rank.MANAGER, listed=False, turns=True)
async def show(context: Context, channel: Annotated[ChannelId, WHERE] = HERE) -> Reply:
    """Show one schedule."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one]:
            return words.shown(await coming(context, one), texts)
        case several:
            return words.which("schedule show", await name_of(context, several), several, texts)
