"""Which subscriptions and deliveries are to be worked on, and in which order.

Each query is built once, and what differs is bound when it runs: to build one takes ten times as
long as to run it when there is nothing to do.
"""

from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from bot.domain.delivery import State
from bot.domain.subscription import Status
from bot.storage.tables import deliveries, subscriptions

_due, _to = deliveries.c, subscriptions.c
_UNPOSTED = [state.value for state in (State.PLANNED, State.SENDING, State.IN_DOUBT, State.FAILED)]


_NOW: BindParameter[Any] = bindparam("now")
_AFTER: BindParameter[Any] = bindparam("after_id")
_BEFORE: BindParameter[Any] = bindparam("before")
_LIMIT: BindParameter[int] = bindparam("limit", type_=Integer)


def _fair() -> Select[Any]:
    """Return the query for what may be sent on a ``platform`` ``now``, one a subscription.

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
            _due.ready <= _NOW,
            _to.platform == bindparam("platform"),
            _to.server.not_in(bindparam("without", expanding=True)),
        )
        .subquery()
    )
    turn = (
        func.row_number()
        .over(partition_by=waiting.c.server, order_by=(waiting.c.ready, waiting.c.id))
        .label("turn")
    )
    turns = select(waiting, turn).where(waiting.c.oldest == 1).subquery()
    return select(turns).order_by(turns.c.turn, turns.c.ready, turns.c.id).limit(_LIMIT)


def _overdue() -> Select[Any]:
    """Return the query for what was due ``since`` a time and ``before`` another, and not posted.

    Deliveries that did not come to an end, and subscriptions that nobody plans for.
    """
    unposted = (
        select(_due.subscription_id, _due.slot, _due.due, _due.state, _due.reason)
        .join(subscriptions)
        .where(
            _due.due > bindparam("since"),
            _due.due <= _BEFORE,
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
    ).where(_to.next_due <= _BEFORE, _to.status == Status.ACTIVE.value)
    both = union_all(unposted, unplanned).subquery()
    return select(both).order_by(both.c.due).limit(_LIMIT)


# Costs what is due, not what exists: next_due is indexed.
DUE = (
    select(subscriptions)
    .where(_to.next_due <= _NOW, _to.id > _AFTER, _to.status == Status.ACTIVE.value)
    .order_by(_to.id)
    .limit(_LIMIT)
)
KNOWN = select(subscriptions).where(_to.id.in_(bindparam("ids", expanding=True)))
# By id, so that one that stays where it is does not stand in the way of those behind it.
IN_STATE = (
    select(deliveries)
    .where(_due.state == bindparam("state"), _due.id > _AFTER)
    .order_by(_due.id)
    .limit(_LIMIT)
)
READY_IN_STATE = IN_STATE.where(_due.ready <= _NOW)
UNFINISHED = (
    select(deliveries)
    .where(_due.follow_at <= _NOW, _due.id > _AFTER)
    .order_by(_due.id)
    .limit(_LIMIT)
)
FAIR = _fair()
OVERDUE = _overdue()
