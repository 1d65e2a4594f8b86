"""Token buckets: how often each of many may do something."""

from collections import OrderedDict
from dataclasses import dataclass

REMEMBERED = 10_000
"""Buckets that are kept, about 3 MB; who went on longest ago is forgotten first. A bucket fills
up within a minute, so this forgets something only if more than so many go on in one minute."""


@dataclass(frozen=True, slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """A bucket for each of many: ``burst`` times at once, and then ``per_second``.

    ``now`` is in seconds, on a clock that nobody sets.
    """

    def __init__(self, burst: float, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, who: str, now: float) -> float:
        """Return the seconds somebody has to wait: 0 if they may go on. Counts nothing."""
        tokens = self._tokens(who, now)
        return 0.0 if tokens >= 1 else (1 - tokens) / self._per_second

    def take(self, who: str, now: float) -> None:
        """Count one time of somebody who may go on."""
        self._buckets[who] = _Bucket(self._tokens(who, now) - 1, now)
        self._buckets.move_to_end(who)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)

    def __len__(self) -> int:
        return len(self._buckets)

    def _tokens(self, who: str, now: float) -> float:
        bucket = self._buckets.get(who, _Bucket(self._burst, now))
        passed = max(0.0, now - bucket.at)
        return min(self._burst, bucket.tokens + passed * self._per_second)


def a_minute(times: int) -> Buckets | None:
    """Return buckets for so many times a minute, as many of them at once; ``None`` for 0."""
    return Buckets(times, times / 60) if times else None
