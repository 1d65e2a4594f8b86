"""The records of commands: subscriptions and attempts."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Attempt
from bot.core.request import Place
from bot.domain.delivery import Delivery, State
from bot.domain.subscription import Slot, Subscription
from bot.storage.inserts import insert_if_new
from bot.storage.progress import taken_lessons
from bot.storage.rows import columns_of, delivery_of, subscription_of
from bot.storage.tables import attempts, deliveries, subscriptions


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
            done = await connection.execute(insert_if_new(self._engine, attempts, [values]))
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
        """Return the subscriptions of a channel, or all."""
        query = select(subscriptions).order_by(subscriptions.c.id)
        if place is not None:
            query = query.where(
                subscriptions.c.platform == place.platform,
                subscriptions.c.channel == place.channel,
            )
        async with self._engine.connect() as connection:
            return [subscription_of(row) for row in await connection.execute(query)]

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
        return await taken_lessons(self._engine, subscription_id)

    async def reschedule(self, changed: Subscription, then: Slot) -> None:
        """Change a subscription, and the slot that comes next."""
        statement = (
            update(subscriptions)
            .where(subscriptions.c.id == changed.id)
            .values(columns_of(changed, then))
        )
        async with self._engine.begin() as connection:
            await connection.execute(statement)

    async def subscribe(self, wish: Subscription, first: Slot) -> Subscription:
        """Record a new subscription whose first slot is ``first``; its ``id`` is given here."""
        statement = insert(subscriptions).values(columns_of(wish, first))
        async with self._engine.begin() as connection:
            done = await connection.execute(statement.returning(subscriptions.c.id))
            return replace(wish, id=done.scalar_one())
