"""Which lesson comes first where several say something."""

from collections.abc import Iterable, Sequence

from bot.domain.lesson import Lesson


def newest_first(lessons: Iterable[Lesson]) -> Sequence[Lesson]:
    """Return lessons by date, newest first; undated ones last; of equals, the later one first."""
    return sorted(lessons, key=lambda lesson: str(lesson.date or ""))[::-1]
