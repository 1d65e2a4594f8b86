"""/term: what a term means."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.options import suggest_terms
from bot.core.reply import Reply
from bot.domain.finding import Found, NotFound, Unsure
from bot.errors import ButtonExpired
from bot.replies import lookup
from bot.replies.languages import texts_in

OFFERED = 5


@command(names={"ko": "용어"}, translations={"ko": "용어의 뜻을 알려 줘요."})
async def term(
    context: Context,
    word: Annotated[
        str,
        About(
            "The term to explain.",
            {"ko": "뜻을 알고 싶은 용어."},
            suggest_terms,
            names={"ko": "낱말"},
        ),
    ],
) -> Reply:
    """Explain a term."""
    texts = texts_in(context.language)
    if word.startswith("#"):
        hit = context.library.term(word[1:])
        if hit is None:
            raise ButtonExpired(help="/today")
        return lookup.term(hit, texts)
    match context.library.find_term(word):
        case Found(hit):
            return lookup.term(hit, texts)
        case Unsure(hits):
            return lookup.which_term(word, hits[:OFFERED], texts)
        case NotFound():
            near = context.library.complete_term(word, OFFERED)
            if near:
                return lookup.which_term(word, near, texts)
            others = context.library.complete_term("", OFFERED)
            return lookup.unknown_term(word, others, texts)
