"""The start page: what comes next, today's lesson, how one is doing, and how to ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.reply import (
    Block,
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
from bot.core.request import Asker, Rank
from bot.core.start import Next, Schedule, Start
from bot.domain.subscription import Mode, Status
from bot.replies.lesson import ways_on
from bot.replies.practice import answer, how_long
from bot.replies.schedule import number_of
from bot.replies.texts import Texts

COUNTED = 99
"""Misses that are counted one by one: that there are more is all one needs to know."""


@dataclass(frozen=True, slots=True)
class Examples:
    """A term and a question from the lessons, to show how one asks; empty if there is none."""

    term: str
    question: str


def home(
    start: Start,
    examples: Examples,
    asker: Asker,
    zone: ZoneInfo,
    texts: Texts,
    missed: int = 0,
) -> Reply:
    """Show the start page to somebody; ``zone`` is theirs, or the one that stands in for it.

    ``missed`` is how much nobody could answer: from ``COUNTED`` on, it need not be exact.
    """
    words = texts.home
    return reply(
        Heading(words.title),
        Text(words.intro),
        _coming(start, asker, zone, texts),
        _lesson(start, texts),
        _practice(start, texts),
        Heading(words.ask, 2),
        Text(words.ask_hint),
        Bullets(tuple(_examples(examples))),
        _misses(missed, texts),
        _settings(start, asker, texts),
        line=press("home"),
    )


def _coming(start: Start, asker: Asker, zone: ZoneInfo, texts: Texts) -> Iterator[Block]:
    words = texts.home
    yield Heading(words.next, 2)
    if not start.coming:
        yield Text(_nothing(start, texts).format(zone=zone.key))
        return
    yield Facts(tuple(_next(one, asker.zone, texts) for one in start.coming))
    if start.more:
        yield Text(words.more_schedules.format(count=start.more))
    if asker.zone is not None:
        yield Note(words.your_zone.format(zone=zone.key))


def _nothing(start: Start, texts: Texts) -> str:
    if start.schedules is None:
        return texts.home.nothing_next
    return texts.home.all_paused if start.schedules else texts.home.nothing_next_admin


def _next(coming: Next, own: ZoneInfo | None, texts: Texts) -> tuple[str, str]:
    """Say what comes to a channel, and when: in the reader's zone, or the channel's own."""
    words, wish = texts.home, coming.schedule.subscription
    zone = own or wish.zone
    moment = texts.moment(coming.slot.due.astimezone(zone))
    if own is None:
        moment = words.their_zone.format(moment=moment, zone=zone.key)
    if coming.lesson is not None:
        said = words.at.format(moment=moment, title=coming.lesson.title)
    elif wish.mode is Mode.COURSE:
        said = words.all_sent
    else:
        said = words.at_if_any.format(moment=moment)
    unnamed = words.private_channel if wish.server else words.here
    return coming.schedule.channel or unnamed, said


def _lesson(start: Start, texts: Texts) -> Iterator[Block]:
    lesson = start.lesson
    if lesson is None:
        return
    yield Heading(texts.home.today if start.today else texts.home.latest, 2)
    yield Text(f"{lesson.emoji} {lesson.title}".strip(), strong=True)
    if lesson.news:
        yield Text(lesson.news.headline)
    yield Buttons(tuple(ways_on(lesson, texts)))


def _practice(start: Start, texts: Texts) -> Iterator[Block]:
    mine = start.practice
    yield Heading(texts.practice.title, 2)
    if not mine.latest:
        yield Text(texts.practice.nothing)
        return
    yield Text(how_long(mine.streak, texts))
    yield Bullets(tuple(answer(one, texts) for one in mine.latest))
    yield Buttons((Button(texts.home.my_quizzes, press("streak")),))


def _examples(examples: Examples) -> Iterator[str]:
    if examples.term:
        yield f"/term {examples.term}"
    if examples.question:
        yield f"/faq {examples.question}"
    yield "/quiz"


def _misses(missed: int, texts: Texts) -> Iterator[Block]:
    if missed:
        count = f"{missed}" if missed <= COUNTED else f"{COUNTED}+"
        yield Buttons((Button(texts.misses.home.format(count=count), press("misses")),))


def _settings(start: Start, asker: Asker, texts: Texts) -> Iterator[Block]:
    words = texts.home
    if start.schedules is None:
        return
    buttons = [_schedule(one, texts) for one in start.schedules]
    if start.forms:
        main = Style.PLAIN if buttons else Style.MAIN
        buttons.append(Button(words.add_button, press("schedule add"), main))
    if start.schedules:
        buttons.append(Button(texts.schedule.list_button, press("schedule list")))
    if asker.rank is Rank.ADMIN:
        buttons.append(Button(words.managers_button, press("schedule managers")))
    if buttons:
        yield Heading(words.settings, 2)
        if start.schedules:
            yield Text(texts.schedule.pick)
        yield Buttons(tuple(buttons))


def _schedule(schedule: Schedule, texts: Texts) -> Button:
    number = number_of(schedule.subscription)
    label = f"{schedule.channel} {number}"
    if schedule.subscription.status is not Status.ACTIVE:
        label = texts.home.paused.format(channel=label)
    return Button(label, press("schedule show", number))
