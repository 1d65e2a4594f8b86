"""Which lesson comes first where several say something."""

from collections.abc import Sequence

from bot.domain.lesson import Lesson


def newest_first(lessons: Sequence[Lesson]) -> Sequence[int]:
    """Return the places of lessons, newest first; undated last; of equals, the later one first."""
    places = range(len(lessons))
    return sorted(places, key=lambda place: (str(lessons[place].date or ""), place), reverse=True)
