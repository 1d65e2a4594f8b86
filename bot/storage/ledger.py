"""The records of delivery: what is due, and how far each delivery is."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Planned
from bot.domain.delivery import Delivery, State
from bot.domain.subscription import Slot, Subscription
from bot.storage.inserts import insert_if_new
from bot.storage.rows import delivery_of, subscription_of
from bot.storage.tables import deliveries, subscriptions


class SqlLedger:
    """``core.ports.Ledger`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def due(self, now: dt.datetime, limit: int) -> Sequence[tuple[Subscription, Slot]]:
        """Return subscriptions whose next slot is due, with that slot, longest due first."""
        # Costs what is due, not what exists: next_due is indexed.
        query = (
            select(subscriptions)
            .where(subscriptions.c.next_due <= now)
            .order_by(subscriptions.c.next_due, subscriptions.c.id)
            .limit(limit)
        )
        async with self._engine.connect() as connection:
            rows = (await connection.execute(query)).all()
        return [(subscription_of(row), Slot(row.next_date, row.next_due)) for row in rows]

    async def plan(
        self, subscription_id: int, planned: Sequence[Planned], then: Slot, now: dt.datetime
    ) -> None:
        """Record deliveries for slots that have none yet, and the slot that comes next."""
        rows = [_row(subscription_id, one, now) for one in planned]
        # Only forward: a second planner that read an older state must not turn it back.
        onward = (
            update(subscriptions)
            .where(subscriptions.c.id == subscription_id, subscriptions.c.next_date < then.date)
            .values(next_date=then.date, next_due=then.due)
        )
        async with self._engine.begin() as connection:
            if rows:
                await connection.execute(insert_if_new(self._engine, deliveries, rows))
            await connection.execute(onward)

    async def in_state(
        self, state: State, *, limit: int, after_id: int = 0, before: dt.datetime | None = None
    ) -> Sequence[Delivery]:
        """Return deliveries in a state, by id, from after an id on."""
        # By id, so that one that stays where it is does not stand in the way of those behind it.
        query = (
            select(deliveries)
            .where(deliveries.c.state == state.value, deliveries.c.id > after_id)
            .order_by(deliveries.c.id)
            .limit(limit)
        )
        if before is not None:
            query = query.where(deliveries.c.changed <= before)
        async with self._engine.connect() as connection:
            return [delivery_of(row) for row in await connection.execute(query)]

    async def subscription(self, subscription_id: int) -> Subscription:
        """Return one subscription. Raises ``KeyError`` if there is none."""
        query = select(subscriptions).where(subscriptions.c.id == subscription_id)
        async with self._engine.connect() as connection:
            row = (await connection.execute(query)).first()
        if row is None:
            raise KeyError(subscription_id)
        return subscription_of(row)

    async def move(
        self,
        delivery: Delivery,
        state: State,
        now: dt.datetime,
        *,
        lesson_id: str | None = None,
        post_id: str | None = None,
        reason: str = "",
    ) -> bool:
        """Move a delivery on if it still is in the state that ``delivery`` says."""
        lesson_id = lesson_id or delivery.lesson_id
        values: dict[str, Any] = {
            "state": state.value,
            "reason": reason,
            "lesson_id": lesson_id,
            "changed": now,
        }
        if post_id is not None:
            values["post_id"] = post_id
        # Compare and set: of two that try to move it, one finds it moved.
        statement = (
            update(deliveries)
            .where(deliveries.c.id == delivery.id, deliveries.c.state == delivery.state.value)
            .values(values)
        )
        advance = (
            update(subscriptions)
            .where(subscriptions.c.id == delivery.subscription_id)
            .values(last_lesson=lesson_id)
        )
        async with self._engine.begin() as connection:
            moved = (await connection.execute(statement)).rowcount == 1
            if moved and state is State.SENT:
                await connection.execute(advance)
        return moved


def _row(subscription_id: int, planned: Planned, now: dt.datetime) -> dict[str, Any]:
    return {
        "subscription_id": subscription_id,
        "slot": planned.slot.date,
        "due": planned.slot.due,
        "state": planned.state.value,
        "reason": planned.reason,
        "changed": now,
    }
