"""Whether a channel had the lessons of its course one after the other."""

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from bot.rehearsal.platform import Standing


class Progress:
    """Reads a channel's posts in the order they came. The course has so many lessons.

    After each lesson the next one is expected, and after the last the first. What lies between it
    and the one that came was left out; a lesson that comes at once a second time leaves out none.
    One that comes after the next, as its doubt was settled late, leaves out a whole round in all.
    """

    def __init__(self, lessons: int) -> None:
        self._lessons = lessons
        self._before, self._last, self._left_out = 0, 0, 0
        self.again = 0
        self.first = ""
        """The first lesson that came again or too soon."""

    @property
    def lost(self) -> int:
        """How many lessons were left out."""
        lost = self._left_out
        if self._between(self._before, self._last) > self._lessons / 2:
            # The newest was late, and the next is the one after that before it.
            lost += self._between(self._last, self._before) + 1
        return lost % self._lessons

    def read(self, line: str) -> None:
        """Read a post: its line ends with its lesson's id, and that with its number."""
        _, _, number = line.rpartition("-")
        if not number.isdigit():
            # The word at the end of a course.
            return
        lesson = int(number)
        left_out = self._between(self._last, lesson)
        if lesson == self._last and self._lessons > 1:
            self.again += 1
        else:
            self._left_out += left_out
        if left_out and not self.first:
            self.first = line
        self._before, self._last = self._last, lesson

    def _between(self, one: int, other: int) -> int:
        return (other - one - 1) % self._lessons


def in_order(posts: Iterable[Collection[Standing]]) -> Iterator[Standing]:
    """Yield posts as they came; of a doubled one, the first."""
    firsts = chain.from_iterable(list(some)[:1] for some in posts)
    yield from sorted(firsts, key=lambda standing: standing.at)
