"""How fast one may ask: token buckets, for learners and for the addresses they ask from."""

import datetime as dt
from dataclasses import dataclass

REMEMBERED = 10_000
"""Learners or addresses whose pace is known; who went on longest ago is forgotten first."""


@dataclass(frozen=True, slots=True)
class _Bucket:
    tokens: float
    at: dt.datetime


class Buckets:
    """A bucket for each of many: ``burst`` requests at once, and then ``per_second``."""

    def __init__(self, burst: int, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        self._buckets: dict[str, _Bucket] = {}

    def wait(self, who: str, now: dt.datetime) -> float:
        """Return the seconds somebody has to wait: 0 if they may go on. Counts nothing."""
        tokens = self._tokens(who, now)
        return 0.0 if tokens >= 1 else (1 - tokens) / self._per_second

    def take(self, who: str, now: dt.datetime) -> None:
        """Count one request of somebody who may go on."""
        left = _Bucket(self._tokens(who, now) - 1, now)
        self._buckets.pop(who, None)
        self._buckets[who] = left
        if len(self._buckets) > REMEMBERED:
            del self._buckets[next(iter(self._buckets))]

    def _tokens(self, who: str, now: dt.datetime) -> float:
        bucket = self._buckets.get(who, _Bucket(self._burst, now))
        passed = max(0.0, (now - bucket.at).total_seconds())
        return min(float(self._burst), bucket.tokens + passed * self._per_second)


class Pace:
    """Lets a request through if both its learner and its address may go on.

    Anybody can invent an id, so it alone would hold nobody up; an address has to be had. It is
    allowed more than a learner, as a class may share it.
    """

    def __init__(self) -> None:
        self._learners = Buckets(burst=20, per_second=1.0)
        self._addresses = Buckets(burst=120, per_second=10.0)

    def ask(self, learner: str, address: str, now: dt.datetime) -> float:
        """Return the seconds until a question is let through: 0 if it is, which counts it."""
        wait = max(self._learners.wait(learner, now), self._addresses.wait(address, now))
        if not wait:
            self._learners.take(learner, now)
            self._addresses.take(address, now)
        return wait

    def complete(self, address: str, now: dt.datetime) -> float:
        """Return the same for a half-typed line, which counts for its address only."""
        wait = self._addresses.wait(address, now)
        if not wait:
            self._addresses.take(address, now)
        return wait
