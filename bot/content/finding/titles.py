"""The titles of lessons: which lesson somebody means by its name."""

from collections import defaultdict
from collections.abc import Sequence

from bot.content.finding.english import singulars
from bot.content.finding.normal import Words, canonical, joined
from bot.content.finding.phrasing import readings
from bot.content.finding.recency import newest_first
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import Lesson

MOST_UNSURE = 5


class TitleIndex:
    """The titles of some lessons. Built once, never changed, safe to share between threads."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        titled: dict[str, list[Lesson]] = defaultdict(list)
        for place in newest_first(lessons):
            lesson = lessons[place]
            titled[_run(tuple(canonical(lesson.title).split()))].append(lesson)
        self._titled = {run: tuple(found) for run, found in titled.items() if run}

    def find(self, words: str) -> Finding[Lesson]:
        """Find the lesson with this title, whatever its case, spaces and plurals."""
        for reading in readings(words):
            if found := self._titled.get(_run(reading)):
                return Found(found[0]) if len(found) == 1 else Unsure(found[:MOST_UNSURE])
        return NotFound()


def _run(words: Words) -> str:
    return joined(singulars(words))
