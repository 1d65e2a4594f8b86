"""A model of the way out to a platform: jobs by their servers' turns, a pace, places side by side.

It goes by the rules of ``delivery/assigning.py`` and ``delivery/outbox.py``, of the queue of jobs
and of the platforms' paces, but without requests, records or waiting: a day of 100,000 channels
takes a second or two.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from heapq import heappop, heappush, heapreplace
from math import inf

from bot.delivery.outbox import LONGEST as LONGEST_SPREAD
from bot.delivery.outbox import SPREAD
from bot.platforms.slack.posting.pace import LONGEST
from bot.queueing.workers import AT_ONCE
from bot.rehearsal.scale.figures import ANSWER, RING, TAKING

AT_HAND = 1.0
"""A post that began so many seconds after it had a job was held up by nothing."""


class Limit(Enum):
    """What held a post up."""

    BELL = "bell"
    PLANNING = "planning"
    TOKEN = "token"  # noqa: S105 -- a word, no secret
    WORKSPACE = "workspace"
    WORKERS = "workers"


@dataclass(frozen=True, slots=True)
class Post:
    """What is due: when, from when on it has a job (both in seconds), in which server."""

    due: float
    assigned: float
    server: int


@dataclass(frozen=True, slots=True)
class Way:
    """What limits a platform.

    ``between`` are the seconds between two turns, of all servers if ``shared``, else of each.
    ``turns``: how many of them a post takes. ``rate``: deliveries a second that the records of one
    of the ``workers`` bear. ``answer``: seconds that the platform takes; ``taking``: those until a
    place that has become free has its next job.
    """

    between: float
    shared: bool
    turns: int = 1
    workers: int = 1
    rate: float = 1_000.0
    answer: float = ANSWER
    taking: float = TAKING


@dataclass(slots=True)
class Gone:
    """The posts in the order they were begun: when each stood, seconds late, and why."""

    posts: list[Post] = field(default_factory=list)
    at: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    why: list[Limit] = field(default_factory=list)

    def add(self, post: Post, at: float, why: Limit) -> None:
        """Note that a post stands."""
        self.posts.append(post)
        self.at.append(at)
        self.late.append(at - post.due)
        self.why.append(why)

    def join(self, other: "Gone") -> None:
        """Add the posts of another lane."""
        self.posts += other.posts
        self.at += other.at
        self.late += other.late
        self.why += other.why


class Lane:
    """Sends posts, given in the order in which they have jobs."""

    def __init__(self, posts: Sequence[Post], way: Way) -> None:
        self._posts, self._way = posts, way
        self._gone = Gone()
        self._jobs: list[tuple[int, int]] = []
        """The turn of each that may begin, and its post's number. The lower comes first."""
        self._later: list[tuple[float, int, int]] = []
        """Those that were told to come back, behind the time from when on they may."""
        self._waiting: Counter[int] = Counter()
        """How many posts of each server have not had their turn of the pace."""
        self._leaving: list[tuple[float, int]] = []
        self._places = [0.0] * (AT_ONCE * way.workers)
        self._paces: dict[int, float] = {}
        self._rests: dict[int, tuple[float, int]] = {}
        self._told: set[int] = set()
        self._step = 1 / (way.rate * way.workers)
        self._free = 0.0
        """From when on the workers' records bear one more."""
        self._next = 0

    def drain(self) -> Gone:
        """Send them all; return what came of it."""
        while True:
            now = max(self._free, self._places[0])
            self._look(now)
            if not self._jobs:
                then = min(self._assigned_next, self._later[0][0] if self._later else inf)
                if then == inf:
                    return self._gone
                now = max(now, then)
                self._look(now)
            self._free = now + self._step
            self._begin(now, *heappop(self._jobs))

    @property
    def _assigned_next(self) -> float:
        return self._posts[self._next].assigned if self._next < len(self._posts) else inf

    def _look(self, now: float) -> None:
        """See which jobs there are by now. Each keeps the turn that it was made with."""
        while self._assigned_next <= now:
            post = self._posts[self._next]
            while self._leaving and self._leaving[0][0] <= post.assigned:
                self._waiting[heappop(self._leaving)[1]] -= 1
            self._waiting[post.server] += 1
            heappush(self._jobs, (self._waiting[post.server], self._next))
            self._next += 1
        while self._later and self._later[0][0] <= now:
            heappush(self._jobs, heappop(self._later)[1:])

    def _begin(self, now: float, turn: int, number: int) -> None:
        if until := self._come_back(now, self._posts[number].server):
            self._told.add(number)
            heappush(self._later, (until, turn, number))
            heapreplace(self._places, now + self._way.taking)
        else:
            self._send(now, number)

    def _come_back(self, now: float, server: int) -> float:
        """Return when one comes back whose turn is too far off, or 0: as ``Outbox`` says it.

        A pace that all share is never so far behind: there are too few places.
        """
        turn = 0.0 if self._way.shared else self._paces.get(server, 0.0)
        if turn - now <= LONGEST:
            return 0.0
        # Half of those who wait for a turn have had theirs by then.
        then = turn - LONGEST / 2
        until, told = self._rests.get(server, (0.0, 0))
        until, told = (until, told + 1) if until > now else (then, 1)
        self._rests[server] = until, told
        return then + min((told - 1) * SPREAD, LONGEST_SPREAD)

    def _send(self, now: float, number: int) -> None:
        way, post = self._way, self._posts[number]
        pace = 0 if way.shared else post.server
        turn = max(now, self._paces.get(pace, 0.0))
        self._paces[pace] = turn + way.turns * way.between
        # What comes after the post, such as its thread, keeps the place but not the post.
        done = turn + (way.turns - 1) * way.between + way.turns * way.answer
        heapreplace(self._places, done + way.taking)
        heappush(self._leaving, (turn, post.server))
        self._gone.add(post, turn + way.answer, self._why(number, now, turn))

    def _why(self, number: int, now: float, turn: float) -> Limit:
        post = self._posts[number]
        if turn > now or number in self._told:
            return Limit.TOKEN if self._way.shared else Limit.WORKSPACE
        if now - post.assigned > AT_HAND:
            return Limit.WORKERS
        return Limit.PLANNING if post.assigned - post.due > 2 * RING else Limit.BELL
