"""How often something happened lately."""

from collections import deque
from collections.abc import Callable

SPAN = 600.0
"""Seconds: Discord counts invalid requests over ten minutes (docs.discord.com,
topics/rate-limits, "Invalid Request Limit")."""
STEP = 10.0
"""Seconds that are counted together, so that it stays small however much happens."""


class Window:
    """Counts over the last ten minutes. ``now`` tells seconds on a clock that nobody sets."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._counts: deque[list[float]] = deque()
        """From when on, and how many."""

    def add(self) -> None:
        """Count one."""
        now = self._now()
        if self._counts and now - self._counts[-1][0] < STEP:
            self._counts[-1][1] += 1
        else:
            self._drop(now)
            self._counts.append([now, 1])

    @property
    def count(self) -> int:
        """How many there were; at most ``STEP`` seconds older than that still count."""
        self._drop(self._now())
        return int(sum(many for _, many in self._counts))

    def _drop(self, now: float) -> None:
        while self._counts and now - self._counts[0][0] >= SPAN + STEP:
            self._counts.popleft()
