"""/home: the start page, where a platform has one."""

from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.core.start import start_of
from bot.replies.home import Examples, home
from bot.replies.languages import texts_in


@command(listed=False, turns=True)
async def home_(context: Context) -> Reply:
    """Show what comes next, my streak, and how to ask."""
    terms = context.library.complete_term("", 1)
    questions = context.library.complete_question("", 1)
    examples = Examples(
        terms[0].term.name if terms else "", questions[0].entry.question if questions else ""
    )
    start = await start_of(context)
    return home(start, examples, context.asker, context.zone, texts_in(context.language))
