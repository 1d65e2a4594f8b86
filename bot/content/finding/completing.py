"""What somebody may be typing, likeliest first: at each keystroke, from memory."""

from collections.abc import Iterable, Mapping, Sequence

from bot.content.finding.prefixes import Begun, PrefixTable, Start

_FEW = 1_000
"""Starts with a word that are few enough to see which have the other words, too."""
_MOST_FAVOURED = 200


class Completion:
    """Orders what may have been begun by how it matches, and of equals by how often it was asked
    for. Replaced whole when that changes."""

    def __init__(
        self, table: PrefixTable, asked: Mapping[int, int], favoured: Iterable[Start] = ()
    ) -> None:
        self._table = table
        self._asked = asked
        # Among very many that begin alike the table keeps the first: those asked for may be others.
        self._favoured = PrefixTable(PrefixTable.columns_of(favoured))

    def owners(self, text: str, limit: int) -> list[int]:
        """Return at most so many owners of what a canonical text may become, likeliest first."""
        found = self._ordered((*self._favoured.begun(text), *self._table.begun(text)))
        if len(found) < limit:
            found += self._ordered(self._table.swapped(text))
        if len(found) < limit and " " in text:
            found += self._with_all(text.split())
        if not found:
            found += self._ordered(self._table.near(text))
        return list(dict.fromkeys(found))[:limit]

    def _ordered(self, begun: Iterable[Begun]) -> list[int]:
        asked = self._asked
        ranked = sorted(
            (one.rank, -asked.get(one.owner, 0), one.unfinished, one.owner) for one in begun
        )
        return list(dict.fromkeys(owner for _, _, _, owner in ranked))

    def _with_all(self, words: Sequence[str]) -> list[int]:
        """Return the owners in whose texts each typed word begins a word.

        A word that very many begin with tells nothing.
        """
        telling = [word for word in words if 0 < self._table.size(word) <= _FEW]
        if not telling or not all(map(self._table.size, words)):
            return []
        sets = (set(self._table.owners(word, _FEW)) for word in telling)
        common = set.intersection(*sets)
        return sorted(common, key=lambda owner: (-self._asked.get(owner, 0), owner))


def favoured(asked: Mapping[int, int]) -> frozenset[int]:
    """Return the owners that are asked for most."""
    most = sorted(asked, key=lambda owner: (-asked[owner], owner))
    return frozenset(most[:_MOST_FAVOURED])
