"""The word of the documents that somebody meant to type."""

from collections.abc import Iterable, Iterator

from bot.content.finding.language import english, korean
from bot.content.finding.language.english import singular, stem
from bot.content.finding.language.keystrokes import keystrokes
from bot.content.finding.language.korean import is_hangul
from bot.content.finding.language.lookalikes import REAL
from bot.content.finding.tables.columns import Columns
from bot.content.finding.tables.slipping import SlipTable
from bot.content.finding.typos import LETTERS_FOR_ONE, allowance

_FEWEST_LETTERS, _FEWEST_SYLLABLES = 3, 2
_SAID = tuple(word for word in (*english.STOP, *korean.STOP) if len(word) >= _FEWEST_LETTERS)
"""Words that say nothing are mistyped, too."""


class Spelling:
    """Words by what a slip or two make of them. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self._words = columns.texts("words")
        self._slips = SlipTable([keystrokes(word) for word in self._words], columns.part("slips"))

    @classmethod
    def columns_of(cls, words: Iterable[str]) -> Columns:
        """Return what the spelling of some words is made of. Very short ones are left out."""
        long = sorted({*filter(_is_long, words), *_SAID})
        columns = Columns(words=long)
        columns.put("slips", SlipTable.columns_of([keystrokes(word) for word in long]))
        return columns

    def nearest(self, typed: str) -> str | None:
        """Return the word a slip or two from what was typed, if exactly one is that near.

        Both begin alike, for the first letter is seldom the wrong one. Of a few letters two may
        have changed places, no more.
        """
        if not _is_long(typed) or singular(typed) in REAL or not typed.isalpha():
            return None
        near = sorted(self._near(typed))
        least = near[0][0] if near else 0
        best = [word for slips, word in near if slips == least]
        return best[0] if len(set(map(stem, best))) == 1 else None

    def _near(self, typed: str) -> Iterator[tuple[int, str]]:
        key, hangul = keystrokes(typed), is_hangul(typed)
        limit = 1 if hangul or len(typed) < LETTERS_FOR_ONE else allowance(len(typed) + 1)
        for place, slips in self._slips.near(key, limit):
            word = self._words[place]
            other = keystrokes(word)
            begins_alike = is_hangul(word) is hangul and other[0] == key[0]
            if begins_alike and (len(key) >= LETTERS_FOR_ONE or sorted(other) == sorted(key)):
                yield slips, word


def _is_long(word: str) -> bool:
    return len(word) >= (_FEWEST_SYLLABLES if is_hangul(word) else _FEWEST_LETTERS)
