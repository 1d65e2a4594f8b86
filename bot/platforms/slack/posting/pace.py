"""Not more posts than Slack bears, and none while it asks for a pause."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

BETWEEN_IN_CHANNEL = 1.0
"""Seconds between two posts in a channel: docs.slack.dev, apis/web-api/rate-limits."""
POSTS_PER_MINUTE = 240.0
"""In a workspace. Slack's "several hundred a minute" (docs.slack.dev, reference/methods/
chat.postMessage) is at least 300; the rest is left for answers, which go out beside the posts."""
CHANGES_PER_MINUTE = 45.0
"""Of posts that stand, in a workspace: Slack takes 50 (chat.update is of tier 3)."""
LONGEST = 3.0
"""Seconds that a post waits for its turn. One whose turn is later takes none, so that the posts
of a big workspace don't take the places of all the others while they wait."""
BRIEFLY = 0.25
"""Seconds after which it is worth asking again where only one channel has to wait."""
FEW = 1_000

Now = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class _Until:
    """Times up to which something rests. Those that are over are dropped, so it stays small."""

    times: dict[Hashable, float] = field(default_factory=dict)
    full: int = FEW

    def get(self, what: Hashable, now: float) -> float:
        return max(now, self.times.get(what, now))

    def set(self, what: Hashable, until: float, now: float) -> None:
        self.times[what] = until
        if len(self.times) > self.full:
            self.times = {one: then for one, then in self.times.items() if then > now}
            self.full = max(FEW, 2 * len(self.times))


class Rests:
    """Which methods rest in which workspaces, because Slack asked for a pause (429)."""

    def __init__(self, now: Now = time.monotonic) -> None:
        self._now = now
        self._until = _Until()

    def rest(self, server: str, method: str, seconds: float) -> None:
        """Let a method rest in a workspace. It never ends a longer rest."""
        now = self._now()
        until = max(now + seconds, self._until.get((server, method), now))
        self._until.set((server, method), until, now)

    def left(self, server: str, method: str) -> float:
        """Return the seconds that a method rests yet in a workspace, or 0."""
        now = self._now()
        return self._until.get((server, method), now) - now

    @property
    def remembered(self) -> int:
        """How many are remembered."""
        return len(self._until.times)


class Pace:
    """Lets posts pass, evenly, each in its turn: per channel, and per workspace.

    Workspaces do not wait for each other. ``between`` and ``longest`` are in seconds; ``now``
    tells seconds on a clock that nobody sets; ``rests`` if others keep the same pauses.
    """

    def __init__(
        self,
        per_minute: float = POSTS_PER_MINUTE,
        between: float = BETWEEN_IN_CHANNEL,
        longest: float = LONGEST,
        now: Now = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        rests: Rests | None = None,
    ) -> None:
        self._in_workspace, self._in_channel = 60 / per_minute, between
        self._longest = longest
        self._now, self._sleep = now, sleep
        self._workspaces, self._channels = _Until(), _Until()
        self.rests = rests or Rests(now)

    async def turn(self, server: str, method: str, channel: str) -> float:
        """Wait for one's turn, and take it; return 0.

        If it is too far off, take none, and return the seconds until it is worth asking again:
        until half of those who wait in the workspace have had their turn, or its pause is over.
        If only the channel has to wait, they are few: its workspace has other channels.
        """
        now = self._now()
        rested = now + self.rests.left(server, method)
        among_all = max(self._workspaces.get(server, now), rested)
        turn = max(among_all, self._channels.get((server, channel), now))
        if among_all - now > self._longest:
            return max(among_all - self._longest / 2, rested) - now
        if turn - now > self._longest:
            return BRIEFLY
        self._workspaces.set(server, among_all + self._in_workspace, now)
        self._channels.set((server, channel), turn + self._in_channel, now)
        if turn > now:
            await self._sleep(turn - now)
        return 0.0

    @property
    def remembered(self) -> int:
        """How many workspaces, channels and rests are remembered."""
        return len(self._workspaces.times) + len(self._channels.times) + self.rests.remembered
