"""Rows to the domain's words and back."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from bot.domain.delivery import Delivery, State
from bot.domain.subscription import Mode, PostOptions, Slot, Status, Subscription


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
        server=row.server,
        options=PostOptions(row.thread, row.publish, row.mention, row.tag),
        status=Status(row.status),
        reason=row.reason,
        holidays=row.holidays,
    )


def columns_of(wish: Subscription) -> dict[str, Any]:
    """Return the columns of a subscription, but not those of the slot that comes next."""
    return {
        "platform": wish.platform,
        "channel": wish.channel,
        "local_time": wish.at.strftime("%H:%M"),
        "zone": wish.zone.key,
        "days": "".join(map(str, sorted(wish.days))),
        "track": wish.track,
        "mode": wish.mode.value,
        "server": wish.server,
        "status": wish.status.value,
        "reason": wish.reason,
        "thread": wish.options.thread,
        "publish": wish.options.publish,
        "mention": wish.options.mention,
        "tag": wish.options.tag,
        "holidays": wish.holidays,
    }


def slot_columns_of(slot: Slot) -> dict[str, Any]:
    """Return the columns of the slot that comes next."""
    return {"next_date": slot.date, "next_due": slot.due}


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
