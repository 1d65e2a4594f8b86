"""Which deliveries are to be worked on, and in which order."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    text,
    union_all,
)

from bot.domain.delivery import UNDER_WAY, State
from bot.domain.subscription import Status
from bot.storage.tables import deliveries, notices, subscriptions

_due, _to = deliveries.c, subscriptions.c
_UNPOSTED = [state.value for state in (State.PLANNED, State.SENDING, State.IN_DOUBT, State.FAILED)]

TO_TELL = text("NOT notices.done")
"""In the words of the index, or SQLite does not know it for the same."""


def anything(now: dt.datetime) -> Select[Any]:
    """Return the query for whether there is anything to do: a few looks into indexes."""
    under_way = [state.value for state in UNDER_WAY]
    return select(
        or_(
            exists().where(_to.next_due <= now, _to.status == Status.ACTIVE.value),
            exists().where(_due.state.in_(under_way), _due.ready <= now),
            exists().where(_due.follow_at <= now),
            exists().where(_due.correct_at <= now),
            exists().where(TO_TELL, notices.c.ready <= now),
        )
    )


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


def unindexed(number: ColumnElement[int]) -> ColumnElement[int]:
    """Return a number in a form for which a database does not use an index.

    SQLite likes to go through a whole table by id, where a few rows by another index and a sort
    would do: ids then come in order, and it cannot know how few rows are due.
    """
    return number + 0


def unfinished(now: dt.datetime, limit: int, after_id: int) -> Select[Any]:
    """Return the query for what stands without its thread or the like, by id."""
    number = unindexed(_due.id)
    query = select(deliveries).where(_due.follow_at <= now, number > after_id)
    return query.order_by(number).limit(limit)


def overdue(since: dt.datetime, before: dt.datetime, limit: int) -> Select[Any]:
    """Return the query for what was due between two times and does not stand.

    Deliveries that did not come to an end, and subscriptions that nobody plans for; but none of
    which somebody was told already.
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
    known = exists().where(
        notices.c.subscription_id == both.c.subscription_id, notices.c.slot == both.c.slot
    )
    return select(both).where(~known).order_by(both.c.due).limit(limit)
