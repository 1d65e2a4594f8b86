"""A budget that other processes share, as far as one of them sees it."""


class FakeBudget:
    """Gives turns after ``waits``; keeps the pauses it was told of."""

    def __init__(self, *waits: float) -> None:
        self._waits = list(waits)
        self.turns = self.left = 0
        self.paused: list[tuple[float, str]] = []

    async def take(self, longest: float) -> float:
        if self._waits:
            wait = self._waits.pop(0)
            if wait > longest:
                return wait
        self.turns += 1
        return 0.0

    async def leave(self) -> None:
        self.left += 1

    async def pause(self, seconds: float, channel: str = "") -> None:
        self.paused.append((seconds, channel))
