"""/schedule pause: nothing comes until it is resumed."""

from dataclasses import replace
from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.command import ChannelId, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming, meant, name_of
from bot.domain.subscription import Status
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "멈춤"},
    translations={"ko": "한동안 올라오지 않게 해요."},
    turns=True,
)
async def pause(context: Context, channel: Annotated[ChannelId, WHERE] = HERE) -> Reply:
    """Have nothing come for a while."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one]:
            resting = replace(one, status=Status.PAUSED, reason="")
            await context.store.amend(resting)
            return words.paused(await coming(context, resting), texts)
        case several:
            return words.which("schedule pause", await name_of(context, several), several, texts)
