"""Which lesson a delivery brings."""

import datetime as dt

from bot.core.ports import Library
from bot.domain.lesson import Lesson
from bot.domain.subscription import Mode, Subscription


def lesson_for(subscription: Subscription, slot: dt.date, library: Library) -> Lesson | None:
    """Return the lesson for a slot: the next of a course, or the one of that date."""
    track = library.lessons(subscription.track)
    match subscription.mode:
        case Mode.COURSE:
            ids = [lesson.id for lesson in track]
            last = subscription.last_lesson
            here = ids.index(last) + 1 if last in ids else 0
            return track[here] if here < len(track) else None
        case Mode.NEWS:
            return next((lesson for lesson in track if lesson.date == slot), None)
