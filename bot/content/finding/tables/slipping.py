"""What lies a slip or two from a key: an index of deletions, so that nothing is compared in vain.

Two texts that differ in k letters become the same when at most k letters are taken out of each
(Garbe, "SymSpell", 2012). Of a long key only its two ends are used: what differs in the middle
costs nothing then, and keys that begin alike do not crowd in one place.
"""

from array import array
from collections.abc import Iterable, Sequence
from zlib import crc32

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.content.finding.tables.columns import Columns

_END = 4
"""Letters of each end of a key that are looked at."""
_SHORT = 4
"""Letters up to which only one slip is looked for."""
_BOTH = 2
_NEAREST, _SHARE = 3, 0.43
"""So many slips are looked at, or that share of a key: with more, two keys are not alike."""
_MOST = 3_000
"""Keys that are compared at most. More share their ends only where somebody wanted them to."""


class SlipTable:
    """Keys by what is left of them when a letter or two are missing. Never changed."""

    def __init__(self, keys: Sequence[str], columns: Columns, slips: int = 2) -> None:
        self._keys = keys
        self._slips = slips
        self._starts = columns.numbers("starts")
        self._places = columns.numbers("places")
        self._mask = len(self._starts) - 2

    @classmethod
    def columns_of(cls, keys: Sequence[str], slips: int = 2) -> Columns:
        """Return what a table of some keys, each a text once, is made of; for one slip or two."""
        hashes, ends = array("I"), array("I")
        for key in keys:
            hashes.extend(map(crc32, _remains(key, slips)))
            ends.append(len(hashes))
        mask = (1 << max(len(hashes) - 1, 1).bit_length()) - 1
        starts = array("I", bytes(4 * (mask + 2)))
        for number in hashes:
            starts[(number & mask) + 1] += 1
        whole = 0
        for bucket, held in enumerate(starts):
            whole += held
            starts[bucket] = whole
        places, free, begin = array("I", bytes(4 * len(hashes))), array("I", starts), 0
        for place, end in enumerate(ends):
            for number in hashes[begin:end]:
                bucket = number & mask
                places[free[bucket]] = place
                free[bucket] += 1
            begin = end
        return Columns({"starts": starts, "places": places})

    def near(self, key: str, most: int) -> list[tuple[int, int]]:
        """Return the places of the keys at most so many slips away, with how many, nearest first.

        If some are one slip away, all of those are there, and some of the others. Else all that
        are two away (one, from a key of a few letters), and some that are farther.
        """
        ends = _ends(key)
        once = _shorter(ends)
        held = self._held((ends, *once))
        hits = self._compare(key, held, most)
        if self._slips < _BOTH or len(ends) <= _SHORT or (hits and hits[0][1] <= 1):
            return hits
        hits += self._compare(key, self._held(_twice(once)) - held, most)
        return sorted(hits, key=lambda hit: hit[1])

    def _held(self, remains: Iterable[bytes]) -> set[int]:
        """Return the places of the keys of which some of this remains, and a few others."""
        starts, places, mask = self._starts, self._places, self._mask
        found: set[int] = set()
        for number in map(crc32, remains):
            bucket = number & mask
            begin, end = starts[bucket], starts[bucket + 1]
            if begin < end:
                found.update(places[begin:end])
                if len(found) > _MOST:
                    break
        return found

    def _compare(self, key: str, held: set[int], most: int) -> list[tuple[int, int]]:
        keys, places = self._keys, list(held)
        hits = process.extract(
            key,
            [keys[place] for place in places],
            scorer=OSA.distance,
            score_cutoff=most,
            limit=None,
        )
        return [(places[at], int(distance)) for _, distance, at in hits]


class Nearness:
    """What lies near the keys of one text: each is looked up once."""

    def __init__(self, slips: SlipTable) -> None:
        self._slips = slips
        self._found: dict[str, list[tuple[int, int]]] = {}

    def of(self, key: str) -> list[tuple[int, int]]:
        """Return the places of the keys that are like this one, with their slips, nearest first."""
        if key not in self._found:
            self._found[key] = self._slips.near(key, max(_NEAREST, int(len(key) * _SHARE)))
        return self._found[key]


def _remains(key: str, slips: int) -> list[bytes]:
    """Return the ends of a key, whole and with a letter or two taken out, each once."""
    ends = _ends(key)
    once = _shorter(ends)
    twice = () if len(ends) <= _SHORT or slips < _BOTH else _twice(once)
    return list({ends, *once, *twice})


def _ends(key: str) -> bytes:
    # The lower byte of each letter: two letters that share it are told apart when compared.
    whole = key.encode("ascii") if key.isascii() else key.encode("utf-16-le", "surrogatepass")[::2]
    return whole if len(whole) <= 2 * _END else whole[:_END] + whole[-_END:]


def _shorter(ends: bytes) -> list[bytes]:
    return [ends[:i] + ends[i + 1 :] for i in range(len(ends))]


def _twice(once: Sequence[bytes]) -> list[bytes]:
    size = len(once)
    return [one[:j] + one[j + 1 :] for i, one in enumerate(once) for j in range(i, size - 1)]
