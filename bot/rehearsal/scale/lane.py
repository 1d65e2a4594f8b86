"""A model of the way out to a platform: turns of servers, a pace, and places side by side.

It goes by the rules of ``delivery/outbox.py`` and of the platforms' paces, but without requests,
records or waiting: a day of 100,000 channels takes a second or two.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from heapq import heappop, heappush
from math import inf

from bot.delivery.outbox import AT_ONCE
from bot.rehearsal.scale.figures import ANSWER, LOOK
from bot.rehearsal.scale.queue import Queue, Waiting

LONGEST = 3.0
"""Seconds that a post waits for its turn and keeps its place: both paces say so."""
AT_HAND = 1.0
"""A post that began so many seconds after it could be seen was held up by nothing."""


class Limit(Enum):
    """What held a post up."""

    BELL = "bell"
    TOKEN = "token"  # noqa: S105 -- a word, no secret
    WORKSPACE = "workspace"
    WORKERS = "workers"


@dataclass(frozen=True, slots=True)
class Post:
    """What is due: when, from when on the lane can see it (both in seconds), in which server."""

    due: float
    seen: float
    server: int


@dataclass(frozen=True, slots=True)
class Way:
    """What limits a platform.

    ``between`` are the seconds between two turns, of all servers if ``shared``, else of each.
    ``turns``: how many of them a post takes. ``rate``: deliveries a second that one of the
    ``workers`` carries. ``answer``: seconds that the platform takes.
    """

    between: float
    shared: bool
    turns: int = 1
    workers: int = 1
    rate: float = 1_000.0
    answer: float = ANSWER


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
    """Sends posts, given in the order in which they can be seen."""

    def __init__(self, posts: Sequence[Post], way: Way) -> None:
        self._posts, self._way = posts, way
        self._queue, self._gone = Queue(), Gone()
        self._places = [0.0] * (AT_ONCE * way.workers)
        self._paces: dict[int, float] = {}
        self._turns: list[tuple[float, int]] = []
        self._rested: set[int] = set()
        self._now = self._begun = 0.0
        self._step = 1 / (way.rate * way.workers)
        self._next = 0

    def drain(self) -> Gone:
        """Send them all; return what came of it."""
        while True:
            self._look()
            # The workers look at the same time.
            self._now += LOOK * len(self._queue) / self._way.workers
            if batch := self._queue.batch(self._under_way()):
                self._begin(batch)
                continue
            then = min(self._seen_next, self._queue.wakes)
            if then == inf:
                return self._gone
            self._now = max(self._now, then)

    @property
    def _seen_next(self) -> float:
        return self._posts[self._next].seen if self._next < len(self._posts) else inf

    def _look(self) -> None:
        """See what there is by now."""
        self._queue.wake(self._now)
        while self._seen_next <= self._now:
            post = self._posts[self._next]
            self._queue.add((post.due, self._next, post.server))
            self._next += 1

    def _under_way(self) -> Counter[int]:
        self._turns = [one for one in self._turns if one[0] > self._now]
        return Counter(server for _, server in self._turns)

    def _begin(self, batch: Sequence[Waiting]) -> None:
        rests: dict[int, float] = {}
        put_back: list[Waiting] = []
        for waiting in batch:
            server = waiting[2]
            if server not in rests:
                begin = max(self._now, self._places[0], self._begun + self._step)
                if rest := self._rest(server, begin):
                    rests[server] = rest
                else:
                    self._send(waiting, begin)
            if server in rests:
                put_back.append(waiting)
        for waiting in reversed(put_back):
            self._queue.back(waiting, rests[waiting[2]])
            self._rested.add(waiting[1])

    def _rest(self, server: int, begin: float) -> float:
        """Return until when a server is to be left alone, or 0: half of those who wait for a turn
        have had theirs by then. A pace that all share is never so far behind: places are too few.
        """
        turn = 0.0 if self._way.shared else self._paces.get(server, 0.0)
        return turn - LONGEST / 2 if turn - begin > LONGEST else 0.0

    def _send(self, waiting: Waiting, begin: float) -> None:
        way, (_, number, server) = self._way, waiting
        post, pace = self._posts[number], self._pace(server)
        heappop(self._places)
        turn = max(begin, self._paces.get(pace, 0.0))
        self._paces[pace] = turn + way.turns * way.between
        # What comes after the post, such as its thread, keeps the place but not the post.
        done = turn + (way.turns - 1) * way.between + way.turns * way.answer
        heappush(self._places, done)
        self._now = self._begun = begin
        self._turns.append((turn, server))
        self._gone.add(post, turn + way.answer, self._why(waiting, begin, turn))

    def _why(self, waiting: Waiting, begin: float, turn: float) -> Limit:
        if turn > begin or waiting[1] in self._rested:
            return Limit.TOKEN if self._way.shared else Limit.WORKSPACE
        seen = self._posts[waiting[1]].seen
        return Limit.WORKERS if begin - seen > AT_HAND else Limit.BELL

    def _pace(self, server: int) -> int:
        return 0 if self._way.shared else server
