"""What waits to be sent to a platform, and whose turn it is: the rule of ``storage/queues.py``."""

from collections import deque
from collections.abc import Iterator, Mapping
from heapq import heappop, heappush, merge
from itertools import islice
from math import inf

from bot.delivery.outbox import AT_A_TIME

Waiting = tuple[float, int, int]
"""When a post was due, its number, and its server's. The lower comes first."""


class Queue:
    """Posts by server; those of one server go out in the order they came."""

    def __init__(self) -> None:
        self._of: dict[int, deque[Waiting]] = {}
        self._heads: list[Waiting] = []
        self._resting: set[int] = set()
        self._wakes: list[tuple[float, int]] = []
        self._many = 0

    def __len__(self) -> int:
        return self._many

    @property
    def wakes(self) -> float:
        """When the next server that rests may have turns again; infinite if none rests."""
        return self._wakes[0][0] if self._wakes else inf

    def add(self, post: Waiting) -> None:
        """Put a post at the end of its server's."""
        waiting = self._of.setdefault(post[2], deque())
        waiting.append(post)
        self._many += 1
        if len(waiting) == 1 and post[2] not in self._resting:
            heappush(self._heads, post)

    def back(self, post: Waiting, until: float) -> None:
        """Put a post back as its server's first; the server rests until a time."""
        server = post[2]
        self._of.setdefault(server, deque()).appendleft(post)
        self._many += 1
        if server not in self._resting:
            self._resting.add(server)
            heappush(self._wakes, (until, server))

    def wake(self, now: float) -> None:
        """Let servers whose rest is over have turns again."""
        while self._wakes and self._wakes[0][0] <= now:
            _, server = heappop(self._wakes)
            self._resting.discard(server)
            self._line_up(server)

    def batch(self, under_way: Mapping[int, int]) -> list[Waiting]:
        """Take as many as are looked up at once: every server's first before any's second.

        ``under_way`` counts the posts of servers that were taken and still wait for their turn:
        one of them is its server's first. Of those of one rank, the oldest comes first.
        """
        heads, later = self._pop(under_way)
        taken = heads
        if len(heads) < AT_A_TIME:
            # Then they are all the servers there are.
            lines = [self._ranked(s, under_way.get(s, 0)) for _, _, s in heads + later]
            taken = [post for _, post in islice(merge(*lines), AT_A_TIME)]
        for _, _, server in taken:
            self._of[server].popleft()
        self._many -= len(taken)
        for _, _, server in heads + later:
            self._line_up(server)
        return taken

    def _pop(self, under_way: Mapping[int, int]) -> tuple[list[Waiting], list[Waiting]]:
        heads: list[Waiting] = []
        later: list[Waiting] = []
        while self._heads and len(heads) < AT_A_TIME:
            head = heappop(self._heads)
            if head[2] not in self._resting:
                (later if head[2] in under_way else heads).append(head)
        return heads, later

    def _ranked(self, server: int, before: int) -> Iterator[tuple[int, Waiting]]:
        # Looked at before anything is taken.
        yield from ((before + nth, post) for nth, post in enumerate(self._of[server]))

    def _line_up(self, server: int) -> None:
        if waiting := self._of.get(server):
            heappush(self._heads, waiting[0])
        else:
            self._of.pop(server, None)
