"""One budget of requests for the whole bot, so that Discord never has to refuse one.

Discord bears 50 requests a second of a bot, in whatever servers (docs.discord.com,
topics/rate-limits); what a channel bears besides it says in its answers, and discord.py obeys.
"""

import asyncio
import logging
import math
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from bot.core.ports import Budget
from bot.errors import SendPostponed

log = logging.getLogger(__name__)

PER_SECOND = 48.5
"""Of Discord's 50, since requests that leave evenly do not arrive evenly."""
LONGEST = 10.0
"""Seconds one waits for a turn; if it takes longer, one is told to ask again. That is for pauses:
whoever works has 400 jobs side by side, 8.2 s of turns, and all others wait for the same."""
HICCUP = 1.0
"""Seconds in which nobody was there to take a turn, and that are made up for. Whoever comes after a
longer time does not find a heap of turns: a burst is spread evenly from its first post on."""

SLOWEST = 1.0
"""Seconds, at most, by which a request is taken to reach Discord later than others."""
CROWD = 3
"""Requests that may wait, with their turn, for what left before them to be answered."""
GLANCE = 0.02
"""Seconds between two looks at what changes meanwhile."""

PAUSED = "Discord asks for a pause"

_PAID: ContextVar[list[int] | None] = ContextVar("paid", default=None)


@contextmanager
def paid(requests: int = 0) -> Iterator[None]:
    """Say that what is requested here is the messenger's, and how much has had its turn already.

    Rather than wait for a long pause to end, it raises ``SendPostponed``: nothing was sent.
    """
    before = _PAID.set([requests])
    try:
        yield
    finally:
        _PAID.reset(before)


class _Second:
    """What happened in the last second, of which there may be only so much."""

    def __init__(self, most: int) -> None:
        self._times: deque[float] = deque(maxlen=most)

    @property
    def room(self) -> float:
        """The time from which there is room for one more."""
        full = len(self._times) == self._times.maxlen
        return self._times[0] + 1 if full else -math.inf

    @property
    def last(self) -> float:
        """The time of the newest."""
        return self._times[-1] if self._times else -math.inf

    def add(self, now: float) -> None:
        """Count one more."""
        self._times.append(now)


@dataclass(slots=True, eq=False)
class Departure:
    """A request that left, and until when Discord may count it together with one that leaves."""

    at: float
    counts_until: float


class Pace:
    """Gives turns evenly, one after the other, and lets requests leave that have had theirs.

    What was held up is made up for, but in no second, however it is cut out, do more leave than
    the next whole number above ``per_second``. ``now`` tells seconds on a clock that nobody sets.
    ``budget`` is what other processes take their turns from, too, if there are any.
    """

    def __init__(
        self,
        per_second: float = PER_SECOND,
        longest: float = LONGEST,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        budget: Budget | None = None,
    ) -> None:
        self._budget = budget
        self._channels: dict[str, float] = {}
        self._between, self._longest = 1 / per_second, longest
        self._now, self._sleep = now, sleep
        most = math.floor(per_second) + 1
        self._most, self._turns = most, _Second(most)
        self._departures: list[Departure] = []
        self._took: deque[float] = deque(maxlen=2 * most)
        self._line, self._door = asyncio.Lock(), asyncio.Lock()
        self._waiting = self._leaving = 0
        self._next = self._rested = -math.inf

    async def turn(self) -> float:
        """Wait for one's turn, and take it; return 0.

        If it is too far off, take none, and return the seconds until it is worth asking again.
        """
        queue = self._waiting * self._between
        if max(queue, self.resting) > self._longest:
            return max(queue - self._longest / 2, self.resting)
        return await self._taken(self._longest)

    async def wait(self) -> None:
        """Wait for one's turn, and take it, however long it takes."""
        while seconds := await self._taken(math.inf):
            await self._sleep(seconds)

    async def _taken(self, longest: float) -> float:
        """Wait for one's turn, and take it; return 0. If others' turns take longer, take none."""
        if not self._waiting and self._turns.last < self._now() - HICCUP:
            self._next = max(self._next, self._now())
        self._waiting += 1
        try:
            async with self._line:
                await self._until(self._next_turn)
                if self._budget and (seconds := await self._budget.take(longest)):
                    return seconds
                self._turns.add(self._now())
                self._next += self._between
        finally:
            self._waiting -= 1
        return 0.0

    async def pay(self) -> None:
        """Take a turn for a request, unless it has had its turn."""
        ours = self._ours()
        if ours is not None and ours[0] > 0:
            ours[0] -= 1
        else:
            await self.wait()

    async def leave(self) -> Departure:
        """Let a request leave that has had its turn: as late as can be, when it is about to."""
        self._ours()
        self._leaving += 1
        try:
            async with self._door:
                await self._until(self._next_departure)
                if self._budget:
                    await self._budget.leave()
        finally:
            self._leaving -= 1
        now = self._now()
        departure = Departure(now, now + 1 + SLOWEST)
        self._departures.append(departure)
        return departure

    def arrived(self, departure: Departure) -> None:
        """Note that a request was answered, or failed.

        What took longer than others may have reached Discord by so much later than they, and
        stands there in a later second.
        """
        took = self._now() - departure.at
        self._took.append(took)
        departure.counts_until = departure.at + 1 + min(took - min(self._took), SLOWEST)

    async def pause(self, seconds: float, channel: str = "") -> None:
        """Let nothing leave for so long, as Discord asks, from any process that shares the budget.

        With ``channel``, nothing for that channel; what this process sends there, discord.py holds
        back by itself.
        """
        if not channel:
            self.rest(seconds)
        if self._budget is None:
            return
        try:
            await self._budget.pause(seconds, channel)
        except Exception:
            log.exception("a pause that Discord asks for could not be told to other processes")

    def rest(self, seconds: float, channel: str = "") -> None:
        """Let nothing leave for so long, or nothing for a channel. It never ends a longer rest.

        To be called, too, when another process was asked for a pause.
        """
        until = self._now() + seconds
        if channel:
            self._channels = {of: end for of, end in self._channels.items() if end > self._now()}
            self._channels[channel] = max(until, self._channels.get(channel, until))
            return
        self._rested = max(self._rested, until)
        self._next = max(self._next, self._rested)

    def check(self, channel: str) -> None:
        """Raise ``SendPostponed`` while a channel rests."""
        if (left := self._channels.get(channel, -math.inf) - self._now()) > 0:
            raise SendPostponed(why=PAUSED, after=left)

    @property
    def resting(self) -> float:
        """The seconds that nothing leaves yet, or 0."""
        return max(0.0, self._rested - self._now())

    def _ours(self) -> list[int] | None:
        """Return what the messenger has paid, if it asks. Raises ``SendPostponed``."""
        ours = _PAID.get()
        if ours is not None and self.resting > self._longest:
            raise SendPostponed(why=PAUSED, after=self.resting)
        return ours

    def _next_turn(self) -> float:
        # Who had a turn and can't leave would only wait there, with what was begun.
        crowded = self._now() + GLANCE if self._leaving > CROWD else -math.inf
        return max(self._next, self._turns.room, crowded)

    def _next_departure(self) -> float:
        now = self._now()
        self._departures = [one for one in self._departures if one.counts_until > now]
        if len(self._departures) < self._most:
            return -math.inf
        return min(now + GLANCE, *(one.counts_until for one in self._departures))

    async def _until(self, time_of: Callable[[], float]) -> None:
        # Asleep one may be overtaken by a rest, or wake a little early.
        while (left := max(time_of(), self._rested) - self._now()) > 0:
            await self._sleep(left)
