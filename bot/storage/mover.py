"""Moves deliveries on, those that come at the same time in one transaction.

Each commit waits for the disk. While one does, the moves of others gather, and the next takes
them all: many channels that are sent to side by side need a few commits, not two each.
"""

import asyncio
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.delivery import Change, Delivery
from bot.storage.moves import locking, move_all

GATHERING = 0.005
"""Seconds for others to join: a transaction takes two milliseconds whether it moves one or ten."""
AT_ONCE = 100
"""The most in one transaction: those that are moved are sent while it moves the next."""


@dataclass(frozen=True, slots=True)
class _Wish:
    delivery: Delivery
    change: Change
    moved: asyncio.Future[bool]


class Mover:
    """Moves the deliveries of one database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = locking(engine)
        self._waiting: list[_Wish] = []
        self._working: asyncio.Task[None] | None = None

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says."""
        wish = _Wish(delivery, change, asyncio.get_running_loop().create_future())
        self._waiting.append(wish)
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        return await wish.moved

    async def _work(self) -> None:
        try:
            while self._waiting:
                if len(self._waiting) < AT_ONCE:
                    await asyncio.sleep(GATHERING)
                await self._move(self._taken())
        finally:
            self._working = None

    def _taken(self) -> list[_Wish]:
        """Take what has waited longest, but one wish for each delivery: a second comes too late."""
        first: dict[int, _Wish] = {}
        left: list[_Wish] = []
        for wish in self._waiting:
            if len(first) < AT_ONCE and wish.delivery.id not in first:
                first[wish.delivery.id] = wish
            else:
                left.append(wish)
        self._waiting = left
        return [*first.values()]

    async def _move(self, wishes: list[_Wish]) -> None:
        try:
            moved = await self._moved(wishes)
        except Exception as error:  # noqa: BLE001 -- whoever waits is told
            for one in wishes:
                if not one.moved.done():
                    one.moved.set_exception(error)
            return
        for one in wishes:
            if not one.moved.done():
                one.moved.set_result(one.delivery.id in moved)

    async def _moved(self, wishes: list[_Wish]) -> frozenset[int]:
        try:
            return await move_all(self._engine, [(one.delivery, one.change) for one in wishes])
        except IntegrityError:
            # Another of a subscription is being sent, by another worker: only that one has to wait.
            if len(wishes) == 1:
                return frozenset()
        return frozenset().union(*[await self._moved([one]) for one in wishes])
