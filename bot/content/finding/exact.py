"""Names found by their very letters: first as written, then ever more loosely."""

from collections.abc import Callable, Iterable, Mapping
from itertools import permutations
from types import MappingProxyType

from bot.content.finding.english import singulars
from bot.content.finding.names import Name
from bot.content.finding.normal import Words, joined

Owners = tuple[int, ...]

_MOST_SHUFFLED = 4


class ExactTable:
    """For each looseness a table of names and one of aliases. Never changed."""

    def __init__(self, names: Iterable[Name]) -> None:
        names = tuple(names)
        self._tables = tuple(
            (key, _table(key, [name for name in names if name.is_alias is is_alias]))
            for key in (_as_written, _folded, _run, _shuffled)
            for is_alias in (False, True)
        )
        self._runs = _table(_run, names)

    def look(self, words: Words) -> Owners:
        """Return the terms with this name; more than one if it leads to several."""
        for key, table in self._tables:
            if owners := table.get(key(words)):
                return owners
        return self._reordered(singulars(words))

    def _reordered(self, words: Words) -> Owners:
        """Return the terms whose name has these words in another order, and other spaces."""
        if len(words) > _MOST_SHUFFLED or sum(map(_has_digit, words)) > 1:
            return ()
        runs = {joined(order) for order in permutations(words)}
        return tuple(sorted({owner for run in runs for owner in self._runs.get(run, ())}))


def _as_written(words: Words) -> str:
    return " ".join(words)


def _folded(words: Words) -> str:
    return " ".join(singulars(words))


def _run(words: Words) -> str:
    return joined(singulars(words))


def _shuffled(words: Words) -> str:
    """Return words in an order of their own; numbers keep theirs, for 4.5 is not 5.4."""
    folded = singulars(words)
    letters = sorted(word for word in folded if not _has_digit(word))
    return " ".join((*letters, *filter(_has_digit, folded)))


def _has_digit(word: str) -> bool:
    return any(character.isdecimal() for character in word)


def _table(key: Callable[[Words], str], names: Iterable[Name]) -> Mapping[str, Owners]:
    table: dict[str, Owners] = {}
    for name in names:
        found = key(name.words)
        table[found] = tuple(dict.fromkeys((*table.get(found, ()), name.owner)))
    return MappingProxyType(table)
