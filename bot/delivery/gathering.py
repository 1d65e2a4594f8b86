"""Looks many things up at once that are asked for at about the same time."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Hashable, Iterator, Mapping
from typing import Generic, TypeVar

GATHERING = 0.005
"""Seconds for others to join: to look up a hundred takes little longer than to look up one."""

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Gathering(Generic[K, V]):
    """Asks for what was asked of it in one go."""

    def __init__(self, ask: Callable[[Collection[K]], Awaitable[Mapping[K, V]]]) -> None:
        self._ask = ask
        self._asked: dict[K, list[asyncio.Future[V | None]]] = {}
        self._gathering: asyncio.Task[None] | None = None

    async def get(self, key: K) -> V | None:
        """Return what there is under a key; raises what the asking raises."""
        answer: asyncio.Future[V | None] = asyncio.get_running_loop().create_future()
        self._asked.setdefault(key, []).append(answer)
        if self._gathering is None:
            self._gathering = asyncio.create_task(self._gather())
        return await answer

    async def _gather(self) -> None:
        await asyncio.sleep(GATHERING)
        asked, self._asked, self._gathering = self._asked, {}, None
        try:
            found = await self._ask(asked)
        except BaseException as error:
            # Whoever waits is told, also of what kills them.
            for _, answer in _waiting(asked):
                answer.set_exception(error)
            if not isinstance(error, Exception):
                raise
        else:
            for key, answer in _waiting(asked):
                answer.set_result(found.get(key))


def _waiting(
    asked: Mapping[K, list[asyncio.Future[V | None]]],
) -> Iterator[tuple[K, asyncio.Future[V | None]]]:
    """Yield what somebody still waits for."""
    for key, answers in asked.items():
        for answer in answers:
            if not answer.done():
                yield key, answer
