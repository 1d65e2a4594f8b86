"""/home: the start page, where a platform has one."""

from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.start import start_of
from bot.replies.home import Examples, home
from bot.replies.languages import texts_in

MOST_COUNTED = 100
"""Nobody links more of them at a sitting."""


@command(listed=False, turns=True)
async def home_(context: Context) -> Reply:
    """Show what comes next, my streak, and how to ask."""
    terms = context.library.complete_term("", 1)
    questions = context.library.complete_question("", 1)
    examples = Examples(
        terms[0].term.name if terms else "", questions[0].entry.question if questions else ""
    )
    start = await start_of(context)
    texts = texts_in(context.language)
    return home(start, examples, context.asker, context.zone, texts, await _missed(context))


async def _missed(context: Context) -> int:
    """Return how many things nobody could answer here, for those who can link them to entries."""
    if context.asker.rank < Rank.MANAGER:
        return 0
    place = context.place
    return len(await context.misses.misses(place.platform, place.server, limit=MOST_COUNTED))
