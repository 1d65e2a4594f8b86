"""Deliveries with what is known of their subscriptions, many in one look."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ARRAY, Integer, Select, any_, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.ports import Account, Order
from bot.storage.progress import TAKEN
from bot.storage.rows import delivery_of, readable
from bot.storage.tables import deliveries, subscriptions

_DELIVERIES = select(deliveries)
_SUBSCRIPTIONS = select(subscriptions, TAKEN.label("taken"))
_IDS = bindparam("ids", type_=ARRAY(Integer))
# A list is one value to PostgreSQL, which then has one statement however long it is.
_LISTED: dict[str, tuple[Select[Any], Select[Any]]] = {
    "sqlite": (
        _DELIVERIES.where(deliveries.c.id.in_(bindparam("ids", expanding=True))),
        _SUBSCRIPTIONS.where(subscriptions.c.id.in_(bindparam("ids", expanding=True))),
    ),
    "postgresql": (
        _DELIVERIES.where(deliveries.c.id == any_(_IDS)),
        _SUBSCRIPTIONS.where(subscriptions.c.id == any_(_IDS)),
    ),
}


async def orders(engine: AsyncEngine, delivery_ids: Collection[int]) -> Mapping[int, Order]:
    """Return deliveries with what is known of their subscriptions, by id."""
    listed, _ = _LISTED[engine.dialect.name]
    async with engine.connect() as connection:
        rows = await connection.execute(listed, {"ids": [*delivery_ids]})
        found = [delivery_of(row) for row in rows]
        known = await _accounts(connection, {one.subscription_id for one in found})
    return {one.id: Order(one, known.get(one.subscription_id)) for one in found}


async def accounts(engine: AsyncEngine, subscription_ids: Collection[int]) -> dict[int, Account]:
    """Return what is known of subscriptions, by id; without those that can't be read."""
    async with engine.connect() as connection:
        return await _accounts(connection, subscription_ids)


async def _accounts(
    connection: AsyncConnection, subscription_ids: Collection[int]
) -> dict[int, Account]:
    _, listed = _LISTED[connection.dialect.name]
    rows = await connection.execute(listed, {"ids": [*subscription_ids]})
    return {
        row.id: Account(subscription, frozenset((row.taken or "").split()))
        for row in rows
        if (subscription := readable(row)) is not None
    }
