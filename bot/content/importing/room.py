"""How much of a lesson is taken: entries of lists, characters of prose, fields of one text."""

from collections.abc import Iterator

from bot.content.fields import ListOf, Prose
from bot.content.importing.fields import kind_at
from bot.content.importing.outcomes import Item, Path, Placement

_PARAGRAPH_BREAK = 2
# A block of prose ends with a line break, which counts.
_LAST_BREAK = 1


class Room:
    """What is in the lesson so far."""

    def __init__(self) -> None:
        self.refusal = ""
        self._lengths: dict[Path, int] = {}
        self._entries: dict[Path, set[Item]] = {}

    def take(self, placement: Placement) -> bool:
        """Make room for a text, or tell that there is none; ``refusal`` then says why."""
        self.refusal = self._no_entry(placement.path) or self._no_space(placement)
        if self.refusal:
            return False
        for path, item in _items(placement.path):
            self._entries.setdefault(path, set()).add(item)
        length = self._length_with(placement)
        self._lengths[placement.path] = length
        return True

    def _no_entry(self, path: Path) -> str:
        for parent, item in _items(path):
            kind, entries = kind_at(parent), self._entries.get(parent, set())
            if isinstance(kind, ListOf) and item not in entries and len(entries) >= kind.most:
                return f"more than {kind.most} in one list"
        return ""

    def _no_space(self, placement: Placement) -> str:
        match kind_at(placement.path):
            case Prose(most=most) if self._length_with(placement) + _LAST_BREAK > most:
                return f"longer than {most:,} characters in all"
            case Prose():
                return ""
            case _ if placement.path in self._lengths:
                return _second(placement.path)
            case _:
                return ""

    def _length_with(self, placement: Placement) -> int:
        before = self._lengths.get(placement.path)
        start = 0 if before is None else before + _PARAGRAPH_BREAK
        return start + len(placement.text)


def _second(path: Path) -> str:
    if path[0] == "headings":
        return "a second heading over the same part"
    return f"a second {path[-1]}"


def _items(path: Path) -> Iterator[tuple[Path, Item]]:
    return ((path[:n], step) for n, step in enumerate(path) if isinstance(step, Item))
