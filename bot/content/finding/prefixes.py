"""What begins with what was typed so far: at any word, in keys, or by its first consonants."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.finding.columns import Columns, Rows
from bot.content.finding.keystrokes import initials, is_initials, keystrokes
from bot.content.finding.korean import is_hangul
from bot.content.finding.normal import joined
from bot.content.finding.slipping import SlipTable

_LAST = "\U0010ffff"
_CUT = 24
"""Keys of a start that are kept. Who has typed more has said it."""
_HANGUL, _INITIALS = "~", "^"
"""Before the keys of a Korean start, and of first consonants. No canonical text has them."""
_OWNERS = 1 << 27
"""A start is kept as one number: its rank, and the owner it leads to."""
_LATER, _BY_INITIALS, _SWAPPED, _NEAR = 1, 1, 4, 8
_MANY, _TOPS, _MOST_NEAR = 60, 30, 150
"""So many starts with a prefix are too many to look through; the best of them are kept."""
_HEAD = 7
_FEWEST_SWAPPED, _FEWEST_NEAR, _SLIPS = 3, 4, 2


@dataclass(frozen=True, slots=True)
class Start:
    """A key one can begin to type, and what it leads to; rank 0 is the best match."""

    key: str
    rank: int
    owner: int


@dataclass(frozen=True, slots=True)
class Begun:
    """What may have been begun: the whole of it was typed, how well it matches, and its owner."""

    unfinished: bool
    rank: int
    owner: int


def starts(text: str, rank: int, owner: int) -> Iterator[Start]:
    """Return where one can begin to type a canonical text: at any word, the first is best."""
    words = tuple(text.split())
    for i in range(len(words)):
        run = joined(words[i:])
        yield Start(_key(run), rank + _LATER * (i > 0), owner)
        if is_hangul(run):
            yield Start((_INITIALS + initials(run))[:_CUT], rank + _BY_INITIALS, owner)


class PrefixTable:
    """Starts in order, so that those with a prefix stand together. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self._keys = columns.texts("keys")
        self._held = Rows(columns.part("held"))
        tops = columns.texts("tops")
        self._tops = dict(zip(tops, range(len(tops)), strict=True))
        self._top_held = Rows(columns.part("top_held"))
        self._heads = columns.texts("heads")
        self._slips = SlipTable(self._heads, columns.part("slips"), slips=1)

    @classmethod
    def columns_of(cls, begun: Iterable[Start]) -> Columns:
        """Return what a table of some starts is made of."""
        held: dict[str, list[int]] = {}
        for start in begun:
            held.setdefault(start.key, []).append(start.rank * _OWNERS + start.owner)
        keys = sorted(held)
        tops = dict(_tops(keys, held))
        heads = sorted({key[:_HEAD] for key in keys})
        columns = Columns(keys=keys, tops=list(tops), heads=heads)
        columns.put("held", Rows.columns_of([sorted(set(held[key])) for key in keys]))
        columns.put("top_held", Rows.columns_of(list(tops.values())))
        columns.put("slips", SlipTable.columns_of(heads, slips=1))
        return columns

    def begun(self, typed: str) -> list[Begun]:
        """Return what a canonical text may become, in keys or by first consonants, in any order.

        Of very many the best are enough.
        """
        words = joined(tuple(typed.split()))
        found = list(self._beginning(_key(words), 0))
        if is_initials(typed):
            found += self._beginning((_INITIALS + keystrokes(words))[:_CUT], 0)
        return found

    def swapped(self, typed: str) -> list[Begun]:
        """Return the same for the other language of the keyboard."""
        key = _key(joined(tuple(typed.split())))
        if len(key) < _FEWEST_SWAPPED:
            return []
        other = key[1:] if key.startswith(_HANGUL) else (_HANGUL + key)[:_CUT]
        return list(self._beginning(other, _SWAPPED))

    def near(self, typed: str) -> list[Begun]:
        """Return what begins with a slip or two less than a canonical text."""
        key = _key(joined(tuple(typed.split())))
        if len(key) < _FEWEST_NEAR:
            return []
        # A letter too few or too many moves the end by one: that is a slip more than there was.
        heads = (self._heads[place] for place, _ in self._slips.near(key[:_HEAD], _SLIPS))
        numbers = [n for head in heads for n in self._range(head)[:_MANY]][:_MOST_NEAR]
        begun = [self._keys[number][: len(key)] for number in numbers]
        hits = process.extract(key, begun, scorer=OSA.distance, score_cutoff=_SLIPS, limit=None)
        return [
            _begun(value, _NEAR + int(distance), unfinished=True)
            for _, distance, at in hits
            for value in self._held[numbers[at]]
        ]

    def owners(self, word: str, most: int) -> Sequence[int]:
        """Return whose texts have a word that begins like this, if they are at most so many."""
        numbers = self._range(_key(word))
        if len(numbers) > most:
            return ()
        return [value % _OWNERS for number in numbers for value in self._held[number]]

    def size(self, word: str) -> int:
        """Return how many starts begin like a word."""
        return len(self._range(_key(word)))

    def _beginning(self, key: str, worse: int) -> Iterator[Begun]:
        numbers = self._range(key)
        if len(numbers) > _MANY and (top := self._tops.get(key)) is not None:
            yield from (_begun(value, worse, unfinished=True) for value in self._top_held[top])
            numbers = numbers[:1]
        for number in numbers:
            unfinished = self._keys[number] != key
            yield from (_begun(v, worse, unfinished=unfinished) for v in self._held[number])

    def _range(self, key: str) -> range:
        low = bisect_left(self._keys, key)
        return range(low, bisect_left(self._keys, key + _LAST, low))


def _key(run: str) -> str:
    return ((_HANGUL if _is_hangul_letter(run[:1]) else "") + keystrokes(run))[:_CUT]


def _is_hangul_letter(letter: str) -> bool:
    """Return whether a character is a syllable, or a loose letter of one."""
    return is_hangul(letter) or "\u1100" <= letter <= "\u11ff"


def _begun(value: int, worse: int, *, unfinished: bool) -> Begun:
    return Begun(unfinished, value // _OWNERS + worse, value % _OWNERS)


def _tops(keys: Sequence[str], held: "dict[str, list[int]]") -> Iterator[tuple[str, list[int]]]:
    """Yield each prefix that very many keys have, with the best of what they lead to."""
    level = [(0, len(keys))]
    for size in range(1, _CUT):
        level = [span for low, high in level for span in _crowds(keys, size, low, high)]
        for low, high in level:
            values = {value for key in keys[low:high] for value in held[key]}
            yield keys[low][:size], nsmallest(_TOPS, values)


def _crowds(keys: Sequence[str], size: int, low: int, high: int) -> Iterator[tuple[int, int]]:
    """Yield where in a span very many keys begin with the same letters, so many of them."""
    begin = low
    while begin < high:
        prefix = keys[begin][:size]
        end = bisect_left(keys, prefix + _LAST, begin, high)
        if end - begin > _MANY and len(prefix) == size:
            yield begin, end
        begin = end
