"""Rows to the domain's words and back."""

import datetime as dt
import logging
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Row

from bot.domain.delivery import Delivery, State
from bot.domain.subscription import (
    Ending,
    Mode,
    PostOptions,
    Slot,
    Status,
    Subscription,
    Vacation,
)

log = logging.getLogger(__name__)


def subscription_of(row: Row[Any]) -> Subscription:
    """Return the subscription a row holds."""
    return Subscription(
        id=row.id,
        platform=row.platform,
        channel=row.channel,
        times=_times(row.times),
        zone=ZoneInfo(row.zone),
        track=row.track,
        days=_days(row.days),
        mode=Mode(row.mode),
        server=row.server,
        options=PostOptions(row.thread, row.publish, row.mention, row.tag),
        status=Status(row.status),
        reason=row.reason,
        holidays=row.holidays,
        ending=Ending(row.ending),
        starts=row.starts,
        vacations=_vacations(row.vacations),
        catch_up=None if row.catch_up is None else dt.timedelta(minutes=row.catch_up),
        owner=row.owner,
        language=row.language,
    )


def readable(row: Row[Any]) -> Subscription | None:
    """Return the subscription a row holds; ``None`` if it makes no sense, which is logged."""
    try:
        return subscription_of(row)
    except (KeyError, ValueError, OSError):
        # zoneinfo raises KeyError for a zone that is no more, and OSError for a strange name.
        log.exception("subscription %s can't be read; its channel gets no lessons", row.id)
        return None


def columns_of(wish: Subscription) -> dict[str, Any]:
    """Return the columns of a subscription, but not those of the slot that comes next."""
    return {
        "platform": wish.platform,
        "channel": wish.channel,
        "times": " ".join(at.strftime("%H:%M") for at in wish.times),
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
        "ending": wish.ending.value,
        "starts": wish.starts,
        "vacations": " ".join(f"{one.first}/{one.last}" for one in wish.vacations),
        "catch_up": None if wish.catch_up is None else wish.catch_up // dt.timedelta(minutes=1),
        "owner": wish.owner,
        "language": wish.language,
    }


def slot_columns_of(slot: Slot) -> dict[str, Any]:
    """Return the columns of the slot that comes next."""
    return {"next_date": slot.date, "next_due": slot.due, "next_nth": slot.nth}


def slot_of(row: Row[Any]) -> Slot:
    """Return the slot that comes next."""
    return Slot(row.next_date, row.next_due, row.next_nth)


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
        nth=row.nth,
        tried=row.tried,
        late=row.late,
        edition=row.edition,
        unfinished=row.follow_at is not None,
        again=row.again,
    )


# Most channels wish one of a few times and days: they are read once.


@lru_cache
def _times(text: str) -> tuple[dt.time, ...]:
    return tuple(map(dt.time.fromisoformat, text.split()))


@lru_cache
def _days(text: str) -> frozenset[int]:
    return frozenset(map(int, text))


@lru_cache
def _vacations(text: str) -> tuple[Vacation, ...]:
    return tuple(map(_vacation, text.split()))


def _vacation(text: str) -> Vacation:
    first, _, last = text.partition("/")
    return Vacation(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
