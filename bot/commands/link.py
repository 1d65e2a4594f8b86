"""/link: which entry the words of a miss lead to from now on; buttons press it."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.linking import entry_of, is_of, link, nearest
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.errors import ButtonExpired, NoSuchMiss
from bot.replies import misses as replies
from bot.replies.languages import texts_in


@command(listed=False, least=Rank.MANAGER, turns=True)
async def link_(
    context: Context,
    miss: Annotated[str, About("The miss's id.")],
    entry: Annotated[str, About("The entry's kind and id. Without it: see which are near.")] = "",
) -> Reply:
    """Have words that nobody could answer lead to an entry."""
    missed, texts = await context.misses.miss(miss), texts_in(context.language)
    # An id can be typed: what was asked on another server is no business of this one.
    if missed is None or not is_of(missed, context.place):
        raise NoSuchMiss(misses="/misses")
    if not entry:
        return replies.which(missed, nearest(missed, context.library), texts)
    chosen = entry_of(entry, context.library)
    if chosen is None:
        raise ButtonExpired(help="/today")
    taught = link(missed, chosen)
    await context.misses.teach(taught, context.clock.now())
    return replies.linked(taught, chosen, texts)
