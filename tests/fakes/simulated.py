"""An event loop in which no time passes but what is slept: hours take moments, always the same."""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _Selector(selectors.SelectSelector):
    """Where a loop would wait, its clock goes on at once instead."""

    passed: Callable[[float], None]

    def select(self, timeout: float | None = None) -> Any:
        if timeout:
            self.passed(timeout)
        return super().select(0)


class SimulatedLoop(asyncio.SelectorEventLoop):
    """Its clock stands while anything can be done. ``late`` is by how much it wakes too late."""

    def __init__(self, late: Callable[[], float] = lambda: 0.0) -> None:
        selector = _Selector()
        selector.passed = self._passed
        self._now, self._late = 1_000.0, late
        super().__init__(selector)

    def time(self) -> float:
        return self._now

    def _passed(self, seconds: float) -> None:
        self._now += seconds + self._late()


def simulated(work: Coroutine[Any, Any, T], late: Callable[[], float] = lambda: 0.0) -> T:
    """Run something to its end in simulated time."""
    with asyncio.Runner(loop_factory=lambda: SimulatedLoop(late)) as runner:
        return runner.run(work)
