"""A lesson: as a post, part by part, and in a list."""

import datetime as dt
from collections.abc import Sequence

from bot.core.reply import (
    Bullets,
    Button,
    Buttons,
    Heading,
    Note,
    Reply,
    Style,
    Text,
    press,
    publicly,
    reply,
)
from bot.domain.lesson import Lesson
from bot.domain.quiz import can_ask
from bot.replies.languages import texts_in
from bot.replies.parts import heading_of, parts_of
from bot.replies.texts import Texts

MOST_LISTED = 20


def post_of(lesson: Lesson, late: dt.datetime | None = None) -> Reply:
    """Return the day's post: what it is about, in short, and buttons to go on.

    It is in the lesson's own language, as it is for everybody. ``late`` is the local time at
    which it was due, if that is to be said.
    """
    return publicly(summary(lesson, texts_in(lesson.language), late))


def summary(lesson: Lesson, texts: Texts, late: dt.datetime | None = None) -> Reply:
    """Return the same as a private answer, with the buttons in the asker's language."""
    own = texts_in(lesson.language)
    points = lesson.key_points
    return reply(
        Note(_origin(lesson, own)),
        Heading(lesson.title, 1, lesson.emoji),
        Text(lesson.news.headline, strong=True) if lesson.news else None,
        None if points else [Text(text) for text in _opening(lesson)],
        Heading(heading_of(lesson, "key_points", own), 2) if points else None,
        Bullets(points),
        Note(texts.late.format(moment=texts.moment(late))) if late else None,
        Buttons(tuple(ways_on(lesson, texts))),
        line=press("lesson", lesson.id),
    )


def _origin(lesson: Lesson, own: Texts) -> str:
    date = own.date(lesson.date) if lesson.date else ""
    return " · ".join(filter(None, (lesson.series, date)))


def _opening(lesson: Lesson) -> Sequence[str]:
    """What stands in for key points in a lesson without any."""
    if lesson.news and lesson.news.text:
        return lesson.news.text
    return lesson.definition[:1]


def ways_on(lesson: Lesson, texts: Texts) -> list[Button]:
    """Return the buttons under a lesson."""
    buttons = [Button(texts.read_on, press("read", lesson.id), Style.MAIN)]
    if lesson.terms:
        buttons.append(Button(texts.terms_button, press("read", lesson.id, "terms")))
    if lesson.faq:
        buttons.append(Button(texts.faq_button, press("read", lesson.id, "faq")))
    if can_ask(lesson):
        buttons.append(Button(texts.quiz_button, press("quiz", lesson.id)))
    return buttons


def part_of(lesson: Lesson, name: str, texts: Texts) -> Reply | None:
    """Return one part of a lesson, with buttons to the others; the first if ``name`` is empty."""
    own = texts_in(lesson.language)
    parts = parts_of(lesson, own)
    names = [part.name for part in parts]
    if not parts or (name and name not in names):
        return summary(lesson, texts) if not name else None
    here = names.index(name) if name else 0
    part = parts[here]
    page = texts.page.format(title=lesson.title, number=here + 1, count=len(parts))
    buttons = [
        Button(other.title, press("read", lesson.id, other.name))
        for other in parts
        if other != part
    ]
    if here + 1 < len(parts):
        following = parts[here + 1]
        label = texts.next_page.format(title=following.title)
        onward = Button(label, press("read", lesson.id, following.name), Style.MAIN)
        buttons = [onward, *(b for b in buttons if b.line != onward.line)]
    elif can_ask(lesson):
        buttons.insert(0, Button(texts.quiz_button, press("quiz", lesson.id), Style.MAIN))
    return reply(
        Note(page),
        Heading(part.title, 2),
        part.blocks,
        Buttons(tuple(buttons)),
        line=press("read", lesson.id, part.name),
    )


def list_of(lessons: Sequence[Lesson], texts: Texts) -> Reply:
    """Return a list of lessons to pick from, newest first."""
    newest = sorted(lessons, key=lambda lesson: str(lesson.date or ""), reverse=True)
    shown, more = newest[:MOST_LISTED], len(newest) - MOST_LISTED
    buttons = (
        Button(f"{lesson.emoji} {lesson.title}".strip(), press("lesson", lesson.id))
        for lesson in shown
    )
    return reply(
        Heading(texts.lessons, 2),
        Text(texts.lessons_intro),
        Buttons(tuple(buttons)),
        Note(texts.lessons_more.format(count=more)) if more > 0 else None,
        line=press("lesson"),
    )
