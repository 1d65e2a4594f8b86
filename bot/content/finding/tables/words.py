"""The words that the names of terms are made of, and the names with each."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from bot.content.finding.language.english import singulars
from bot.content.finding.language.keystrokes import keystrokes
from bot.content.finding.language.korean import is_hangul
from bot.content.finding.tables.columns import Columns, Rows
from bot.content.finding.tables.names import Names
from bot.content.finding.tables.slipping import SlipTable
from bot.content.finding.typos import allowance

_LAST = "\U0010ffff"
_FIRST_SYLLABLE, _BEHIND = "가", "힤"
_LEAST_PREFIX = _LEAST_WITHIN = 2
_MOST_WITHIN = 50


class WordTable:
    """The words of names, singular. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self.words = columns.texts("words")
        """Each once, in order."""
        self._held = Rows(columns.part("held"))
        self._number = dict(zip(self.words, range(len(self.words)), strict=True))
        # In order, all Korean ones stand together; no blank is in any.
        low, high = bisect_left(self.words, _FIRST_SYLLABLE), bisect_left(self.words, _BEHIND)
        self._korean = " ".join(("", *self.words[low:high], ""))
        self._keys = [keystrokes(word) for word in self.words]
        self._slips = SlipTable(self._keys, columns.part("slips"))

    @classmethod
    def columns_of(cls, names: Names) -> Columns:
        """Return what a table of the words of some names is made of."""
        held: dict[str, list[int]] = {}
        for place, name in enumerate(names.words):
            for word in dict.fromkeys(singulars(tuple(name.split()))):
                held.setdefault(word, []).append(place)
        words = sorted(held)
        columns = Columns(words=words)
        columns.put("held", Rows.columns_of([held[word] for word in words]))
        columns.put("slips", SlipTable.columns_of([keystrokes(word) for word in words]))
        return columns

    def __contains__(self, word: str) -> bool:
        return word in self._number

    def having(self, word: str) -> Sequence[int]:
        """Return the places of the names with a word."""
        number = self._number.get(word)
        return () if number is None else self._held[number]

    def size(self, word: str) -> int:
        """Return how many names have a word."""
        number = self._number.get(word)
        return 0 if number is None else self._held.size(number)

    def beginning(self, prefix: str) -> Sequence[str]:
        """Return the words that begin like this; none for a single letter of an alphabet."""
        if len(prefix) < _LEAST_PREFIX and not is_hangul(prefix):
            return ()
        low = bisect_left(self.words, prefix)
        return self.words[low : bisect_left(self.words, prefix + _LAST)]

    def within(self, word: str) -> Iterator[str]:
        """Yield Korean words that have this one in them: 기준금리 for 금리."""
        if not is_hangul(word) or len(word) < _LEAST_WITHIN:
            return
        at = self._korean.find(word)
        for _ in range(_MOST_WITHIN):
            if at < 0:
                return
            start, end = self._korean.rfind(" ", 0, at) + 1, self._korean.find(" ", at)
            yield self._korean[start:end]
            at = self._korean.find(word, end)

    def near(self, word: str) -> list[str]:
        """Return the words that a slip or two lead to, as many as its length allows, the nearest
        first."""
        key = keystrokes(word)
        limit = allowance(len(key))
        hangul = is_hangul(word)
        hits = self._slips.near(key, limit) if limit else ()
        return [self.words[place] for place, _ in hits if is_hangul(self.words[place]) is hangul]
