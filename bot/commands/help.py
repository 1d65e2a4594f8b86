"""/help: what one can ask."""

from bot.core.command import command, usable
from bot.core.context import Context
from bot.core.reply import Reply
from bot.replies.help import help_on
from bot.replies.languages import texts_in


@command(names={"ko": "도움말"}, translations={"ko": "무엇을 물어볼 수 있는지 알려 줘요."})
async def help_(context: Context) -> Reply:
    """Show what you can ask."""
    terms = context.library.complete_term("", 1)
    example = f"/term {terms[0].term.name}" if terms else ""
    on_server = bool(context.place.server)
    listed = usable(context.commands, context.asker.rank, on_server=on_server)
    return help_on(listed, example, texts_in(context.language))
