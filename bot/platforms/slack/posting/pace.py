"""Not more posts than Slack bears, and none while it asks for a pause."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field

from bot.core.ports import Budget

log = logging.getLogger(__name__)

BETWEEN_IN_CHANNEL = 1.0
"""Seconds between two posts in a channel: docs.slack.dev, apis/web-api/rate-limits."""
POSTS_PER_MINUTE = 240.0
"""In a workspace. Slack's "several hundred a minute" (docs.slack.dev, reference/methods/
chat.postMessage) is at least 300; the rest is left for answers, which go out beside the posts."""
PER_SECOND = POSTS_PER_MINUTE / 60
CHANGES_PER_MINUTE = 45.0
"""Of posts that stand, in a workspace: Slack takes 50 (chat.update is of tier 3)."""
LONGEST = 3.0
"""Seconds that a post waits for its turn. One whose turn is later takes none, so that the posts
of a big workspace don't take the places of all the others while they wait."""
BRIEFLY = 0.25
"""Seconds after which it is worth asking again where only one channel has to wait."""
FEW = 1_000
POSTING = "chat.postMessage"

Now = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]
Tell = Callable[[str, str, float], Awaitable[None]]
BudgetOf = Callable[[str], Budget]
"""Returns what all processes together may post in a workspace."""


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
        self.tell: Tell | None = None
        """Tells other processes that a method was asked to rest in a workspace."""

    async def asked(self, server: str, method: str, seconds: float) -> None:
        """Let a method rest, since Slack asked for it, here and wherever else it is called."""
        self.rest(server, method, seconds)
        if self.tell is None:
            return
        try:
            await self.tell(server, method, seconds)
        except Exception:
            log.exception("a pause that Slack asks for could not be told to other processes")

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
    ``budget_of`` is what other processes take their turns from, too, if there are any.
    """

    def __init__(
        self,
        per_minute: float = POSTS_PER_MINUTE,
        between: float = BETWEEN_IN_CHANNEL,
        longest: float = LONGEST,
        now: Now = time.monotonic,
        sleep: Sleep = asyncio.sleep,
        rests: Rests | None = None,
        budget_of: BudgetOf | None = None,
    ) -> None:
        self._in_workspace, self._in_channel = 60 / per_minute, between
        self._longest = longest
        self._now, self._sleep = now, sleep
        self._workspaces, self._channels = _Until(), _Until()
        self.rests = rests or Rests(now)
        self._budget_of = budget_of
        if budget_of is not None:
            self.rests.tell = self._tell

    async def turn(self, server: str, method: str, channel: str) -> float:
        """Wait for one's turn, and take it; return 0.

        If it is too far off, take none, and return the seconds until it is worth asking again:
        until half of those who wait in the workspace have had their turn, or its pause is over.
        If only the channel has to wait, they are few: its workspace has other channels.
        """
        if wait := self._far_off(server, method, channel):
            return wait
        if self._budget_of and (wait := await self._budget_of(server).take(self._longest)):
            return wait
        now, among_all, turn = self._next(server, method, channel)
        self._workspaces.set(server, among_all + self._in_workspace, now)
        self._channels.set((server, channel), turn + self._in_channel, now)
        if turn > now:
            await self._sleep(turn - now)
        return 0.0

    def _far_off(self, server: str, method: str, channel: str) -> float:
        """Return the seconds until it is worth asking again; 0 if it is worth waiting."""
        now, among_all, turn = self._next(server, method, channel)
        if among_all - now > self._longest:
            rested = now + self.rests.left(server, method)
            return max(among_all - self._longest / 2, rested) - now
        return BRIEFLY if turn - now > self._longest else 0.0

    def _next(self, server: str, method: str, channel: str) -> tuple[float, float, float]:
        """Return the time, and whose turn it is when: anybody's in the workspace, the channel's."""
        now = self._now()
        among_all = max(self._workspaces.get(server, now), now + self.rests.left(server, method))
        return now, among_all, max(among_all, self._channels.get((server, channel), now))

    async def _tell(self, server: str, method: str, seconds: float) -> None:
        # The budget is of posts: what else is asked for has a limit of its own.
        if self._budget_of and method == POSTING:
            await self._budget_of(server).pause(seconds)

    @property
    def remembered(self) -> int:
        """How many workspaces, channels and rests are remembered."""
        return len(self._workspaces.times) + len(self._channels.times) + self.rests.remembered
