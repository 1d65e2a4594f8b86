"""Local dates and times to instants."""

import datetime as dt
from collections.abc import Callable, Iterator
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain.subscription import Slot, Subscription

DAY, MINUTE = dt.timedelta(days=1), dt.timedelta(minutes=1)
LONGEST_BREAK = dt.timedelta(days=366)
"""After so long without a slot, holidays don't count: where every Sunday is one, a subscription
for Sundays would have none for ever."""

HolidayOn = Callable[[str, dt.date], str]
"""Names the public holiday that a date is in a region such as ``KR``; empty if it is none."""


def instant(date: dt.date, at: dt.time, zone: ZoneInfo) -> dt.datetime | None:
    """Return the instant (UTC) of a local date and time.

    Of a time that comes twice, the first; for one that does not exist, the first moment after the
    gap, or if the day ends with the gap (America/Nuuk, 2024-03-30), the last minute before it.
    ``None`` for a date that the zone left out (Pacific/Apia, 2011-12-30).
    """
    wall = dt.datetime.combine(date, at, tzinfo=zone)
    there = wall.astimezone(dt.UTC)
    if _local(there, zone) == wall.replace(tzinfo=None):
        return there
    after = _end_of_gap(wall)
    moments = (after, after - MINUTE)
    return next((one for one in moments if _local(one, zone).date() == date), None)


def upcoming(
    subscription: Subscription, after: dt.date | Slot, holiday_on: HolidayOn
) -> Iterator[Slot]:
    """Yield the subscription's slots on the dates after a date, or after a slot, without end."""
    last = date = after if isinstance(after, dt.date) else after.date
    if isinstance(after, Slot):
        yield from (slot for slot in slots_on(subscription, date) if slot.nth > after.nth)
    while True:
        date += DAY
        if quiet(subscription, date):
            # A vacation is no break that holidays made.
            last = max(last, date) if date.weekday() in subscription.days else last
            continue
        if date - last <= LONGEST_BREAK and holiday(subscription, date, holiday_on):
            continue
        for slot in slots_on(subscription, date):
            yield slot
            last = date


def slots_on(subscription: Subscription, date: dt.date) -> Iterator[Slot]:
    """Yield the slots of a local date, whatever day it is, in the order they are due."""
    for nth, at in enumerate(subscription.times):
        due = instant(date, at, subscription.zone)
        if due is not None:
            yield Slot(date, due, nth)


def quiet(subscription: Subscription, date: dt.date) -> bool:
    """Tell whether nothing comes on a date, whatever holiday it is."""
    early = subscription.starts is not None and date < subscription.starts
    away = any(date in vacation for vacation in subscription.vacations)
    return early or away or date.weekday() not in subscription.days


def holiday(subscription: Subscription, date: dt.date, holiday_on: HolidayOn) -> str:
    """Return the name of the holiday on which a subscription is quiet; empty if it is not."""
    return holiday_on(subscription.holidays, date) if subscription.holidays else ""


def deadline(subscription: Subscription, date: dt.date, due: dt.datetime) -> dt.datetime:
    """Return the instant from which on a slot's lesson is not posted any more.

    The end of its catch-up window, but never after the end of its local date.
    """
    over = _end_of(date, subscription.zone) or due + DAY
    return over if subscription.catch_up is None else min(over, due + subscription.catch_up)


# Each of the many lessons of a day asks for the end of the same few local dates.
@lru_cache
def _end_of(date: dt.date, zone: ZoneInfo) -> dt.datetime | None:
    # A zone may leave out the day after: then the one after that begins where this one ends.
    midnights = (instant(date + days * DAY, dt.time(0), zone) for days in (1, 2))
    return next((one for one in midnights if one), None)


def local_date(now: dt.datetime, zone: ZoneInfo) -> dt.date:
    """Return the date it is in a zone."""
    return now.astimezone(zone).date()


def _local(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    return moment.astimezone(zone).replace(tzinfo=None)


def _end_of_gap(wall: dt.datetime) -> dt.datetime:
    """Find the change of offset that swallowed a wall time, to the second.

    Read with the offset after the change the time lies before it, and the other way round.
    """
    before = wall.replace(fold=1).astimezone(dt.UTC)
    after = wall.replace(fold=0).astimezone(dt.UTC)
    zone = wall.tzinfo
    offset = after.astimezone(zone).utcoffset()
    while after - before > dt.timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if middle.astimezone(zone).utcoffset() == offset:
            after = middle
        else:
            before = middle
    return after
