"""How the lessons of many channels are doing, in as many queries as for one."""

import logging
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, ScalarSelect, Select, select
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Health
from bot.domain.delivery import Delivery, State
from bot.domain.subscription import Status, Subscription
from bot.storage.rows import delivery_of, slot_of, subscription_of
from bot.storage.tables import deliveries, subscriptions

log = logging.getLogger(__name__)


async def health(
    engine: AsyncEngine,
    platform: str | None,
    server: str | None,
    limit: int | None,
    after_id: int,
) -> Sequence[Health]:
    """Return how the subscriptions of a server, a platform or all are doing, by id."""
    column = subscriptions.c
    there = [column.id > after_id, column.status != Status.REMOVED.value]
    there += [] if platform is None else [column.platform == platform]
    there += [] if server is None else [column.server == server]
    query = select(subscriptions).where(*there).order_by(column.id).limit(limit)
    async with engine.connect() as connection:
        rows = (await connection.execute(query)).all()
        if not rows:
            return []
        there.append(column.id <= rows[-1].id)
        newest = await connection.execute(latest(there, State.SKIPPED, wanted=False))
        last = {row.subscription_id: delivery_of(row) for row in newest}
        sent = await connection.execute(latest(there, State.SENT, wanted=True))
        posted = {row.subscription_id: delivery_of(row) for row in sent}
    return [_health(row, last.get(row.id), posted.get(row.id)) for row in rows]


def latest(there: Sequence[ColumnElement[bool]], state: State, *, wanted: bool) -> Select[Any]:
    """Return the query for the newest delivery of each subscription that is in a state, or not.

    Backwards through each subscription's slots, which the unique key has in order: it ends at
    the first one or two, however many there have been.
    """
    newest = _newest(state, wanted=wanted)
    both = subscriptions.join(deliveries, deliveries.c.id == newest)
    return select(deliveries).select_from(both).where(*there)


def _newest(state: State, *, wanted: bool) -> ScalarSelect[int]:
    one = deliveries.alias()
    fits = one.c.state == state.value if wanted else one.c.state != state.value
    return (
        select(one.c.id)
        .where(one.c.subscription_id == subscriptions.c.id, fits)
        .order_by(one.c.slot.desc(), one.c.nth.desc())
        .limit(1)
        .correlate(subscriptions)
        .scalar_subquery()
    )


def _health(row: Row[Any], last: Delivery | None, sent: Delivery | None) -> Health:
    pending = None if last is None or last.state is State.SENT else last
    return Health(row.id, _readable(row), slot_of(row), sent, pending)


def _readable(row: Row[Any]) -> Subscription | None:
    try:
        return subscription_of(row)
    except (KeyError, ValueError, OSError):
        # zoneinfo raises KeyError for a zone that is no more, and OSError for a strange name.
        log.warning("subscription %s can't be read", row.id)
        return None
