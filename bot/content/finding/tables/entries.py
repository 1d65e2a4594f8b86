"""Entries of lessons by number and by id, without looking into a lesson before it is asked for."""

from array import array
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from bot.content.finding.tables.columns import Columns
from bot.content.finding.tables.recency import newest_first
from bot.domain.lesson import Lesson

Hit = TypeVar("Hit")

Sense = tuple[int, int]
"""An entry in one lesson: the place of the lesson, and its own in there."""


class Entries(Generic[Hit]):
    """The entries of some lessons. Never changed."""

    def __init__(
        self, lessons: Sequence[Lesson], columns: Columns, make: Callable[[Lesson, int], Hit]
    ) -> None:
        self._lessons = lessons
        self._make = make
        self._of, self._at = columns.numbers("lessons"), columns.numbers("places")
        self._id_of, self._id_at = columns.numbers("id_lessons"), columns.numbers("id_places")
        self._id_owners = columns.numbers("id_owners")
        ids = columns.texts("ids")
        self._ids = dict(zip(ids, range(len(ids)), strict=True))

    @classmethod
    def columns_of(
        cls,
        lessons: Sequence[Lesson],
        senses: Sequence[Sequence[Sense]],
        id_of: Callable[[Lesson, int], str],
    ) -> Columns:
        """Return what they are made of: for each entry the lessons that have it, newest first.

        Of entries that share an id, the one in the newest lesson has it.
        """
        age = {place: number for number, place in enumerate(newest_first(lessons))}
        ids: dict[str, tuple[int, Sense, int]] = {}
        for owner, held in enumerate(senses):
            for sense in held:
                entry_id = id_of(lessons[sense[0]], sense[1])
                found = age[sense[0]], sense, owner
                ids[entry_id] = min(found, ids.get(entry_id, found), key=lambda one: one[0])
        return Columns(
            lessons=array("I", (held[0][0] for held in senses)),
            places=array("I", (held[0][1] for held in senses)),
            ids=list(ids),
            id_lessons=array("I", (sense[0] for _, sense, _ in ids.values())),
            id_places=array("I", (sense[1] for _, sense, _ in ids.values())),
            id_owners=array("I", (owner for _, _, owner in ids.values())),
        )

    def __len__(self) -> int:
        return len(self._of)

    def __getitem__(self, owner: int) -> Hit:
        return self._make(self._lessons[self._of[owner]], self._at[owner])

    def lesson_of(self, owner: int) -> int:
        """Return the place of the newest lesson with an entry."""
        return self._of[owner]

    def of_id(self, entry_id: str) -> Hit | None:
        """Return the entry with an id."""
        number = self._ids.get(entry_id)
        if number is None:
            return None
        return self._make(self._lessons[self._id_of[number]], self._id_at[number])

    def owner_of(self, entry_id: str) -> int | None:
        """Return the number of the entry with an id."""
        number = self._ids.get(entry_id)
        return None if number is None else self._id_owners[number]

    def newest(self) -> list[int]:
        """Return the numbers of the newest lesson's entries, which come first."""
        first = self._of[0] if self._of else 0
        end = next((n for n, lesson in enumerate(self._of) if lesson != first), len(self._of))
        return list(range(end))
