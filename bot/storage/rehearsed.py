"""What a rehearsal asks of the records: when there is something to do next, and what became."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.delivery import UNDER_WAY, State
from bot.domain.subscription import Status
from bot.storage.tables import deliveries, notices, subscriptions

FRESH = dt.timedelta(minutes=10)
"""What is in doubt for longer has been looked for in vain, and is looked for less often here."""
SELDOM = dt.timedelta(minutes=45)

_DOUBTED = deliveries.c.state == State.IN_DOUBT.value
_OLD = deliveries.c.tried < bindparam("fresh")
_NEXT = select(
    select(func.min(subscriptions.c.next_due))
    .where(subscriptions.c.status == Status.ACTIVE.value)
    .scalar_subquery(),
    select(func.min(deliveries.c.ready))
    .where(deliveries.c.state.in_([state.value for state in UNDER_WAY]), ~(_DOUBTED & _OLD))
    .scalar_subquery(),
    select(func.min(notices.c.ready)).where(notices.c.done.is_(False)).scalar_subquery(),
    select(func.min(deliveries.c.follow_at))
    .where(deliveries.c.follow_at.is_not(None))
    .scalar_subquery(),
    select(func.min(deliveries.c.ready)).where(_DOUBTED, _OLD).scalar_subquery(),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the records say became of a slot."""

    state: State
    reason: str


async def horizon(engine: AsyncEngine, now: dt.datetime) -> dt.datetime | None:
    """Return the first time at which something is due or may be tried again, if there is one."""
    async with engine.connect() as connection:
        row = (await connection.execute(_NEXT, {"fresh": now - FRESH})).one()
    *others, doubt = row
    if doubt is not None:
        others.append(max(doubt, now + SELDOM))
    return min(filter(None, others), default=None)


async def entries(engine: AsyncEngine, of: int) -> dict[tuple[dt.date, int], Entry]:
    """Return what became of a subscription's slots, by date and number."""
    query = select(
        deliveries.c.slot, deliveries.c.nth, deliveries.c.state, deliveries.c.reason
    ).where(deliveries.c.subscription_id == of)
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).all()
    return {(row.slot, row.nth): Entry(State(row.state), row.reason) for row in rows}


async def rename_zone(engine: AsyncEngine, of: int, zone: str) -> None:
    """Write a subscription's zone, even one that nobody knows."""
    statement = update(subscriptions).where(subscriptions.c.id == of).values(zone=zone)
    async with engine.begin() as connection:
        await connection.execute(statement)


async def notices_of(engine: AsyncEngine) -> Sequence[tuple[str, bool, int]]:
    """Return how many notices there are of each trouble, told or not."""
    counted = func.count().label("many")
    query = select(notices.c.trouble, notices.c.done, counted).group_by(
        notices.c.trouble, notices.c.done
    )
    async with engine.connect() as connection:
        return [(row.trouble, row.done, row.many) for row in await connection.execute(query)]
