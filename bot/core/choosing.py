"""Which lesson somebody means: the one they name, or the one that stands in their channel."""

from bot.core.context import Context
from bot.domain.calendar import local_date
from bot.domain.lesson import Lesson
from bot.errors import NoLessons, UnknownLesson


def lesson_named(context: Context, words: str) -> Lesson:
    """Return the lesson with an id or a title. Raises ``UnknownLesson``."""
    found = context.library.lesson(words) or _by_title(context, words.casefold())
    if found is None:
        raise UnknownLesson(lesson=f"“{words}”", help="/lesson")
    return found


def _by_title(context: Context, title: str) -> Lesson | None:
    lessons = context.library.lessons()
    same = [lesson for lesson in lessons if lesson.title.casefold() == title]
    if not same:
        same = [lesson for lesson in lessons if title in lesson.title.casefold()]
        same = same if len(same) == 1 else []
    return same[-1] if same else None


async def lesson_of_the_day(context: Context) -> Lesson:
    """Return the lesson posted last in this channel, else the newest. Raises ``NoLessons``."""
    delivery = await context.store.last_delivery(context.place)
    posted = context.library.lesson(delivery.lesson_id or "") if delivery else None
    return posted or newest(context)


def newest(context: Context) -> Lesson:
    """Return the lesson with the latest date that is not in the future. Raises ``NoLessons``."""
    lessons = context.library.lessons()
    if not lessons:
        raise NoLessons
    today = local_date(context.clock.now(), context.zone)
    dated = [lesson for lesson in lessons if lesson.date and lesson.date <= today]
    return max(dated, key=lambda lesson: str(lesson.date)) if dated else lessons[0]
