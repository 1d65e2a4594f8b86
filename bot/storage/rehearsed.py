"""What a rehearsal asks of the records: when there is something to do next, and what became."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    TextClause,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.delivery import State
from bot.domain.subscription import Status
from bot.storage.queues import TO_TELL
from bot.storage.tables import deliveries, events, notices, subscriptions

FRESH = dt.timedelta(minutes=10)
"""What is in doubt for longer is looked for with whatever else is done; a rehearsal lives through
no moment of its own for it."""
YOUNG = dt.timedelta(days=2)
"""Nothing that was due before that is still tried."""

_NOW: BindParameter[Any] = bindparam("now")
_LISTS: tuple[tuple[Column[Any], ColumnElement[bool] | TextClause], ...] = (
    (subscriptions.c.next_due, subscriptions.c.status == Status.ACTIVE.value),
    (deliveries.c.ready, deliveries.c.state == State.PLANNED.value),
    (deliveries.c.ready, deliveries.c.state == State.SENDING.value),
    (
        deliveries.c.ready,
        (deliveries.c.state == State.IN_DOUBT.value)
        & (deliveries.c.due > bindparam("young"))
        & (deliveries.c.tried > bindparam("fresh")),
    ),
    (notices.c.ready, TO_TELL),
    (deliveries.c.follow_at, deliveries.c.follow_at.is_not(None)),
)
_NEXT = select(
    *(select(func.min(at)).where(which, at > _NOW).scalar_subquery() for at, which in _LISTS),
    *(
        select(func.sum(at.table.c.id)).where(which, at <= _NOW).scalar_subquery()
        for at, which in _LISTS
    ),
)
_later, _began, _ended = deliveries.alias(), events.alias(), events.alias()
_let_go = (
    select(func.max(_ended.c.at))
    .where(_ended.c.delivery_id == deliveries.c.id)
    .correlate(deliveries)
    .scalar_subquery()
)


def _begun(*which: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return whether a delivery of the same subscription had its lesson chosen."""
    return exists().where(
        _later.c.subscription_id == deliveries.c.subscription_id,
        _began.c.delivery_id == _later.c.id,
        _began.c.state == State.SENDING.value,
        *which,
    )


_OVERTAKEN = select(func.count()).where(
    deliveries.c.subscription_id == bindparam("of"),
    deliveries.c.state.in_([State.SKIPPED.value, State.FAILED.value]),
    deliveries.c.lesson_id.is_not(None),
    or_(
        _begun(_later.c.id > deliveries.c.id, _later.c.again, _began.c.at <= _let_go),
        ~_begun(_began.c.at > _let_go),
    ),
)


@dataclass(frozen=True, slots=True)
class Horizon:
    """When something is due next or may be tried again, and what waits already: sums of ids."""

    then: dt.datetime | None
    waiting: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What the records say became of a slot."""

    state: State
    reason: str


async def horizon(engine: AsyncEngine, now: dt.datetime) -> Horizon:
    """Return what there was to do by a time, and is still, and when there is something after it."""
    values = {"now": now, "fresh": now - FRESH, "young": now - YOUNG}
    async with engine.connect() as connection:
        row = (await connection.execute(_NEXT, values)).one()
    thens, waiting = row[: len(_LISTS)], row[len(_LISTS) :]
    return Horizon(min(filter(None, thens), default=None), tuple(waiting))


async def entries(engine: AsyncEngine, of: int) -> dict[tuple[dt.date, int], Entry]:
    """Return what became of a subscription's slots, by date and number."""
    query = select(
        deliveries.c.slot, deliveries.c.nth, deliveries.c.state, deliveries.c.reason
    ).where(deliveries.c.subscription_id == of)
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).all()
    return {(row.slot, row.nth): Entry(State(row.state), row.reason) for row in rows}


async def overtaken(engine: AsyncEngine, of: int) -> int:
    """Return of how many lessons of a subscription nothing came, but only after its course had
    begun again, or after its last slot: no slot was left to bring them."""
    async with engine.connect() as connection:
        return int(await connection.scalar(_OVERTAKEN, {"of": of}))


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
