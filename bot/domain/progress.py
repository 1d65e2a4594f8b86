"""How a channel goes through a track."""

import datetime as dt
from collections.abc import Sequence

from bot.domain.lesson import Lesson
from bot.domain.subscription import Mode, Subscription


def lesson_for(subscription: Subscription, date: dt.date, track: Sequence[Lesson]) -> Lesson | None:
    """Return the lesson for a slot: the next of a course, or the one of that date.

    ``None`` at the end of a course, or on a day without news.
    """
    match subscription.mode:
        case Mode.COURSE:
            ids = [lesson.id for lesson in track]
            last = subscription.last_lesson
            here = ids.index(last) + 1 if last in ids else 0
            return track[here] if here < len(track) else None
        case Mode.NEWS:
            return next((lesson for lesson in track if lesson.date == date), None)
