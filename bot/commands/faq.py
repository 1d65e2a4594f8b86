"""/faq: an answer to a question in one's own words."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.noting import note_miss
from bot.core.options import suggest_questions
from bot.core.reply import Reply
from bot.domain.finding import Found, Unsure
from bot.errors import ButtonExpired
from bot.replies import lookup
from bot.replies.languages import texts_in

OFFERED = 5


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
    texts, library = texts_in(context.language), context.library
    if question.startswith("#"):
        hit = library.faq_entry(question[1:])
        if hit is None:
            raise ButtonExpired(help="/today")
        context.looked_up(hit.entry.id)
        return lookup.answer(hit, texts)
    found = library.find_answer(question)
    if isinstance(found, Found):
        context.looked_up(found.hit.entry.id)
        return lookup.answer(found.hit, texts)
    # What is asked may be a term: what is HBM?
    term = library.find_term(question)
    if isinstance(term, Found):
        context.looked_up(term.hit.term.id)
        return lookup.term(term.hit, texts, library.senses(term.hit)[:OFFERED])
    miss = await note_miss(context, "faq", question, unsure=isinstance(found, Unsure))
    if isinstance(found, Unsure):
        return lookup.which_question(found.hits[:OFFERED], texts, miss)
    near, newest = (library.complete_question(typed, OFFERED) for typed in (question, ""))
    return lookup.unknown_question(near, newest, texts, miss)
