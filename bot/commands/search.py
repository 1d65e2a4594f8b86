"""/search: lessons, terms and questions that speak of something."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.options import suggest_searches
from bot.core.reply import Reply
from bot.replies import search as replies
from bot.replies.languages import texts_in

SHOWN = 6
"""As many as one message holds on every platform, with their lines and buttons."""
OFFERED = 3


@command(
    names={"ko": "검색"}, translations={"ko": "수업, 용어, 질문을 모두 찾아 맞는 줄을 보여 줘요."}
)
async def search(
    context: Context,
    words: Annotated[
        str,
        About(
            'What to look for. "In quotes": word for word.',
            {"ko": '찾을 말. "따옴표"로 묶으면 그대로 찾아요.'},
            suggest_searches,
            names={"ko": "찾을말"},
        ),
    ],
) -> Reply:
    """Search all lessons, terms and questions."""
    texts, library = texts_in(context.language), context.library
    matches = library.search(words, SHOWN)
    if matches.best:
        return replies.found(words, matches, texts)
    terms = library.complete_term(words, OFFERED)
    questions = library.complete_question(words, OFFERED)
    return replies.nothing(words, terms, questions, texts)
