"""Looks many things up at once that are asked for at about the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Mapping
from typing import Generic, TypeVar

GATHERING = 0.005
"""Seconds for others to join: to look up a hundred takes little longer than to look up one."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Gathering(Generic[K, V]):
    """Asks for what was asked of it in one go."""

    def __init__(self, ask: Callable[[Collection[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._ask = ask
        self._asked: set[K] = set()
        self._answer: asyncio.Task[Mapping[K, V]] | None = None

    async def get(self, key: K) -> V | None:
        """Return what there is under a key; raises what the asking raises."""
        self._asked.add(key)
        if self._answer is None:
            self._answer = asyncio.create_task(self._gather())
        # Of those who share an answer, one that is cancelled takes it from none of the others.
        return (await asyncio.shield(self._answer)).get(key)

    async def _gather(self) -> Mapping[K, V]:
        await asyncio.sleep(GATHERING)
        asked, self._asked, self._answer = self._asked, set(), None
        return await self._ask(asked)
