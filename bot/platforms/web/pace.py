"""How fast one learner may ask: a token bucket each."""

import datetime as dt
from dataclasses import dataclass

REMEMBERED = 10_000
"""Learners whose pace is known; who asked longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class _Bucket:
    tokens: float
    at: dt.datetime


class Pace:
    """Lets ``burst`` requests through at once, and then ``per_second``."""

    def __init__(self, burst: int = 20, per_second: float = 1.0) -> None:
        self._burst = burst
        self._per_second = per_second
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, who: str, now: dt.datetime) -> float:
        """Return the seconds somebody has to wait: 0 if they may go on, which counts as one."""
        bucket = self._buckets.pop(who, _Bucket(self._burst, now))
        passed = max(0.0, (now - bucket.at).total_seconds())
        tokens = min(float(self._burst), bucket.tokens + passed * self._per_second)
        wait = 0.0 if tokens >= 1 else (1 - tokens) / self._per_second
        self._buckets[who] = _Bucket(tokens if wait else tokens - 1, now)
        if len(self._buckets) > REMEMBERED:
            del self._buckets[next(iter(self._buckets))]
        return wait
