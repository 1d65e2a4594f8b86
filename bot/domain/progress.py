"""How a channel goes through a track."""

import datetime as dt
from collections.abc import Collection, Sequence

from bot.domain.lesson import Lesson
from bot.domain.subscription import Mode, Subscription


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
            return next((lesson for lesson in track if lesson.date == date), None)
