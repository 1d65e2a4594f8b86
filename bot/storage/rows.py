"""Rows to the domain's words and back."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from bot.domain.delivery import Delivery, State
from bot.domain.subscription import Mode, Slot, Subscription


def subscription_of(row: Row[Any]) -> Subscription:
    """Return the subscription a row holds."""
    return Subscription(
        id=row.id,
        platform=row.platform,
        channel=row.channel,
        at=dt.time.fromisoformat(row.local_time),
        zone=ZoneInfo(row.zone),
        track=row.track,
        days=frozenset(map(int, row.days)),
        mode=Mode(row.mode),
    )


def columns_of(wish: Subscription, first: Slot) -> dict[str, Any]:
    """Return the columns of a new subscription."""
    return {
        "platform": wish.platform,
        "channel": wish.channel,
        "local_time": wish.at.strftime("%H:%M"),
        "zone": wish.zone.key,
        "days": "".join(map(str, sorted(wish.days))),
        "track": wish.track,
        "mode": wish.mode.value,
        "next_date": first.date,
        "next_due": first.due,
    }


def delivery_of(row: Row[Any]) -> Delivery:
    """Return the delivery a row holds."""
    return Delivery(
        id=row.id,
        subscription_id=row.subscription_id,
        slot=row.slot,
        due=row.due,
        state=State(row.state),
        lesson_id=row.lesson_id,
        reason=row.reason,
        post_id=row.post_id,
        attempts=row.attempts,
    )
