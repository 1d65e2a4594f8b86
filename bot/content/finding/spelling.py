"""The word of the documents that somebody meant to type."""

from collections.abc import Iterable

from bot.content.finding.columns import Columns
from bot.content.finding.english import stem
from bot.content.finding.keystrokes import keystrokes
from bot.content.finding.korean import is_hangul
from bot.content.finding.lookalikes import REAL
from bot.content.finding.slipping import SlipTable
from bot.content.finding.typos import LETTERS_FOR_ONE, allowance

_REAL = frozenset(map(stem, REAL))
_FEWEST_SYLLABLES = 2


class Spelling:
    """Words by what a slip or two make of them. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self._words = columns.texts("words")
        self._slips = SlipTable([keystrokes(word) for word in self._words], columns.part("slips"))

    @classmethod
    def columns_of(cls, words: Iterable[str]) -> Columns:
        """Return what the spelling of some words is made of. Very short ones are left out."""
        long = sorted(filter(_is_long, words))
        columns = Columns(words=long)
        columns.put("slips", SlipTable.columns_of([keystrokes(word) for word in long]))
        return columns

    def nearest(self, typed: str) -> str | None:
        """Return the word a slip or two from what was typed, if exactly one is that near.

        Both begin alike, for the first letter is seldom the wrong one.
        """
        hangul = is_hangul(typed)
        limit = 1 if hangul else allowance(len(typed) + 1)
        if not limit or typed in _REAL or any(character.isdecimal() for character in typed):
            return None
        if hangul and len(typed) < _FEWEST_SYLLABLES:
            return None
        key = keystrokes(typed)
        near = [
            (distance, self._words[place])
            for place, distance in self._slips.near(key, limit)
            if is_hangul(self._words[place]) is hangul
            and keystrokes(self._words[place])[0] == key[0]
        ]
        if not near or (len(near) > 1 and near[0][0] == near[1][0]):
            return None
        return near[0][1]


def _is_long(word: str) -> bool:
    return len(word) >= (_FEWEST_SYLLABLES if is_hangul(word) else LETTERS_FOR_ONE)
