"""/schedule list: everything that comes by itself here."""

from bot.commands.schedule import SCHEDULE
from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.schedules import coming, on_server
from bot.replies import schedule as words
from bot.replies.languages import texts_in


@command(
    family=SCHEDULE,
    least=Rank.MANAGER,
    names={"ko": "목록"},
    translations={"ko": "저절로 올라오는 수업을 모두 보여 줘요."},
    turns=True,
)
async def list_(context: Context) -> Reply:
    """Show what comes by itself here."""
    found = [await coming(context, one) for one in await on_server(context)]
    return words.listed(found, texts_in(context.language))
