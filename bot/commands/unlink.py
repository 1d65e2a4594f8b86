"""/unlink: have words lead nowhere again; the button that undoes a link."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.teaching import taught_in
from bot.errors import ButtonExpired
from bot.replies import misses as replies
from bot.replies.languages import texts_in


@command(listed=False, least=Rank.MANAGER, turns=True)
async def unlink(
    context: Context, taught: Annotated[str, About("The id of the words that were taught.")]
) -> Reply:
    """Have words lead nowhere again."""
    where = taught_in(context.place)
    here = (
        one
        for one in await context.misses.taught()
        if one.id == taught and (one.platform, one.server) == where
    )
    link = next(here, None)
    if link is None or not await context.misses.unteach(taught):
        raise ButtonExpired(help="/misses")
    return replies.unlinked(link.words, texts_in(context.language))
