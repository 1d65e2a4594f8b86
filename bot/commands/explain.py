"""/explain: the terms in somebody's message; what the menu of a message asks for."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.reply import Reply
from bot.replies import lookup
from bot.replies.languages import texts_in


@command(
    listed=False, names={"ko": "설명"}, translations={"ko": "메시지에 나온 용어를 설명해 줘요."}
)
async def explain(
    context: Context,
    text: Annotated[
        str, About("A message.", {"ko": "메시지."}, most=12_000, names={"ko": "메시지"})
    ],
) -> Reply:
    """Explain the terms in a message."""
    return lookup.terms_there(context.library.terms_in(text), texts_in(context.language))
