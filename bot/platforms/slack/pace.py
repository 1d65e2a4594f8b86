"""Not more posts than Slack bears: one a second in a channel, some hundred a minute in all."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass

IN_A_CHANNEL = 1.0
"""Posts a second (docs.slack.dev, apis/web-api/rate-limits)."""
IN_A_WORKSPACE = 4.0
"""Posts a second. Slack speaks of several hundred a minute: 240 is the least that can mean."""
REMEMBERED = 10_000
"""Channels and workspaces whose turns are kept, most of them long past."""


@dataclass(slots=True)
class _Turn:
    """When the next one may pass, and how long it is between two. In seconds."""

    between: float
    next: float = 0.0


class Pace:
    """Lets posts pass evenly, each in its turn; workspaces do not wait for each other."""

    def __init__(
        self, in_a_channel: float = IN_A_CHANNEL, in_a_workspace: float = IN_A_WORKSPACE
    ) -> None:
        self._in_a_channel, self._in_a_workspace = 1 / in_a_channel, 1 / in_a_workspace
        self._turns: OrderedDict[tuple[str, ...], _Turn] = OrderedDict()

    async def wait(self, server: str, channel: str) -> None:
        """Return when it is a post's turn."""
        loop = asyncio.get_running_loop()
        turns = (
            self._turn((server,), self._in_a_workspace),
            self._turn((server, channel), self._in_a_channel),
        )
        at = max(loop.time(), *(turn.next for turn in turns))
        for turn in turns:
            turn.next = at + turn.between
        if at > loop.time():
            await asyncio.sleep(at - loop.time())

    def rest(self, server: str, seconds: float) -> None:
        """Let nothing pass in a workspace for so long: Slack has asked for it."""
        turn = self._turn((server,), self._in_a_workspace)
        turn.next = max(turn.next, asyncio.get_running_loop().time() + seconds)

    def resting(self, server: str) -> float:
        """Return how many seconds a post would wait for its workspace's turn."""
        turn = self._turns.get((server,))
        return max(0.0, turn.next - asyncio.get_running_loop().time()) if turn else 0.0

    def _turn(self, key: tuple[str, ...], between: float) -> _Turn:
        turn = self._turns.setdefault(key, _Turn(between))
        self._turns.move_to_end(key)
        while len(self._turns) > REMEMBERED:
            # What is longest unused is long past; a rest that is going on is not lost by it.
            oldest, gone = next(iter(self._turns.items()))
            if gone.next > asyncio.get_running_loop().time():
                break
            del self._turns[oldest]
        return turn
