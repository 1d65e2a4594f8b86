"""Planning slots and moving deliveries on: what commands and delivery both do."""

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import (
    BindParameter,
    bindparam,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Plan, Planned
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import Status
from bot.storage.inserts import insert_if_new
from bot.storage.moves_at_once import Values, move_at_once
from bot.storage.tables import Instant, deliveries, events, subscriptions

_TO_DATE: BindParameter[dt.date] = bindparam("to_date")
_TO_NTH: BindParameter[int] = bindparam("to_nth")
# Only forward: a second planner that read an older state must not turn it back.
_ONWARD = (
    update(subscriptions)
    .where(
        subscriptions.c.id == bindparam("of"),
        (subscriptions.c.next_date < _TO_DATE)
        | ((subscriptions.c.next_date == _TO_DATE) & (subscriptions.c.next_nth < _TO_NTH)),
    )
    .values(next_date=_TO_DATE, next_due=bindparam("to_due"), next_nth=_TO_NTH)
)
_NOTE_NEW = insert(events).from_select(
    ["delivery_id", "at", "state", "reason"],
    select(
        deliveries.c.id,
        bindparam("planned_at", type_=Instant),
        deliveries.c.state,
        deliveries.c.reason,
    ).where(
        deliveries.c.subscription_id.in_(bindparam("ours", expanding=True)),
        deliveries.c.slot >= bindparam("since"),
        # Those that are not new have one already.
        ~exists().where(events.c.delivery_id == deliveries.c.id),
    ),
)


async def plan_all(engine: AsyncEngine, plans: Sequence[Plan]) -> None:
    """Record deliveries for slots that have none yet, and the slots that come next."""
    if not plans:
        return
    rows = [_row(plan.subscription_id, one) for plan in plans for one in plan.planned]
    nexts = [
        {
            "of": plan.subscription_id,
            "to_date": plan.then.date,
            "to_due": plan.then.due,
            "to_nth": plan.then.nth,
        }
        for plan in plans
    ]
    async with locking(engine).begin() as connection:
        if rows:
            await connection.execute(insert_if_new(deliveries, rows[0]), rows)
            ours = [plan.subscription_id for plan in plans]
            since = min(row["slot"] for row in rows)
            new = {"ours": ours, "since": since, "planned_at": plans[0].at}
            await connection.execute(_NOTE_NEW, new)
        await connection.execute(_ONWARD, nexts)


def locking(engine: AsyncEngine) -> AsyncEngine:
    """Return the engine with transactions that lock before they look.

    What is changed then has been changed by nobody since it was looked at.
    """
    return engine.execution_options(begin="IMMEDIATE")


async def move_all(engine: AsyncEngine, moves: Sequence[tuple[Delivery, Change]]) -> frozenset[int]:
    """Change deliveries that still are in the state that is said of them, and were not tried since.

    Returns the ids of those that were. The deliveries must differ. ``engine`` is one that
    ``locking`` gave.
    """
    wishes = [_values(delivery, change) for delivery, change in moves]
    if engine.dialect.name == "postgresql":
        return await move_at_once(engine, wishes)
    moved: set[int] = set()
    async with engine.begin() as connection:
        for (before, begins), group in groupby(sorted(wishes, key=_kind), key=_kind):
            there = {one["of"]: one for one in group}
            query, values = _STILL_ACTIVE if begins else _STILL, {"ids": [*there], "state": before}
            rows = await connection.execute(query, values)
            found = [there[row.id] for row in rows if there[row.id]["tries"] == row.attempts]
            if found:
                await connection.execute(_MOVE, found)
                await connection.execute(_NOTE, found)
            moved |= {one["of"] for one in found}
    return frozenset(moved)


_STILL = select(deliveries.c.id, deliveries.c.attempts).where(
    deliveries.c.id.in_(bindparam("ids", expanding=True)),
    deliveries.c.state == bindparam("state"),
)
# A post begins only if nobody paused.
_STILL_ACTIVE = _STILL.join(subscriptions).where(subscriptions.c.status == Status.ACTIVE.value)
_MOVE = (
    update(deliveries)
    .where(deliveries.c.id == bindparam("of"))
    .values(
        state=bindparam("to_state"),
        ready=bindparam("to_ready"),
        reason=bindparam("to_reason"),
        lesson_id=bindparam("to_lesson"),
        post_id=bindparam("to_post"),
        attempts=deliveries.c.attempts + bindparam("more_attempts"),
        tried=bindparam("to_tried"),
        late=bindparam("to_late"),
        again=bindparam("to_again"),
        edition=bindparam("to_edition"),
        follow_at=bindparam("to_follow_at"),
    )
)
_NOTE = insert(events).values(
    delivery_id=bindparam("of"),
    at=bindparam("to_at"),
    state=bindparam("to_state"),
    reason=bindparam("to_reason"),
)


def _kind(wish: Values) -> tuple[str, bool]:
    """Return which state is left, and whether a post begins."""
    return str(wish["before"]), bool(wish["begins"])


def _values(delivery: Delivery, change: Change) -> Values:
    return {
        "of": delivery.id,
        "before": delivery.state.value,
        # Tried since by another worker, it may be in the same state, and is not what it was.
        "tries": delivery.attempts,
        "begins": change.state is State.SENDING,
        "to_state": change.state.value,
        "to_at": change.at,
        "to_ready": change.ready or change.at,
        "to_reason": change.reason,
        "to_lesson": change.lesson_id or delivery.lesson_id,
        "to_post": change.post_id or delivery.post_id,
        "more_attempts": int(change.state is State.SENDING) - int(change.untried),
        "to_tried": _tried(delivery, change),
        "to_late": delivery.late if change.late is None else change.late,
        "to_again": delivery.again if change.again is None else change.again,
        "to_edition": change.edition or delivery.edition,
        "to_follow_at": _follow_at(delivery, change),
    }


def _tried(delivery: Delivery, change: Change) -> dt.datetime | None:
    """When the first try began that may have come to something."""
    if change.state is State.PLANNED:
        # Planned again, it surely was not posted.
        return None
    sending = change.state is State.SENDING
    return delivery.tried or (change.at if sending else None)


def _follow_at(delivery: Delivery, change: Change) -> dt.datetime | None:
    unfinished = delivery.unfinished if change.unfinished is None else change.unfinished
    return (change.ready or change.at) if unfinished else None


def _row(subscription_id: int, planned: Planned) -> dict[str, Any]:
    return {
        "subscription_id": subscription_id,
        "slot": planned.slot.date,
        "nth": planned.slot.nth,
        "due": planned.slot.due,
        "state": planned.state.value,
        "reason": planned.reason,
        "attempts": 0,
        "ready": planned.slot.due,
    }
