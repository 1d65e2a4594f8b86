"""Which subscriptions and deliveries are to be worked on, and in which order.

Each query is built once, and what differs is bound when it runs: to build one takes ten times as
long as to run it when there is nothing to do.
"""

from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    exists,
    func,
    literal,
    null,
    select,
    text,
    union_all,
)

from bot.domain.delivery import State
from bot.domain.subscription import Status
from bot.storage.tables import deliveries, notices, subscriptions

_due, _to = deliveries.c, subscriptions.c
_NOW: BindParameter[Any] = bindparam("now")
_BEFORE: BindParameter[Any] = bindparam("before")
_AFTER: BindParameter[Any] = bindparam("after_id")
_LIMIT: BindParameter[int] = bindparam("limit", type_=Integer)
_UNPOSTED = [state.value for state in (State.PLANNED, State.SENDING, State.IN_DOUBT, State.FAILED)]

TO_TELL = text("NOT notices.done")
"""In the words of the index, or SQLite does not know it for the same."""


def _work() -> Select[Any]:
    """Return the query for what kinds of things there are to do ``now``: looks into indexes."""

    def ready_in(state: State) -> ColumnElement[bool]:
        return exists().where(_due.state == state.value, _due.ready <= _NOW)

    return select(
        exists().where(_to.next_due <= _NOW, _to.status == Status.ACTIVE.value).label("due"),
        ready_in(State.PLANNED).label("planned"),
        ready_in(State.SENDING).label("sending"),
        ready_in(State.IN_DOUBT).label("in_doubt"),
        exists().where(_due.follow_at <= _NOW).label("unfinished"),
        exists().where(_due.correct_at <= _NOW).label("corrections"),
        exists().where(TO_TELL, notices.c.ready <= _NOW).label("notices"),
    )


def _turns() -> Select[Any]:
    """Return the query for what may be sent on a ``platform`` ``now``, one a subscription.

    A server with hundreds of channels has as many turns as one with a single channel, until that
    has nothing left to send.
    """
    oldest = (
        func.row_number()
        .over(partition_by=_due.subscription_id, order_by=(_due.slot, _due.nth))
        .label("oldest")
    )
    being_sent = deliveries.alias("being_sent")
    waiting = (
        select(_due.id, _due.ready, _to.server, oldest)
        .join(subscriptions)
        .where(
            _due.state == State.PLANNED.value,
            _due.ready <= _NOW,
            _to.platform == bindparam("platform"),
            ~exists().where(
                being_sent.c.subscription_id == _due.subscription_id,
                being_sent.c.state == State.SENDING.value,
            ),
        )
        .subquery()
    )
    turn = (
        func.row_number()
        .over(partition_by=waiting.c.server, order_by=(waiting.c.ready, waiting.c.id))
        .label("turn")
    )
    turns = select(waiting.c.id, waiting.c.ready, turn).where(waiting.c.oldest == 1).subquery()
    return (
        select(turns.c.id, turns.c.turn)
        .where(turns.c.ready > bindparam("since"))
        .order_by(turns.c.turn, turns.c.ready, turns.c.id)
        .limit(_LIMIT)
    )


def unindexed(number: ColumnElement[int]) -> ColumnElement[int]:
    """Return a number in a form for which a database does not use an index.

    SQLite likes to go through a whole table by id, where a few rows by another index and a sort
    would do: ids then come in order, and it cannot know how few rows are due.
    """
    return number + 0


def _overdue() -> Select[Any]:
    """Return the query for what was due ``since`` a time and ``before`` another, and not posted.

    Deliveries that did not come to an end, and subscriptions that nobody plans for; but none of
    which somebody was told already.
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
    known = exists().where(
        notices.c.subscription_id == both.c.subscription_id, notices.c.slot == both.c.slot
    )
    return select(both).where(~known).order_by(both.c.due).limit(_LIMIT)


_TO_ID, _DUE_ID = unindexed(_to.id), unindexed(_due.id)
WORK = _work()
# Costs what is due, not what exists: next_due is indexed.
DUE = (
    select(subscriptions)
    .where(_to.next_due <= _NOW, _TO_ID > _AFTER, _to.status == Status.ACTIVE.value)
    .order_by(_TO_ID)
    .limit(_LIMIT)
)
TURNS = _turns()
UNFINISHED = (
    select(deliveries)
    .where(_due.follow_at <= _NOW, _DUE_ID > _AFTER)
    .order_by(_DUE_ID)
    .limit(_LIMIT)
)
OVERDUE = _overdue()
TELLING = (
    select(notices)
    .where(TO_TELL, notices.c.ready <= _NOW)
    .order_by(notices.c.ready, notices.c.id)
    .limit(_LIMIT)
)
# By id, so that one that stays where it is does not stand in the way of those behind it.
IN_STATE = (
    select(deliveries)
    .where(_due.state == bindparam("state"), _due.id > _AFTER)
    .order_by(_due.id)
    .limit(_LIMIT)
)
READY_IN_STATE = IN_STATE.where(_due.ready <= _NOW)
