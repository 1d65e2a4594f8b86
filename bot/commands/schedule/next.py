"""/schedule next: the next ten times, with what they bring."""

from typing import Annotated

from bot.commands.schedule import HERE, SCHEDULE, WHERE
from bot.core.ahead import ahead_of
from bot.core.command import ChannelId, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming, meant, name_of
from bot.replies import outlook
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "다음"},
    translations={"ko": "다음 10번 동안 무엇이 언제 올라오는지 보여 줘요."},
    turns=True,
)
async def next_(context: Context, channel: Annotated[ChannelId, WHERE] = HERE) -> Reply:
    """Show what comes the next 10 times."""
    texts = texts_in(context.language)
    match await meant(context, channel):
        case [one]:
            steps = await ahead_of(context, one)
            return outlook.ahead(await coming(context, one), steps, texts)
        case several:
            return words.which("schedule next", await name_of(context, several), several, texts)
