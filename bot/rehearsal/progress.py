"""Whether a channel had the lessons of its course one after the other."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from bot.rehearsal.platform import Standing


class Progress:
    """Reads a channel's posts in the order they came. The course has so many lessons."""

    def __init__(self, lessons: int) -> None:
        self._lessons = lessons
        self._seen: set[int] = set()
        self.again = 0
        self.lost = 0
        self.first = ""
        """The first lesson that came again or too soon."""

    def read(self, line: str) -> None:
        """Read a post: its line ends with its lesson's id, and that with its number."""
        _, _, number = line.rpartition("-")
        if not number.isdigit():
            # The word at the end of a course.
            return
        lesson = int(number)
        if lesson == 1 and self._seen:
            missed = self._lessons - len(self._seen)
            self._complain(line, missed)
            self.lost += missed
            self._seen.clear()
        elif lesson in self._seen:
            self._complain(line, 1)
            self.again += 1
        self._seen.add(lesson)

    def _complain(self, line: str, many: int) -> None:
        if many and not self.first:
            self.first = line


def in_order(posts: Iterable[Collection[Standing]]) -> Iterator[Standing]:
    """Yield posts as they came; of a doubled one, the first."""
    firsts = chain.from_iterable(list(some)[:1] for some in posts)
    yield from sorted(firsts, key=lambda standing: standing.at)
