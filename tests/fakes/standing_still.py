"""A process that stands still between two looks at the clock, as with SIGSTOP."""

from tests.fakes.clock import FakeClock


class StandingStill(FakeClock):
    """Time passes only after it was asked for so many times, and then a minute at once."""

    def __init__(self, asked: int) -> None:
        super().__init__()
        self._left = asked

    def monotonic(self) -> float:
        self._left -= 1
        return super().monotonic() if self._left >= 0 else super().monotonic() + 60
