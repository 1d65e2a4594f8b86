"""The titles of lessons: which lesson somebody means by its name."""

from collections.abc import Sequence

from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import key_of
from bot.content.finding.language.normal import canonical
from bot.content.finding.language.phrasing import readings
from bot.content.finding.tables.columns import Columns, Rows
from bot.content.finding.tables.recency import newest_first
from bot.content.finding.tables.slipping import SlipTable
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import Lesson

MOST_UNSURE = 5
_LETTERS_A_SLIP = 6
"""Letters of a title for each slip that may be in it."""


class TitleIndex:
    """The titles of some lessons. Built once, never changed, safe to share between threads."""

    def __init__(self, lessons: Sequence[Lesson], columns: Columns | None = None) -> None:
        columns = columns or self.columns_of(lessons)
        self._lessons = lessons
        self._keys = columns.texts("keys")
        self._number = dict(zip(self._keys, range(len(self._keys)), strict=True))
        self._held = Rows(columns.part("held"))
        self._slips = SlipTable(self._keys, columns.part("slips"))

    @classmethod
    def columns_of(cls, lessons: Sequence[Lesson]) -> Columns:
        """Return what an index of some lessons' titles is made of."""
        titled: dict[str, list[int]] = {}
        for place in newest_first(lessons):
            if words := tuple(canonical(lessons[place].title).split()):
                titled.setdefault(key_of(singulars(words)), []).append(place)
        keys = sorted(titled)
        columns = Columns(keys=keys)
        columns.put("held", Rows.columns_of([titled[key] for key in keys]))
        columns.put("slips", SlipTable.columns_of(keys))
        return columns

    def find(self, words: str) -> Finding[Lesson]:
        """Find the lesson with this title, whatever its case, spaces and plurals.

        One with a slip or two in it is a doubtful hit.
        """
        keys = [key_of(singulars(reading)) for reading in readings(words)]
        for key in keys:
            if (number := self._number.get(key)) is not None:
                return self._finding(number, sure=True)
        for key in keys:
            if near := self._slips.near(key, min(len(key) // _LETTERS_A_SLIP, 3)):
                return self._finding(near[0][0], sure=False)
        return NotFound()

    def _finding(self, number: int, *, sure: bool) -> Finding[Lesson]:
        found = [self._lessons[place] for place in self._held[number]]
        if sure and len(found) == 1:
            return Found(found[0])
        return Unsure(tuple(found[:MOST_UNSURE]))
