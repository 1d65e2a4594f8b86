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
    """Return the subscription a row holds, whose first columns are those of the table."""
    # Taken apart at once, in the table's order: to ask a row for each by name takes ten times that.
    (
        id_,
        platform,
        channel,
        times,
        zone,
        days,
        track,
        mode,
        server,
        status,
        reason,
        thread,
        publish,
        mention,
        tag,
        holidays,
        ending,
        starts,
        vacations,
        catch_up,
        owner,
        language,
        *_next,
    ) = row
    return Subscription(
        id=id_,
        platform=platform,
        channel=channel,
        times=_times(times),
        zone=ZoneInfo(zone),
        track=track,
        days=_days(days),
        mode=Mode(mode),
        server=server,
        options=_options(thread, publish, mention, tag),
        status=Status(status),
        reason=reason,
        holidays=holidays,
        ending=Ending(ending),
        starts=starts,
        vacations=_vacations(vacations),
        catch_up=None if catch_up is None else dt.timedelta(minutes=catch_up),
        owner=owner,
        language=language,
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
    """Return the delivery a row holds, whose first columns are those of the table."""
    (
        id_,
        subscription_id,
        slot,
        due,
        state,
        lesson_id,
        post_id,
        reason,
        attempts,
        _ready,
        nth,
        tried,
        late,
        again,
        edition,
        follow_at,
        *_rest,
    ) = row
    return Delivery(
        id=id_,
        subscription_id=subscription_id,
        slot=slot,
        due=due,
        state=State(state),
        lesson_id=lesson_id,
        reason=reason,
        post_id=post_id,
        attempts=attempts,
        nth=nth,
        tried=tried,
        late=late,
        edition=edition,
        unfinished=follow_at is not None,
        again=again,
    )


# Most channels wish one of a few times and days: they are read once.


@lru_cache
def _times(text: str) -> tuple[dt.time, ...]:
    return tuple(map(dt.time.fromisoformat, text.split()))


@lru_cache
def _days(text: str) -> frozenset[int]:
    return frozenset(map(int, text))


@lru_cache
def _options(thread: bool, publish: bool, mention: str, tag: str) -> PostOptions:
    return PostOptions(thread, publish, mention, tag)


@lru_cache
def _vacations(text: str) -> tuple[Vacation, ...]:
    return tuple(map(_vacation, text.split()))


def _vacation(text: str) -> Vacation:
    first, _, last = text.partition("/")
    return Vacation(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
