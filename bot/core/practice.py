"""What somebody has done so far: their streak, their scores and their latest answers."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.context import Context
from bot.core.ports import Attempt
from bot.domain.calendar import DAY, local_date
from bot.domain.lesson import Lesson
from bot.domain.streak import Streak, streak_of

LATELY = 30
"""Days, today among them."""


@dataclass(frozen=True, slots=True)
class Score:
    """How many questions were answered, and how many of them rightly.

    One that was answered several times counts once, by its first answer of those counted.
    """

    answered: int
    right: int


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest answer to a question: on which local day, in which lesson if it is still there."""

    day: dt.date
    lesson: Lesson | None
    right: bool


@dataclass(frozen=True, slots=True)
class Practice:
    """Somebody's streak, scores and latest answers, newest first."""

    streak: Streak
    score: Score
    lately: Score
    latest: Sequence[Latest]


async def practice_of(context: Context, most: int) -> Practice:
    """Return what the asker has done so far, with at most so many of the latest answers."""
    asker, zone = context.asker, context.zone
    attempts = await context.store.attempts_of(context.place.platform, asker.id)
    today = local_date(context.clock.now(), zone)
    days = [local_date(one.at, zone) for one in attempts]
    lately = [one for one, day in zip(attempts, days, strict=True) if day > today - LATELY * DAY]
    latest = {one.question_id: one for one in reversed(attempts)}
    newest = sorted(latest.values(), key=lambda one: one.at, reverse=True)[:most]
    return Practice(
        streak_of(frozenset(days), today),
        _score(attempts),
        _score(lately),
        [
            Latest(local_date(one.at, zone), context.library.lesson(one.lesson_id), one.right)
            for one in newest
        ],
    )


def _score(newest_first: Sequence[Attempt]) -> Score:
    earliest = {one.question_id: one.right for one in newest_first}
    return Score(len(earliest), sum(earliest.values()))
