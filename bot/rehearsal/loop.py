"""An event loop whose time is made up: where nothing can be done, it jumps to when something can.

Everything that waits waits in this time: pauses, patience, the platform's answers.
"""

import asyncio
import selectors

LEAST = 1e-6
"""Seconds that pass at least each time. After a year of them the loop's own tolerance, a
nanosecond, is less than what a float can hold: what is due just now would never be."""


class Jumping(selectors.SelectSelector):
    """Waits for nothing outside: it lets the time pass that there is to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.passed = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """Let time pass. Raises ``RuntimeError`` if nothing would ever happen again."""
        if timeout is None:
            message = "the rehearsal is stuck: everything waits for something else"
            raise RuntimeError(message)
        self.passed += max(timeout, LEAST)
        return []


class RehearsalLoop(asyncio.SelectorEventLoop):
    """Its ``time`` is the seconds since the rehearsal began."""

    def __init__(self) -> None:
        self._jumping = Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        """Return the seconds since the rehearsal began."""
        return self._jumping.passed
