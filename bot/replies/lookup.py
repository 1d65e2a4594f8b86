"""Answers to look-ups: a term, an answer, or the honest word that it was not found."""

from collections.abc import Sequence

from bot.core.reply import Button, Buttons, Facts, Heading, Note, Reply, Style, Text, press, reply
from bot.domain.lesson import FaqHit, Lesson, TermHit
from bot.domain.quiz import can_ask
from bot.replies.excerpt import excerpt
from bot.replies.texts import Texts

MOST_EXPLAINED = 25
"""Terms of a message: what one menu of Discord's holds, and more than one reads at a sitting."""
_TITLE = 50
"""Characters of a title beside its date: Slack's buttons hold 75 of both."""
Offer = TermHit | Lesson | FaqHit
"""What somebody may have meant, as a button."""


def term(hit: TermHit, texts: Texts, others: Sequence[TermHit] = ()) -> Reply:
    """Explain a term: one line first, then at length, then where it is from.

    ``others`` is how other lessons explain it.
    """
    # Of several senses it is this one that a turned page goes on with.
    line = _to_sense(hit) if others else press("term", f"#{hit.term.id}")
    names = ", ".join(hit.term.aliases)
    return reply(
        Heading(hit.term.name, 2),
        Text(hit.term.short, strong=True),
        [Text(paragraph) for paragraph in hit.term.details],
        Note(texts.also_called.format(names=names)) if names else None,
        _source(hit.lesson, texts),
        Text(texts.also_explained) if others else None,
        Buttons(tuple(_sense(other, texts) for other in others)),
        line=line,
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


def which_is_meant(words: str, offers: Sequence[Offer], texts: Texts, miss: str = "") -> Reply:
    """Ask which of these somebody means. Who may link the ``miss`` to an entry is offered that."""
    return reply(
        Text(texts.which_term.format(words=words)),
        _offers(offers),
        _linking(miss, texts),
    )


def which_question(hits: Sequence[FaqHit], texts: Texts, miss: str = "") -> Reply:
    """Ask which of these questions comes near."""
    return reply(Text(texts.which_question), _offers(hits), _linking(miss, texts))


def unknown_term(
    words: str, near: Sequence[Offer], newest: Sequence[Offer], texts: Texts, miss: str = ""
) -> Reply:
    """Say that there is no such term, and offer what comes near, or else the newest there is."""
    return _unknown(texts.unknown_term.format(words=words), near, newest, texts, miss)


def unknown_question(
    near: Sequence[Offer], newest: Sequence[Offer], texts: Texts, miss: str = ""
) -> Reply:
    """Say that no lesson answers that, and offer what comes near, or else the newest there is."""
    return _unknown(texts.unknown_question, near, newest, texts, miss)


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
        _offers(shown),
    )


def _sense(hit: TermHit, texts: Texts) -> Button:
    date = texts.date(hit.lesson.date) if hit.lesson.date else ""
    title = excerpt(hit.lesson.title, (), _TITLE).text
    return Button(", ".join(filter(None, (title, date))), _to_sense(hit))


def _to_sense(hit: TermHit) -> str:
    return press("term", f"#{hit.term.id}:{hit.lesson.id}")


def _unknown(
    said: str, near: Sequence[Offer], newest: Sequence[Offer], texts: Texts, miss: str
) -> Reply:
    offers, lead = (near, texts.closest) if near else (newest, texts.nearest)
    return reply(Text(said), Text(lead) if offers else None, _offers(offers), _linking(miss, texts))


def _offers(hits: Sequence[Offer]) -> Buttons:
    return Buttons(tuple(map(_offer, hits)))


def _offer(hit: Offer) -> Button:
    match hit:
        case TermHit(term):
            return Button(term.name, press("term", f"#{term.id}"))
        case FaqHit(entry):
            return Button(entry.question, press("faq", f"#{entry.id}"))
        case Lesson() as lesson:
            return Button(f"{lesson.emoji} {lesson.title}".strip(), press("lesson", lesson.id))


def _linking(miss: str, texts: Texts) -> Buttons | None:
    if not miss:
        return None
    return Buttons((Button(texts.misses.link_it, press("link", miss), Style.PLAIN),))


def _source(lesson: Lesson, texts: Texts) -> list[Note | Buttons]:
    date = texts.date(lesson.date) if lesson.date else ""
    source = texts.from_lesson.format(title=lesson.title, date=date).rstrip(" ,")
    buttons = [Button(texts.to_lesson, press("lesson", lesson.id))]
    if can_ask(lesson):
        buttons.append(Button(texts.quiz_button, press("quiz", lesson.id), Style.PLAIN))
    return [Note(source), Buttons(tuple(buttons))]
