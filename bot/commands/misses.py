"""/misses: what nobody could answer here, for those who manage the lessons."""

from bot.core.command import command
from bot.core.context import Context
from bot.core.linking import seen_from
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.replies import misses as replies
from bot.replies.languages import texts_in

SHOWN = 10


@command(
    least=Rank.MANAGER,
    names={"ko": "못찾은말"},
    translations={"ko": "이곳에서 묻고도 답을 얻지 못한 말을 보여 줘요."},
    turns=True,
)
async def misses(context: Context) -> Reply:
    """Show what was asked here that nobody could answer."""
    found = await context.misses.misses(*seen_from(context.place), limit=SHOWN)
    return replies.listed(found, context.zone, texts_in(context.language))
