"""/term: what a term means."""

from typing import Annotated

from bot.core.command import About, command
from bot.core.context import Context
from bot.core.noting import note_miss
from bot.core.options import suggest_terms
from bot.core.reply import Reply
from bot.domain.finding import Found, Unsure
from bot.domain.lesson import TermHit
from bot.errors import ButtonExpired
from bot.replies import lookup
from bot.replies.languages import texts_in
from bot.replies.lesson import summary

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
    if word.startswith("#"):
        return _explained(context, _pressed(context, word[1:]))
    library, texts = context.library, texts_in(context.language)
    found = library.find_term(word)
    if isinstance(found, Found):
        return _explained(context, found.hit)
    # It may be a lesson's title, or a question, that was typed.
    titled, answer = library.find_lesson(word), library.find_answer(word)
    if isinstance(titled, Found):
        return summary(titled.hit, texts)
    if isinstance(answer, Found):
        context.looked_up(answer.hit.entry.id)
        return lookup.answer(answer.hit, texts)
    titles = titled.hits if isinstance(titled, Unsure) else ()
    near = found.hits if isinstance(found, Unsure) else library.complete_term(word, OFFERED)
    questions = answer.hits if isinstance(answer, Unsure) and not near else ()
    # However many terms come near, a title that does is among what is offered.
    room = OFFERED - bool(titles)
    offers: list[lookup.Offer] = [*near[:room], *titles, *questions]
    miss = await note_miss(context, "term", word, unsure=isinstance(found, Unsure))
    if isinstance(found, Unsure):
        return lookup.which_is_meant(word, offers[:OFFERED], texts, miss)
    newest = library.complete_term("", OFFERED)
    return lookup.unknown_term(word, offers[:OFFERED], newest, texts, miss)


def _explained(context: Context, hit: TermHit) -> Reply:
    context.looked_up(hit.term.id)
    others = context.library.senses(hit)[:OFFERED]
    return lookup.term(hit, texts_in(context.language), others)


def _pressed(context: Context, ids: str) -> TermHit:
    """Return the term of a button, as the lesson explains it that the button may name."""
    entry_id, _, lesson_id = ids.partition(":")
    hit = context.library.term(entry_id)
    lesson = context.library.lesson(lesson_id) if lesson_id else None
    there = next((one for one in lesson.terms if one.id == entry_id), None) if lesson else None
    if lesson and there:
        return TermHit(there, lesson)
    if hit is None or lesson_id:
        raise ButtonExpired(help="/today")
    return hit
