"""What somebody may be typing, likeliest first: at each keystroke, from memory."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.content.finding.tables.entries import Entries
from bot.content.finding.tables.prefixes import Begun, PrefixTable, Start

_LOOKED_AT = 800
"""Starts that are looked at, at most, to see which texts have all words."""
_ENOUGH = 5
"""So many that begin just so are enough: with them, no others are looked for."""
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
        few = min(limit, _ENOUGH)
        if len(found) < few:
            found += self._ordered(self._table.swapped(text))
        if len(found) < few and " " in text:
            found += self._with_all(text.split())
        if not found:
            found += self._ordered(self._table.near(text))
        return list(dict.fromkeys(found))[:limit]

    def _ordered(self, begun: Iterable[Begun]) -> list[int]:
        if not self._asked:
            return list(dict.fromkeys(owner for _, _, owner in sorted(begun)))
        times = self._asked.get
        ranked = sorted((rank, -times(owner, 0), more, owner) for rank, more, owner in begun)
        return list(dict.fromkeys(owner for _, _, _, owner in ranked))

    def _with_all(self, words: Sequence[str]) -> list[int]:
        """Return the owners in whose texts each typed word begins a word.

        Words that very many begin with tell nothing, and are not looked at.
        """
        sizes = sorted((self._table.size(word), word) for word in words)
        if not sizes[0][0]:
            return []
        common: set[int] | None = None
        looked = 0
        for size, word in sizes:
            looked += size
            if looked > _LOOKED_AT:
                break
            owners = self._table.owners(word)
            common = set(owners) if common is None else common.intersection(owners)
        return sorted(common or (), key=lambda owner: (-self._asked.get(owner, 0), owner))


def counted(entries: Entries[Any], asked: Mapping[str, int]) -> Mapping[int, int]:
    """Return how often entries were asked for by their numbers. Ids that are gone are left out."""
    owners = ((entries.owner_of(entry_id), times) for entry_id, times in asked.items())
    return {owner: times for owner, times in owners if owner is not None}


def favoured(asked: Mapping[int, int]) -> frozenset[int]:
    """Return the owners that are asked for most."""
    most = sorted(asked, key=lambda owner: (-asked[owner], owner))
    return frozenset(most[:_MOST_FAVOURED])
