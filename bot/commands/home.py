"""/home: the start page, where a platform has one."""

from bot.core.command import command
from bot.core.context import Context
from bot.core.linking import seen_from
from bot.core.reply import Reply
from bot.core.request import Rank
from bot.core.start import start_of
from bot.replies.home import COUNTED, Examples, home
from bot.replies.languages import texts_in


@command(listed=False, turns=True)
async def home_(context: Context) -> Reply:
    """Show what comes next, my streak, and how to ask."""
    terms = context.library.complete_term("", 1)
    questions = context.library.complete_question("", 1)
    examples = Examples(
        terms[0].term.name if terms else "", questions[0].entry.question if questions else ""
    )
    start, missed = await start_of(context), await _missed(context)
    texts = texts_in(context.language)
    return home(start, examples, context.asker, context.zone, texts, missed)


async def _missed(context: Context) -> int:
    """Return how much nobody could answer here, for those who may see it."""
    if context.asker.rank < Rank.MANAGER:
        return 0
    return len(await context.misses.misses(*seen_from(context.place), limit=COUNTED + 1))
