"""A clock that stands still until it is told to go on."""

import datetime as dt


class FakeClock:
    """Time passes with ``go_on`` and ``set``; with ``jump`` somebody has set the clock."""

    def __init__(self, now: str = "2026-01-16T09:00:00+00:00") -> None:
        self._now = self._start = dt.datetime.fromisoformat(now)
        self._set_by = dt.timedelta()

    def now(self) -> dt.datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._start - self._set_by).total_seconds()

    def go_on(self, **how_long: float) -> None:
        self._now += dt.timedelta(**how_long)

    def set(self, now: str) -> None:
        self._now = dt.datetime.fromisoformat(now)

    def jump(self, **how_far: float) -> None:
        self._set_by += dt.timedelta(**how_far)
        self._now += dt.timedelta(**how_far)
