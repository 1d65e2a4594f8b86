"""Which deliveries are to be worked on, and in which order."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, String, cast, func, literal, null, select, union_all

from bot.domain.delivery import State
from bot.domain.subscription import Status
from bot.storage.tables import deliveries, subscriptions

_due, _to = deliveries.c, subscriptions.c
_UNPOSTED = [state.value for state in (State.PLANNED, State.SENDING, State.IN_DOUBT, State.FAILED)]


def fair(platform: str, now: dt.datetime, limit: int, without: Collection[str]) -> Select[Any]:
    """Return the query for what may be sent on a platform now, one delivery a subscription.

    A server with hundreds of channels has as many turns as one with a single channel, until that
    has nothing left to send.
    """
    oldest = (
        func.row_number()
        .over(partition_by=_due.subscription_id, order_by=(_due.slot, _due.nth))
        .label("oldest")
    )
    waiting = (
        select(deliveries, _to.server, oldest)
        .join(subscriptions)
        .where(
            _due.state == State.PLANNED.value,
            _due.ready <= now,
            _to.platform == platform,
            _to.server.not_in(without),
        )
        .subquery()
    )
    turn = (
        func.row_number()
        .over(partition_by=waiting.c.server, order_by=(waiting.c.ready, waiting.c.id))
        .label("turn")
    )
    turns = select(waiting, turn).where(waiting.c.oldest == 1).subquery()
    return select(turns).order_by(turns.c.turn, turns.c.ready, turns.c.id).limit(limit)


def unfinished(now: dt.datetime, limit: int, after_id: int) -> Select[Any]:
    """Return the query for what stands without its thread or the like, by id."""
    query = select(deliveries).where(_due.follow_at <= now, _due.id > after_id)
    return query.order_by(_due.id).limit(limit)


def overdue(since: dt.datetime, before: dt.datetime, limit: int) -> Select[Any]:
    """Return the query for what was due between two times and does not stand.

    Deliveries that did not come to an end, and subscriptions that nobody plans for.
    """
    unposted = (
        select(_due.subscription_id, _due.slot, _due.due, _due.state, _due.reason)
        .join(subscriptions)
        .where(
            _due.due > since,
            _due.due <= before,
            _due.state.in_(_UNPOSTED),
            _to.status == Status.ACTIVE.value,
        )
    )
    unplanned = select(
        _to.id.label("subscription_id"),
        _to.next_date.label("slot"),
        _to.next_due.label("due"),
        cast(null(), String(10)).label("state"),
        literal("").label("reason"),
    ).where(_to.next_due <= before, _to.status == Status.ACTIVE.value)
    both = union_all(unposted, unplanned).subquery()
    return select(both).order_by(both.c.due).limit(limit)
