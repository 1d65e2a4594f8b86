"""A clock that stands still until it is told to go on."""

import datetime as dt


class FakeClock:
    def __init__(self, now: str = "2026-01-16T09:00:00+00:00") -> None:
        self._now = dt.datetime.fromisoformat(now)

    def now(self) -> dt.datetime:
        return self._now

    def go_on(self, **how_long: float) -> None:
        self._now += dt.timedelta(**how_long)

    def set(self, now: str) -> None:
        self._now = dt.datetime.fromisoformat(now)
