"""How a channel goes through a track."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.domain.lesson import Lesson
from bot.domain.subscription import Ending, Mode, Subscription

FINISHED = "*finished"
"""Stands for a lesson's id where what is posted is the word at the end of a course."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a slot brings: a lesson, or without one the word at the end of a course.

    ``again``: the course begins again with it.
    """

    lesson: Lesson | None
    again: bool = False

    @property
    def id(self) -> str:
        """What the ledger keeps of it: the lesson's id, or what stands for one."""
        return self.lesson.id if self.lesson else FINISHED


def choice_for(
    subscription: Subscription, date: dt.date, track: Sequence[Lesson], taken: Collection[str]
) -> Choice | None:
    """Return what a slot brings, if anything.

    At the end of a course: its first lesson again, or once a word of congratulation.
    """
    lesson = lesson_for(subscription, date, track, taken)
    if lesson is not None:
        return Choice(lesson)
    if subscription.mode is not Mode.COURSE or not track or not taken:
        return None
    match subscription.ending:
        case Ending.AGAIN:
            return Choice(track[0], again=True)
        case Ending.STOP:
            return None if FINISHED in taken else Choice(None)


def lesson_for(
    subscription: Subscription, date: dt.date, track: Sequence[Lesson], taken: Collection[str]
) -> Lesson | None:
    """Return the lesson for a slot: the next of a course, or the one of that date.

    ``taken`` are the ids of lessons that the channel was sent, or may have been. A course goes
    on with the first lesson of its track that is not among them, so that it neither repeats nor
    loses one when files are added, renamed or, for a while, faulty. ``None`` at the end of a
    course, or on a day without news.
    """
    match subscription.mode:
        case Mode.COURSE:
            return next((lesson for lesson in track if lesson.id not in taken), None)
        case Mode.NEWS:
            of_day = (lesson for lesson in track if lesson.date == date)
            return next((lesson for lesson in of_day if lesson.id not in taken), None)
