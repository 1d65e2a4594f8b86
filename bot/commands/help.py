"""/help: what one can ask."""

from bot.core.command import command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.replies.help import help_on
from bot.replies.languages import texts_in


@command(names={"ko": "도움말"}, translations={"ko": "무엇을 물어볼 수 있는지 알려 줘요."})
async def help_(context: Context) -> Reply:
    """Show what you can ask."""
    terms = context.library.complete_term("", 1)
    example = f"/term {terms[0].term.name}" if terms else ""
    rank = context.asker.rank
    return help_on(context.commands, rank, example, texts_in(context.language))
