"""English names in another form of their words: fine-tuned for Fine-tuning."""

from collections.abc import Iterator

from bot.content.finding.language.english import stem
from bot.content.finding.language.normal import Words, joined
from bot.content.finding.tables.columns import Columns, RowsByText
from bot.content.finding.tables.names import Names

_FEWEST = 5
"""Letters of a stem. Shorter ones are those of words that have nothing to do with each other."""


class FormTable:
    """Names by the stems of their words, and by the stem of all in one. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self._held = RowsByText(columns)

    @classmethod
    def columns_of(cls, names: Names) -> Columns:
        """Return what a table of some names is made of."""
        held: dict[str, list[int]] = {}
        for place, name in enumerate(names.words):
            for key in _keys(tuple(name.split())):
                held.setdefault(key, []).append(place)
        return RowsByText.columns_of(held)

    def places(self, words: Words) -> list[int]:
        """Return the places of the names that are these words in any form."""
        return list(dict.fromkeys(place for key in _keys(words) for place in self._held.get(key)))


def _keys(words: Words) -> Iterator[str]:
    run = joined(words)
    if run.isascii() and run.isalpha():
        keys = (stem(run), joined(tuple(map(stem, words))))
        yield from (key for key in dict.fromkeys(keys) if len(key) >= _FEWEST)
