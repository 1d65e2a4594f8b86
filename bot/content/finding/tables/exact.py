"""Names found by their very letters: first as written, then ever more loosely."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import permutations

from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import key_of
from bot.content.finding.language.korean import is_hangul
from bot.content.finding.language.normal import Words, joined
from bot.content.finding.language.said import Said
from bot.content.finding.tables.columns import Columns, RowsByText
from bot.content.finding.tables.names import Names

Owners = tuple[int, ...]

_MOST_SHUFFLED = 4
_FEWEST_KEYS = 3
"""Keys that may be the wrong language's. With two, every other word is another one: 내, so."""


class ExactTable:
    """Names by their keys, and by the letters of these in order. Never changed."""

    def __init__(self, names: Names, columns: Columns) -> None:
        self._names = names
        self._held = RowsByText(columns)

    @classmethod
    def columns_of(cls, names: Names) -> Columns:
        """Return what a table of some names is made of."""
        held: dict[str, list[int]] = {}
        for place, name in enumerate(names.words):
            if " " in name:
                key = _letters(key_of(singulars(tuple(name.split()))))
                held.setdefault(key, []).append(place)
        return RowsByText.columns_of(held)

    def look(self, said: Said) -> Owners:
        """Return the terms with this name; more than one if it leads to several."""
        places = self.places(said)
        return self._owners(places) if places else ()

    def places(self, said: Said) -> Sequence[int]:
        """Return the places of the names that are this one, in the strictest way there is."""
        having = self._names.having(said.folded_key)
        if having and (places := self._strictest(having, said.words, said.folded)):
            return places
        return self._reordered(said.folded, said.folded_key) if len(said.words) > 1 else ()

    def swapped(self, said: Said) -> Owners:
        """Return the terms whose name was typed with the keyboard in the wrong language."""
        having = self._names.having(said.key)
        if not having or len(said.key) < _FEWEST_KEYS:
            return ()
        return self._owners(
            place for place in having if self._is_hangul(place) is not said.is_korean
        )

    def _strictest(self, places: Iterable[int], words: Words, folded: Words) -> Sequence[int]:
        """Return the names that are nearest to how they were written."""
        best, found = 99, list[int]()
        written, run = " ".join(words), joined(folded)
        for place in places:
            name = self._names.words[place]
            looseness = 0 if name == written else _looseness(name, folded, run)
            rank = 2 * looseness + self._names.is_alias(place)
            if looseness <= _LOOSEST and rank <= best:
                found = [place] if rank < best else [*found, place]
                best = rank
        return found

    def _reordered(self, folded: Words, key: str) -> Sequence[int]:
        """Return the names that have these words in another order, perhaps other spaces."""
        places = self._held.get(_letters(key))
        if not places:
            return ()
        shuffled = _shuffled(folded)
        same = [place for place in places if _shuffled(self._folded(place)) == shuffled]
        if same:
            names = [place for place in same if not self._names.is_alias(place)]
            return names or same
        if len(folded) > _MOST_SHUFFLED or sum(map(_has_digit, folded)) > 1:
            return ()
        runs = {joined(order) for order in permutations(folded)}
        return [place for place in places if joined(self._folded(place)) in runs]

    def _folded(self, place: int) -> Words:
        return singulars(tuple(self._names.words[place].split()))

    def _is_hangul(self, place: int) -> bool:
        return is_hangul(self._names.words[place])

    def _owners(self, places: Iterable[int]) -> Owners:
        return tuple(sorted({self._names.owners[place] for place in places}))


_LOOSEST = 2


def _looseness(name: str, folded: Words, run: str) -> int:
    """Return how loosely a name is what was typed, from 1; more than the loosest if it is not."""
    words = singulars(tuple(name.split()))
    if words == folded:
        return 1
    return _LOOSEST if joined(words) == run else _LOOSEST + 1


def _letters(key: str) -> str:
    return "".join(sorted(key))


def _shuffled(folded: Words) -> Sequence[str]:
    """Return words in an order of their own; numbers keep theirs, for 4.5 is not 5.4."""
    return [*sorted(_without_digits(folded)), *filter(_has_digit, folded)]


def _without_digits(words: Words) -> Iterator[str]:
    return (word for word in words if not _has_digit(word))


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(character.isdecimal() for character in word)
