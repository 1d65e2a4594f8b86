"""In which order what is due goes out: the first of every server before the second of any."""

import datetime as dt
from typing import Any

from sqlalchemy import Select, func, select

from bot.domain.delivery import State
from bot.storage.tables import deliveries, subscriptions


def fair(platform: str, now: dt.datetime, limit: int) -> Select[Any]:
    """Return the query for what may be sent on a platform now, one delivery a subscription.

    A server with hundreds of channels has as many turns as one with a single channel, until that
    has nothing left to send.
    """
    due, to = deliveries.c, subscriptions.c
    oldest = (
        func.row_number()
        .over(partition_by=due.subscription_id, order_by=(due.slot, due.nth))
        .label("oldest")
    )
    waiting = (
        select(deliveries, to.server, oldest)
        .join(subscriptions)
        .where(due.state == State.PLANNED.value, due.ready <= now, to.platform == platform)
        .subquery()
    )
    turn = (
        func.row_number()
        .over(partition_by=waiting.c.server, order_by=(waiting.c.ready, waiting.c.id))
        .label("turn")
    )
    turns = select(waiting, turn).where(waiting.c.oldest == 1).subquery()
    return select(turns).order_by(turns.c.turn, turns.c.ready, turns.c.id).limit(limit)
