"""/unlink: words that were linked to an entry lead nowhere again; a button presses it."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.linking import is_of
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.errors import NotLinked
from bot.replies import misses as replies
from bot.replies.languages import texts_in


@command(listed=False, least=Rank.MANAGER, turns=True)
async def unlink(
    context: Context, taught: Annotated[str, About("The id of what was linked.")]
) -> Reply:
    """Have words lead nowhere again."""
    all_taught = await context.misses.taught()
    mine = next((one for one in all_taught if one.id == taught and is_of(one, context.place)), None)
    if mine is None or not await context.misses.unteach(mine.id):
        raise NotLinked(misses="/misses")
    return replies.unlinked(mine, texts_in(context.language))
