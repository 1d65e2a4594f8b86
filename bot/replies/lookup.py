"""Answers to look-ups: a term, an answer, or the honest word that it was not found."""

from collections.abc import Sequence

from bot.core.reply import Button, Buttons, Facts, Heading, Note, Reply, Style, Text, press, reply
from bot.domain.lesson import FaqHit, Lesson, TermHit
from bot.domain.quiz import can_ask
from bot.replies.texts import Texts

MOST_EXPLAINED = 25
"""Terms of a message: what one menu of Discord's holds, and more than one reads at a sitting."""


def term(hit: TermHit, texts: Texts) -> Reply:
    """Explain a term: one line first, then at length, then where it is from."""
    names = ", ".join(hit.term.aliases)
    return reply(
        Heading(hit.term.name, 2),
        Text(hit.term.short, strong=True),
        [Text(paragraph) for paragraph in hit.term.details],
        Note(texts.also_called.format(names=names)) if names else None,
        _source(hit.lesson, texts),
        line=press("term", f"#{hit.term.id}"),
    )


def answer(hit: FaqHit, texts: Texts) -> Reply:
    """Answer a question: one line first, then at length, then where it is from."""
    return reply(
        Heading(hit.entry.question, 2),
        Text(hit.entry.answer, strong=True),
        [Text(paragraph) for paragraph in hit.entry.details],
        _source(hit.lesson, texts),
        line=press("faq", f"#{hit.entry.id}"),
    )


def which_term(words: str, hits: Sequence[TermHit], texts: Texts) -> Reply:
    """Ask which of these terms somebody means."""
    return reply(Text(texts.which_term.format(words=words)), _terms(hits))


def which_question(hits: Sequence[FaqHit], texts: Texts) -> Reply:
    """Ask which of these questions comes near."""
    return reply(Text(texts.which_question), _questions(hits))


def unknown_term(words: str, others: Sequence[TermHit], texts: Texts) -> Reply:
    """Say that there is no such term, and offer what there is."""
    return reply(
        Text(texts.unknown_term.format(words=words)),
        Text(texts.nearest) if others else None,
        _terms(others),
    )


def unknown_question(others: Sequence[FaqHit], texts: Texts) -> Reply:
    """Say that no lesson answers that, and offer what there is."""
    return reply(
        Text(texts.unknown_question), Text(texts.nearest) if others else None, _questions(others)
    )


def terms_there(hits: Sequence[TermHit], texts: Texts) -> Reply:
    """Explain the terms in a message in a line each; those that are too many are named."""
    if not hits:
        return reply(Text(texts.no_terms_there))
    shown, more = hits[:MOST_EXPLAINED], ", ".join(hit.term.name for hit in hits[MOST_EXPLAINED:])
    return reply(
        Heading(texts.terms_there, 2),
        Facts(tuple((hit.term.name, hit.term.short) for hit in shown)),
        Note(texts.more_there.format(names=more)) if more else None,
        Note(texts.pick_term),
        _terms(shown),
    )


def _terms(hits: Sequence[TermHit]) -> Buttons:
    return Buttons(tuple(Button(hit.term.name, press("term", f"#{hit.term.id}")) for hit in hits))


def _questions(hits: Sequence[FaqHit]) -> Buttons:
    return Buttons(
        tuple(Button(hit.entry.question, press("faq", f"#{hit.entry.id}")) for hit in hits)
    )


def _source(lesson: Lesson, texts: Texts) -> list[Note | Buttons]:
    date = texts.date(lesson.date) if lesson.date else ""
    source = texts.from_lesson.format(title=lesson.title, date=date).rstrip(" ,")
    buttons = [Button(texts.to_lesson, press("lesson", lesson.id))]
    if can_ask(lesson):
        buttons.append(Button(texts.quiz_button, press("quiz", lesson.id), Style.PLAIN))
    return [Note(source), Buttons(tuple(buttons))]
