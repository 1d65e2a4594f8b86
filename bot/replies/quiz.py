"""A question with its choices, and what is said to an answer."""

from string import ascii_uppercase
from typing import assert_never

from bot.core.reply import (
    Block,
    Button,
    Buttons,
    Facts,
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

LABEL_MAX = 60
"""Characters of a choice that still reads well on a button; Slack ends a label at 75."""


def question(asked: Question, seed: int, texts: Texts) -> Reply:
    """Ask a question. Long choices are listed under letters, and the buttons carry the letters."""
    stem = asked.stem
    ids = [stem.choice_id(choice) for choice in asked.choices]
    lines = [press("answer", stem.id, choice, str(seed)) for choice in ids]
    if max(map(len, asked.choices)) <= LABEL_MAX:
        labels, listed = asked.choices, Facts(())
    else:
        labels = tuple(ascii_uppercase[: len(lines)])
        listed = Facts(tuple(zip(labels, asked.choices, strict=True)))
    buttons = tuple(Button(label, line) for label, line in zip(labels, lines, strict=True))
    return reply(_asked(stem, texts), listed, Buttons(buttons))


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
