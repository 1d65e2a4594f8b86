"""A question with its choices, and what is said to an answer."""

from typing import assert_never

from bot.core.reply import (
    Block,
    Button,
    Buttons,
    Heading,
    Note,
    Quote,
    Reply,
    Style,
    Text,
    press,
    reply,
)
from bot.domain.quiz import Kind, Question, Stem
from bot.replies.texts import Texts


def question(asked: Question, seed: int, texts: Texts) -> Reply:
    """Ask a question; each button carries a choice, however long."""
    stem = asked.stem
    buttons = (
        Button(choice, press("answer", stem.lesson_id, stem.id, stem.choice_id(choice), str(seed)))
        for choice in asked.choices
    )
    again = press("another", stem.lesson_id, str(seed))
    return reply(_asked(stem, texts), Buttons(tuple(buttons)), line=again)


def _asked(stem: Stem, texts: Texts) -> list[Block]:
    match stem.kind:
        case Kind.TERM:
            return [Heading(texts.which_term_is_meant, 2), Quote(stem.text)]
        case Kind.MEANING:
            return [Heading(texts.what_does_it_mean.format(name=stem.text), 2)]
        case Kind.ANSWER | Kind.OWN:
            return [Heading(stem.text, 2)]
        case _:
            assert_never(stem.kind)


def judged(stem: Stem, right: bool, first: bool, seed: int, texts: Texts) -> Reply:
    """Say whether an answer was right, and what is."""
    verdict = texts.right if right else texts.wrong
    explanation = stem.explanation if stem.explanation != stem.right else ""
    return reply(
        Text(verdict.format(answer=stem.right), strong=True),
        Text(explanation),
        None if first else Note(texts.answered_before),
        Buttons(tuple(_ways_on(stem, seed, texts))),
    )


def _ways_on(stem: Stem, seed: int, texts: Texts) -> list[Button]:
    onward = press("another", stem.lesson_id, str(seed + 1))
    buttons = [Button(texts.another, onward, Style.MAIN)]
    match stem.kind:
        case Kind.TERM | Kind.MEANING:
            buttons.append(Button(texts.read_about_it, press("term", f"#{stem.about}")))
        case Kind.ANSWER:
            buttons.append(Button(texts.read_about_it, press("faq", f"#{stem.about}")))
        case Kind.OWN:
            buttons.append(Button(texts.read_about_it, press("lesson", stem.lesson_id)))
        case _:
            assert_never(stem.kind)
    return buttons
