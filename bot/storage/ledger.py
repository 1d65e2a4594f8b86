"""The records of delivery: what is due, and how far each delivery is."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Account, Order, Overdue, Plan, Turn, Work
from bot.domain.delivery import Change, Delivery, Event, State
from bot.domain.subscription import Slot, Status, Subscription
from bot.storage.mover import Mover
from bot.storage.moves import plan_all
from bot.storage.orders import accounts, orders
from bot.storage.queues import (
    DUE,
    IN_STATE,
    OVERDUE,
    READY_IN_STATE,
    TURNS,
    UNFINISHED,
    WORK,
)
from bot.storage.rows import delivery_of, readable, slot_of
from bot.storage.setbacks import bring_forward, take_back
from bot.storage.tables import events, subscriptions


class SqlLedger:
    """``core.ports.Ledger`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._mover = Mover(engine)

    async def work(self, now: dt.datetime) -> Work:
        """Return what there is to do by now, in one look."""
        async with self._engine.connect() as connection:
            return Work(*map(bool, (await connection.execute(WORK, {"now": now})).one()))

    async def due(
        self, now: dt.datetime, *, limit: int, after_id: int = 0
    ) -> Sequence[tuple[int, Subscription | None, Slot]]:
        """Return subscriptions whose next slot is due, by id, from after an id on."""
        values = {"now": now, "after_id": after_id, "limit": limit}
        async with self._engine.connect() as connection:
            rows = (await connection.execute(DUE, values)).all()
        return [(row.id, readable(row), slot_of(row)) for row in rows]

    async def plan_all(self, plans: Sequence[Plan]) -> None:
        """Record deliveries for slots that have none yet, and the slots that come next."""
        await plan_all(self._engine, plans)

    async def accounts(self, subscription_ids: Collection[int]) -> Mapping[int, Account]:
        """Return what is known of subscriptions, by id; without those that can't be read."""
        return await accounts(self._engine, subscription_ids)

    async def in_state(
        self, state: State, *, limit: int, after_id: int = 0, ready_by: dt.datetime | None = None
    ) -> Sequence[Delivery]:
        """Return deliveries in a state, by id, from after an id on."""
        values = {"state": state.value, "after_id": after_id, "limit": limit}
        if ready_by is None:
            return await self._deliveries(IN_STATE, values)
        return await self._deliveries(READY_IN_STATE, values | {"now": ready_by})

    async def turns(
        self, platform: str, now: dt.datetime, *, since: dt.datetime, limit: int
    ) -> Sequence[Turn]:
        """Return planned deliveries that may be sent now, the oldest one of each subscription."""
        values = {"platform": platform, "now": now, "since": since, "limit": limit}
        async with self._engine.connect() as connection:
            return [Turn(*row) for row in await connection.execute(TURNS, values)]

    async def orders(self, delivery_ids: Collection[int]) -> Mapping[int, Order]:
        """Return deliveries with what is known of their subscriptions, by id."""
        return await orders(self._engine, delivery_ids)

    async def unfinished(
        self, now: dt.datetime, *, limit: int, after_id: int = 0
    ) -> Sequence[Delivery]:
        """Return sent deliveries whose thread or the like is to be tried by now, by id."""
        values = {"now": now, "after_id": after_id, "limit": limit}
        return await self._deliveries(UNFINISHED, values)

    async def overdue(
        self, since: dt.datetime, before: dt.datetime, *, limit: int
    ) -> Sequence[Overdue]:
        """Return what was due between two times, of active subscriptions, and does not stand."""
        values = {"since": since, "before": before, "limit": limit}
        async with self._engine.connect() as connection:
            rows = (await connection.execute(OVERDUE, values)).all()
        return [
            Overdue(
                row.subscription_id,
                row.slot,
                row.due,
                State(row.state) if row.state else None,
                row.reason,
            )
            for row in rows
        ]

    async def take_back(self, now: dt.datetime) -> int:
        """Plan again what was skipped by a clock that was ahead; return how many slots."""
        return await take_back(self._engine, now)

    async def bring_forward(self, now: dt.datetime, *, doubts: bool) -> int:
        """Have done soon what a clock that was ahead has put off; return how many deliveries."""
        return await bring_forward(self._engine, now, doubts=doubts)

    async def pause(self, subscription_id: int, reason: str) -> bool:
        """Pause a subscription for a reason; return whether it was active."""
        column = subscriptions.c
        statement = (
            update(subscriptions)
            .where(column.id == subscription_id, column.status == Status.ACTIVE.value)
            .values(status=Status.PAUSED.value, reason=reason)
        )
        async with self._engine.begin() as connection:
            return (await connection.execute(statement)).rowcount == 1

    async def history(self, delivery_id: int) -> Sequence[Event]:
        """Return what a delivery has been through, oldest first."""
        query = select(events).where(events.c.delivery_id == delivery_id).order_by(events.c.id)
        async with self._engine.connect() as connection:
            rows = await connection.execute(query)
            return [Event(row.at, State(row.state), row.reason) for row in rows]

    async def account(self, subscription_id: int) -> Account:
        """Return what is known of one subscription. Raises ``KeyError`` if there is none."""
        return (await self.accounts([subscription_id]))[subscription_id]

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says."""
        return await self._mover.move(delivery, change)

    async def _deliveries(
        self, query: Select[Any], values: Mapping[str, object]
    ) -> Sequence[Delivery]:
        async with self._engine.connect() as connection:
            return [delivery_of(row) for row in await connection.execute(query, values)]
