"""/faq: an answer to a question in one's own words."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.options import suggest_questions
from bot.core.reply import Reply
from bot.domain.finding import Found, NotFound, Unsure
from bot.errors import ButtonExpired
from bot.replies import lookup
from bot.replies.languages import texts_in

OFFERED = 3


@command(names={"ko": "질문"}, translations={"ko": "질문에 답해요."})
async def faq(
    context: Context,
    question: Annotated[
        str,
        About(
            "A question in your own words.",
            {"ko": "궁금한 것."},
            suggest_questions,
            most=400,
            names={"ko": "질문"},
        ),
    ],
) -> Reply:
    """Answer a question."""
    texts = texts_in(context.language)
    if question.startswith("#"):
        hit = context.library.faq_entry(question[1:])
        if hit is None:
            raise ButtonExpired(help="/today")
        return lookup.answer(hit, texts)
    match context.library.find_answer(question):
        case Found(hit):
            return lookup.answer(hit, texts)
        case Unsure(hits):
            return lookup.which_question(hits[:OFFERED], texts)
        case NotFound():
            others = context.library.complete_question("", OFFERED)
            return lookup.unknown_question(others, texts)
