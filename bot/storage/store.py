"""The records of commands: subscriptions and attempts."""

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Attempt, Health, Plan, Planned
from bot.core.request import Place
from bot.domain.delivery import UNDER_WAY, Change, Delivery, State
from bot.domain.progress import FINISHED
from bot.domain.subscription import Slot, Status, Subscription
from bot.storage.alone import Alone
from bot.storage.attempts import add_attempt, attempts_of
from bot.storage.forgetting import forget, known_servers, left_by, note_back, note_left
from bot.storage.health import health
from bot.storage.inserts import insert_or_replace
from bot.storage.moves import locking, move_all, plan_all
from bot.storage.progress import taken_lessons
from bot.storage.rows import (
    columns_of,
    delivery_of,
    readable,
    slot_columns_of,
    slot_of,
)
from bot.storage.tables import deliveries, servers, subscriptions

_THERE = (
    select(subscriptions)
    .where(subscriptions.c.status != Status.REMOVED.value)
    .order_by(subscriptions.c.id)
)


class SqlStore:
    """``core.ports.Store`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._alone = Alone(engine)

    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        """Let one in at a time under a name, of all processes that use this database."""
        return self._alone.under(name)

    async def add_attempt(self, attempt: Attempt) -> bool:
        """Record an answer; return whether it was the learner's first to this question."""
        return await add_attempt(self._engine, attempt)

    async def attempts_of(
        self, platform: str, learner: str, limit: int | None = None
    ) -> Sequence[Attempt]:
        """Return a learner's answers, newest first, and no more than ``limit``."""
        return await attempts_of(self._engine, platform, learner, limit)

    async def last_delivery(self, place: Place) -> Delivery | None:
        """Return the delivery of the lesson posted last in a channel."""
        # The newest slot that was sent, over all subscriptions of the channel.
        query = (
            select(deliveries)
            .join(subscriptions)
            .where(
                subscriptions.c.platform == place.platform,
                subscriptions.c.channel == place.channel,
                deliveries.c.state == State.SENT.value,
                # The word at the end of a course is no lesson.
                deliveries.c.lesson_id != FINISHED,
            )
            .order_by(deliveries.c.due.desc(), deliveries.c.id.desc())
            .limit(1)
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return delivery_of(row) if row else None

    async def subscriptions(self, place: Place | None = None) -> Sequence[Subscription]:
        """Return the subscriptions of a channel, or all, without those that were removed."""
        query = _THERE
        if place is not None:
            query = query.where(
                subscriptions.c.platform == place.platform,
                subscriptions.c.channel == place.channel,
            )
        async with self._engine.connect() as connection:
            return [*filter(None, map(readable, await connection.execute(query)))]

    async def subscriptions_of(self, platform: str, server: str) -> Sequence[Subscription]:
        """Return the subscriptions of a server's channels, without those that were removed."""
        query = _THERE.where(subscriptions.c.platform == platform, subscriptions.c.server == server)
        async with self._engine.connect() as connection:
            return [*filter(None, map(readable, await connection.execute(query)))]

    async def servers(self, platform: str) -> Sequence[str]:
        """Return the servers of a platform that there are records of, each once."""
        return await known_servers(self._engine, platform)

    async def note_left(self, platform: str, server: str, at: dt.datetime) -> None:
        """Note that a server was left; if that is noted already, since when stays as it is."""
        await note_left(self._engine, platform, server, at)

    async def note_back(self, platform: str, server: str) -> None:
        """Note that the bot is on a server."""
        await note_back(self._engine, platform, server)

    async def left_by(self, before: dt.datetime) -> Sequence[tuple[str, str]]:
        """Return the servers that were left at a time or earlier, each with its platform."""
        return await left_by(self._engine, before)

    async def forget(self, platform: str, server: str, before: dt.datetime) -> bool:
        """Delete everything of a server that was left at a time or earlier.

        Returns whether it was.
        """
        return await forget(self._engine, platform, server, before)

    async def next_slot(self, subscription_id: int) -> Slot | None:
        """Return the slot that comes next."""
        query = select(subscriptions).where(subscriptions.c.id == subscription_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return slot_of(row) if row else None

    async def taken(self, subscription_id: int) -> frozenset[str]:
        """Return the ids of lessons that a channel was sent, or may have been."""
        async with self._engine.connect() as connection:
            return await taken_lessons(connection, subscription_id)

    async def reschedule(self, changed: Subscription, then: Slot) -> None:
        """Change a subscription, and the slot that comes next."""
        await self._update(changed.id, columns_of(changed) | slot_columns_of(then))

    async def amend(self, changed: Subscription) -> None:
        """Change a subscription, but not the slot that comes next."""
        await self._update(changed.id, columns_of(changed))

    async def subscribe(self, wish: Subscription, first: Slot) -> Subscription:
        """Record a new subscription whose first slot is ``first``; its ``id`` is given here."""
        statement = insert(subscriptions).values(columns_of(wish) | slot_columns_of(first))
        async with self._engine.begin() as connection:
            done = await connection.execute(statement.returning(subscriptions.c.id))
            return replace(wish, id=done.scalar_one())

    async def plan(
        self, subscription_id: int, planned: Sequence[Planned], then: Slot, at: dt.datetime
    ) -> None:
        """Record deliveries for slots that have none yet, and the slot that comes next."""
        await plan_all(self._engine, [Plan(subscription_id, planned, then, at)])

    async def delivery_on(
        self, subscription_id: int, date: dt.date, nth: int = 0
    ) -> Delivery | None:
        """Return the delivery of a subscription's slot: the ``nth`` of a local date, from 0."""
        query = select(deliveries).where(
            deliveries.c.subscription_id == subscription_id,
            deliveries.c.slot == date,
            deliveries.c.nth == nth,
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return delivery_of(row) if row else None

    async def under_way(self, subscription_id: int, since: dt.date) -> bool:
        """Return whether a delivery of a slot on a local date or later is on its way."""
        query = select(deliveries.c.id).where(
            deliveries.c.subscription_id == subscription_id,
            deliveries.c.slot >= since,
            deliveries.c.state.in_([state.value for state in UNDER_WAY]),
        )
        async with self._engine.connect() as connection:
            return (await connection.execute(query.limit(1))).first() is not None

    async def in_doubt(self, subscription_id: int) -> Sequence[Delivery]:
        """Return a subscription's deliveries in doubt, newest first."""
        query = (
            select(deliveries)
            .where(
                deliveries.c.subscription_id == subscription_id,
                deliveries.c.state == State.IN_DOUBT.value,
            )
            .order_by(deliveries.c.slot.desc(), deliveries.c.nth.desc())
        )
        async with self._engine.connect() as connection:
            return [delivery_of(row) for row in await connection.execute(query)]

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says."""
        return delivery.id in await move_all(locking(self._engine), [(delivery, change)])

    async def health(
        self,
        platform: str | None = None,
        server: str | None = None,
        *,
        limit: int | None = None,
        after_id: int = 0,
    ) -> Sequence[Health]:
        """Return how subscriptions are doing, by id, without those that were removed."""
        return await health(self._engine, platform, server, limit, after_id)

    async def managers(self, platform: str, server: str) -> str:
        """Return the ids of those who manage a server's lessons; empty if nobody was chosen."""
        query = select(servers.c.managers).where(
            servers.c.platform == platform, servers.c.server == server
        )
        async with self._engine.connect() as connection:
            return (await connection.execute(query)).scalar() or ""

    async def set_managers(self, platform: str, server: str, managers: str) -> None:
        """Choose who manages a server's lessons; empty for nobody."""
        row = {"platform": platform, "server": server, "managers": managers}
        async with self._engine.begin() as connection:
            await connection.execute(insert_or_replace(self._engine, servers, row))

    async def _update(self, subscription_id: int, values: dict[str, Any]) -> None:
        statement = (
            update(subscriptions).where(subscriptions.c.id == subscription_id).values(values)
        )
        async with self._engine.begin() as connection:
            await connection.execute(statement)
