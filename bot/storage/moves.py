"""Planning slots and moving deliveries on: what commands and delivery both do."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Planned
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import Slot
from bot.storage.inserts import insert_if_new
from bot.storage.rows import slot_columns_of
from bot.storage.tables import deliveries, subscriptions


async def plan(
    engine: AsyncEngine, subscription_id: int, planned: Sequence[Planned], then: Slot
) -> None:
    """Record deliveries for slots that have none yet, and the slot that comes next."""
    rows = [_row(subscription_id, one) for one in planned]
    # Only forward: a second planner that read an older state must not turn it back.
    onward = (
        update(subscriptions)
        .where(subscriptions.c.id == subscription_id, subscriptions.c.next_date < then.date)
        .values(slot_columns_of(then))
    )
    async with engine.begin() as connection:
        if rows:
            await connection.execute(insert_if_new(engine, deliveries, rows))
        await connection.execute(onward)


async def move(engine: AsyncEngine, delivery: Delivery, change: Change) -> bool:
    """Change a delivery if it still is in the state that ``delivery`` says."""
    values: dict[str, Any] = {
        "state": change.state.value,
        "ready": change.ready,
        "reason": change.reason,
        "lesson_id": change.lesson_id or delivery.lesson_id,
        "post_id": change.post_id or delivery.post_id,
    }
    if change.state is State.SENDING:
        values["attempts"] = deliveries.c.attempts + 1
    # Compare and set: of two that try to move it, one finds it moved.
    statement = (
        update(deliveries)
        .where(deliveries.c.id == delivery.id, deliveries.c.state == delivery.state.value)
        .values(values)
    )
    async with engine.begin() as connection:
        return (await connection.execute(statement)).rowcount == 1


def _row(subscription_id: int, planned: Planned) -> dict[str, Any]:
    return {
        "subscription_id": subscription_id,
        "slot": planned.slot.date,
        "due": planned.slot.due,
        "state": planned.state.value,
        "reason": planned.reason,
        "attempts": 0,
        "ready": planned.slot.due,
    }
