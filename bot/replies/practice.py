"""What is said of somebody's own practice: their streak, their scores, their latest answers."""

from collections.abc import Iterator

from bot.core.practice import LATELY, Latest, Practice
from bot.core.reply import (
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Reply,
    Style,
    Text,
    press,
    reply,
)
from bot.domain.quiz import can_ask
from bot.domain.streak import Streak
from bot.replies.texts import Texts

MARKS = {True: "✓", False: "✗"}


def practice(mine: Practice, texts: Texts) -> Reply:
    """Show all of it, with buttons to practise on."""
    words = texts.practice
    quiz = Button(texts.quiz_button, press("quiz"), Style.MAIN)
    if not mine.latest:
        return reply(Heading(words.title, 2), Text(words.nothing), Buttons((quiz,)))
    lessons = tuple(_lessons(mine))
    return reply(
        Heading(words.title, 2),
        Text(how_long(mine.streak, texts), strong=True),
        Facts(tuple(_figures(mine, texts))),
        Note(words.counted),
        Heading(words.latest, 3),
        Bullets(tuple(answer(one, texts) for one in mine.latest)),
        Text(words.again) if lessons else None,
        Buttons((quiz, *lessons)),
        line=press("streak"),
    )


def how_long(streak: Streak, texts: Texts) -> str:
    """Say how long the streak is, and how it goes on."""
    words = texts.practice
    if not streak.days:
        return words.resting
    if not streak.today:
        return words.until_yesterday.format(days=words.days(streak.days))
    if streak.days == 1:
        return words.first_day
    return words.running.format(days=words.days(streak.days))


def answer(latest: Latest, texts: Texts) -> str:
    """Say of one answer when it was, about what, and whether it was right."""
    words = texts.practice
    title = latest.lesson.title if latest.lesson else words.lost_lesson
    mark = MARKS[latest.right]
    return words.answer.format(mark=mark, day=texts.date(latest.day), title=title)


def _figures(mine: Practice, texts: Texts) -> Iterator[tuple[str, str]]:
    words = texts.practice
    yield words.longest, words.days(mine.streak.longest)
    lately = words.lately.format(days=words.days(LATELY))
    yield lately, words.score(mine.lately.answered, mine.lately.right)
    yield words.in_all, words.score(mine.score.answered, mine.score.right)


def _lessons(mine: Practice) -> Iterator[Button]:
    found = {one.lesson.id: one.lesson for one in mine.latest if one.lesson}
    for lesson in found.values():
        way = "quiz" if can_ask(lesson) else "lesson"
        yield Button(f"{lesson.emoji} {lesson.title}".strip(), press(way, lesson.id))
