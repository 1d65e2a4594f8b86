"""The records of commands: subscriptions and attempts."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Attempt, Plan, Planned
from bot.core.request import Place
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import Slot, Status, Subscription
from bot.storage.inserts import insert_if_new, insert_or_replace
from bot.storage.moves import locking, move_all, plan_all
from bot.storage.progress import taken_lessons
from bot.storage.rows import columns_of, delivery_of, slot_columns_of, subscription_of
from bot.storage.tables import attempts, deliveries, servers, subscriptions

_THERE = (
    select(subscriptions)
    .where(subscriptions.c.status != Status.REMOVED.value)
    .order_by(subscriptions.c.id)
)


class SqlStore:
    """``core.ports.Store`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add_attempt(self, attempt: Attempt) -> bool:
        """Record a first attempt; return whether it was the learner's first at this question."""
        values = {
            "platform": attempt.place.platform,
            "channel": attempt.place.channel,
            "learner": attempt.learner,
            "question_id": attempt.question_id,
            "right": attempt.right,
            "at": attempt.at,
        }
        async with self._engine.begin() as connection:
            done = await connection.execute(insert_if_new(self._engine, attempts), values)
        return done.rowcount == 1

    async def last_delivery(self, place: Place) -> Delivery | None:
        """Return the delivery posted last in a channel."""
        # The newest slot that was sent, over all subscriptions of the channel.
        query = (
            select(deliveries)
            .join(subscriptions)
            .where(
                subscriptions.c.platform == place.platform,
                subscriptions.c.channel == place.channel,
                deliveries.c.state == State.SENT.value,
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
            return [subscription_of(row) for row in await connection.execute(query)]

    async def subscriptions_of(self, platform: str, server: str) -> Sequence[Subscription]:
        """Return the subscriptions of a server's channels, without those that were removed."""
        query = _THERE.where(subscriptions.c.platform == platform, subscriptions.c.server == server)
        async with self._engine.connect() as connection:
            return [subscription_of(row) for row in await connection.execute(query)]

    async def servers(self, platform: str) -> Sequence[str]:
        """Return the servers of a platform that have subscriptions, each once."""
        query = (
            select(subscriptions.c.server)
            .where(
                subscriptions.c.platform == platform,
                subscriptions.c.status != Status.REMOVED.value,
            )
            .distinct()
        )
        async with self._engine.connect() as connection:
            return list((await connection.execute(query)).scalars())

    async def next_slot(self, subscription_id: int) -> Slot | None:
        """Return the slot that comes next."""
        query = select(subscriptions.c.next_date, subscriptions.c.next_due).where(
            subscriptions.c.id == subscription_id
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return Slot(row.next_date, row.next_due) if row else None

    async def taken(self, subscription_id: int) -> frozenset[str]:
        """Return the ids of lessons that a channel was sent, or may have been."""
        async with self._engine.connect() as connection:
            taken = await taken_lessons(connection, [subscription_id])
        return taken.get(subscription_id, frozenset())

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

    async def plan(self, subscription_id: int, planned: Sequence[Planned], then: Slot) -> None:
        """Record deliveries for slots that have none yet, and the slot that comes next."""
        await plan_all(self._engine, [Plan(subscription_id, planned, then)])

    async def delivery_on(self, subscription_id: int, date: dt.date) -> Delivery | None:
        """Return the delivery of a subscription's slot on a local date."""
        query = select(deliveries).where(
            deliveries.c.subscription_id == subscription_id, deliveries.c.slot == date
        )
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        return delivery_of(row) if row else None

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says."""
        return delivery.id in await move_all(locking(self._engine), [(delivery, change)])

    async def managers(self, platform: str, server: str) -> str:
        """Return the id of the role that manages a server's lessons; empty if none was chosen."""
        query = select(servers.c.managers).where(
            servers.c.platform == platform, servers.c.server == server
        )
        async with self._engine.connect() as connection:
            return (await connection.execute(query)).scalar() or ""

    async def set_managers(self, platform: str, server: str, role: str) -> None:
        """Choose the role that manages a server's lessons; empty for none."""
        row = {"platform": platform, "server": server, "managers": role}
        async with self._engine.begin() as connection:
            await connection.execute(insert_or_replace(self._engine, servers, row))

    async def _update(self, subscription_id: int, values: dict[str, Any]) -> None:
        statement = (
            update(subscriptions).where(subscriptions.c.id == subscription_id).values(values)
        )
        async with self._engine.begin() as connection:
            await connection.execute(statement)
