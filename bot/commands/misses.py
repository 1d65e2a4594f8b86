"""/misses: what nobody could answer here."""

from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.replies import misses as replies
from bot.replies.languages import texts_in

SHOWN = 10


@command(
    least=Rank.MANAGER,
    names={"ko": "못답한말"},
    translations={"ko": "답하지 못한 말을 모아 보여 줘요."},
    turns=True,
)
async def misses(context: Context) -> Reply:
    """Show what nobody could answer here, and link it to entries."""
    place = context.place
    found = await context.misses.misses(place.platform, place.server, limit=SHOWN)
    return replies.misses(found, context.zone, texts_in(context.language))
