"""What begins with what was typed so far: at any word, in keys, or by its first consonants."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.finding.language.keystrokes import initials, is_initials, keystrokes
from bot.content.finding.language.korean import is_hangul
from bot.content.finding.language.normal import joined
from bot.content.finding.tables.columns import Columns, Rows
from bot.content.finding.tables.slipping import SlipTable

_LAST = "\U0010ffff"
_CUT = 24
"""Keys of a start that are kept. Who has typed more has said it."""
_HANGUL, _INITIALS = "~", "^"
"""Before the keys of a Korean start, and of first consonants. No canonical text has them."""
_PACKED = 1 << 27
"""The best of very many are kept as one number each: rank and owner."""
_LATER, _BY_INITIALS, _SWAPPED, _NEAR = 1, 1, 4, 8
_MANY, _TOPS, _MOST_NEAR = 60, 30, 80
"""So many starts with a prefix are too many to look through; the best of them are kept."""
_HEAD = 7
_FEWEST_SWAPPED, _FEWEST_NEAR, _SLIPS = 3, 4, 2


@dataclass(frozen=True, slots=True)
class Start:
    """A key one can begin to type, and what it leads to; rank 0 is the best match."""

    key: str
    rank: int
    owner: int


Begun = tuple[int, bool, int]
"""What may have been begun: how well it matches (0 best), whether there is more of it than was
typed, and its owner. The likeliest sorts first."""


def starts(text: str, rank: int, owner: int) -> Iterator[Start]:
    """Return where one can begin to type a canonical text: at any word, the first is best."""
    words = tuple(text.split())
    for i in range(len(words)):
        run = joined(words[i:])
        yield Start(_key(run), rank + _LATER * (i > 0), owner)
        if is_hangul(run):
            yield Start((_INITIALS + initials(run))[:_CUT], rank + (i > 0) + _BY_INITIALS, owner)


class PrefixTable:
    """Starts in order, so that those with a prefix stand together. Never changed."""

    def __init__(self, columns: Columns) -> None:
        self._keys = columns.texts("keys")
        self._starts = columns.numbers("starts")
        """Where in these the starts with a key begin."""
        self._ranks, self._owners = columns.numbers("ranks"), columns.numbers("owners")
        tops = columns.texts("tops")
        self._tops = dict(zip(tops, range(len(tops)), strict=True))
        self._top_held = Rows(columns.part("top_held"))
        self._heads = columns.texts("heads")
        self._slips = SlipTable(self._heads, columns.part("slips"), slips=1)

    @classmethod
    def columns_of(cls, begun: Iterable[Start]) -> Columns:
        """Return what a table of some starts is made of."""
        held: dict[str, set[tuple[int, int]]] = {}
        for start in begun:
            held.setdefault(start.key, set()).add((start.rank, start.owner))
        keys = sorted(held)
        starts, ranks, owners = array("I", [0]), array("B"), array("I")
        for key in keys:
            ranks.extend(rank for rank, _ in sorted(held[key]))
            owners.extend(owner for _, owner in sorted(held[key]))
            starts.append(len(owners))
        tops = dict(_tops(keys, starts, ranks, owners))
        heads = sorted({key[:_HEAD] for key in keys})
        columns = Columns(
            keys=keys, starts=starts, ranks=ranks, owners=owners, tops=list(tops), heads=heads
        )
        columns.put("top_held", Rows.columns_of(list(tops.values())))
        columns.put("slips", SlipTable.columns_of(heads, slips=1))
        return columns

    def begun(self, typed: str) -> list[Begun]:
        """Return what a canonical text may become, in keys or by first consonants, in any order.

        Of very many the best are enough.
        """
        words = joined(tuple(typed.split()))
        found = self._beginning(_key(words), 0)
        if is_initials(typed):
            found += self._beginning((_INITIALS + keystrokes(words))[:_CUT], 0)
        return found

    def swapped(self, typed: str) -> list[Begun]:
        """Return the same for the other language of the keyboard."""
        key = _key(joined(tuple(typed.split())))
        if len(key) < _FEWEST_SWAPPED:
            return []
        other = key[1:] if key.startswith(_HANGUL) else (_HANGUL + key)[:_CUT]
        return self._beginning(other, _SWAPPED)

    def near(self, typed: str) -> list[Begun]:
        """Return what begins with a slip or two less than a canonical text."""
        key = _key(joined(tuple(typed.split())))
        if len(key) < _FEWEST_NEAR:
            return []
        # A letter too few or too many moves the end by one: that is a slip more than there was.
        heads = (self._heads[place] for place, _ in self._slips.near(key[:_HEAD], _SLIPS))
        numbers = [n for head in heads for n in self._range(head)[:_MANY]][:_MOST_NEAR]
        begun = [self._keys[number][: len(key)] for number in numbers]
        hits = process.extract(key, begun, scorer=OSA.distance, score_cutoff=_SLIPS, limit=_TOPS)
        return [
            one
            for _, distance, at in hits
            for one in self._held(numbers[at], numbers[at] + 1, _NEAR + int(distance))[:_TOPS]
        ]

    def owners(self, word: str) -> Sequence[int]:
        """Return whose texts have a word that begins like this."""
        numbers = self._range(_key(word))
        return self._owners[self._starts[numbers.start] : self._starts[numbers.stop]]

    def size(self, word: str) -> int:
        """Return how many starts begin like a word."""
        numbers = self._range(_key(word))
        return self._starts[numbers.stop] - self._starts[numbers.start]

    def _beginning(self, key: str, worse: int) -> list[Begun]:
        numbers = self._range(key)
        low, high = numbers.start, numbers.stop
        if low == high:
            return []
        whole = low + (self._keys[low] == key)
        exact = [(rank, False, owner) for rank, _, owner in self._held(low, whole, worse)[:_TOPS]]
        if (top := self._tops.get(key)) is None:
            return [*exact, *self._held(whole, high, worse)]
        packed = self._top_held[top]
        return [*exact, *((one // _PACKED + worse, True, one % _PACKED) for one in packed)]

    def _held(self, low: int, high: int, worse: int) -> list[Begun]:
        begin, end = self._starts[low], self._starts[high]
        held = zip(self._ranks[begin:end], self._owners[begin:end], strict=True)
        return [(rank + worse, True, owner) for rank, owner in held]

    def _range(self, key: str) -> range:
        low = bisect_left(self._keys, key)
        return range(low, bisect_left(self._keys, key + _LAST, low))


def _key(run: str) -> str:
    return ((_HANGUL if _is_hangul_letter(run[:1]) else "") + keystrokes(run))[:_CUT]


def _is_hangul_letter(letter: str) -> bool:
    """Return whether a character is a syllable, or a loose letter of one."""
    return is_hangul(letter) or "\u1100" <= letter <= "\u11ff"


def _tops(
    keys: Sequence[str], starts: Sequence[int], ranks: Sequence[int], owners: Sequence[int]
) -> Iterator[tuple[str, list[int]]]:
    """Yield each prefix of very many starts, with the best of what they lead to."""
    level = [(0, len(keys))]
    for size in range(1, _CUT + 1):
        level = [span for low, high in level for span in _crowds(keys, starts, size, low, high)]
        for low, high in level:
            held = range(starts[low], starts[high])
            best = nsmallest(_TOPS, {ranks[at] * _PACKED + owners[at] for at in held})
            yield keys[low][:size], best


def _crowds(
    keys: Sequence[str], starts: Sequence[int], size: int, low: int, high: int
) -> Iterator[tuple[int, int]]:
    """Yield where in a span of keys very many starts have the same letters, so many of them."""
    begin = low
    while begin < high:
        prefix = keys[begin][:size]
        is_whole = len(prefix) < size
        end = begin + 1 if is_whole else bisect_left(keys, prefix + _LAST, begin, high)
        if starts[end] - starts[begin] > _MANY and not is_whole:
            yield begin, end
        begin = end
