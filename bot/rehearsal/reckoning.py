"""The judge's own reckoning of which slots are due when. It shares nothing with the planner.

A zone is a list of stretches with one offset each. A local time is due at the first moment at
which the zone's clocks show it or more.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain.subscription import Subscription

_STEP = dt.timedelta(minutes=15)
"""Zones change at whole quarters of an hour."""
_DAY = dt.timedelta(days=1)

HolidayOn = Callable[[str, dt.date], str]


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` (UTC, without saying so) up to ``end``, clocks are ``offset`` ahead of UTC."""

    start: dt.datetime
    end: dt.datetime
    offset: dt.timedelta


@dataclass(frozen=True, slots=True)
class Due:
    """A slot: when it is due, and from when on it comes too late."""

    date: dt.date
    nth: int
    due: dt.datetime
    until: dt.datetime


class Reckoning:
    """Reckons for the dates from one to another, both included."""

    def __init__(self, first: dt.date, last: dt.date, holiday_on: HolidayOn) -> None:
        self._first, self._last = first, last
        self._holiday_on = holiday_on
        self._stretches = cache(self._stretches_of)
        self._moment = cache(self._moment_of)

    def slots(self, wish: Subscription) -> Iterator[Due]:
        """Yield the slots of a subscription, as they are due."""
        found: list[Due] = []
        for number in range((self._last - self._first).days + 1):
            date = self._first + number * _DAY
            if self._wanted(wish, date):
                found += self._on(wish, date)
        yield from sorted(found, key=lambda slot: (slot.due, slot.date, slot.nth))

    def _wanted(self, wish: Subscription, date: dt.date) -> bool:
        if date.weekday() not in wish.days or (wish.starts and date < wish.starts):
            return False
        if any(vacation.first <= date <= vacation.last for vacation in wish.vacations):
            return False
        return not (wish.holidays and self._holiday_on(wish.holidays, date))

    def _on(self, wish: Subscription, date: dt.date) -> Iterator[Due]:
        for nth, at in enumerate(wish.times):
            due = self._moment(wish.zone, date, at)
            if due is not None:
                over = self._end(wish.zone, date)
                until = over if wish.catch_up is None else min(over, due + wish.catch_up)
                yield Due(date, nth, due, until)

    def _end(self, zone: ZoneInfo, date: dt.date) -> dt.datetime:
        """When a date is over: when the next one that there is begins."""
        midnight = dt.time(0)
        for days in (1, 2):
            if over := self._moment(zone, date + days * _DAY, midnight):
                return over
        raise AssertionError  # no zone leaves out two dates in a row

    def _moment_of(self, zone: ZoneInfo, date: dt.date, at: dt.time) -> dt.datetime | None:
        wall = dt.datetime.combine(date, at)
        for stretch in self._stretches(zone):
            moment = max(stretch.start, wall - stretch.offset)
            if moment < stretch.end:
                shown = moment + stretch.offset
                return moment.replace(tzinfo=dt.UTC) if shown.date() == date else None
        raise AssertionError  # the stretches go further than any slot

    def _stretches_of(self, zone: ZoneInfo) -> list[Stretch]:
        start = dt.datetime.combine(self._first, dt.time(0)) - 3 * _DAY
        end = dt.datetime.combine(self._last, dt.time(0)) + 5 * _DAY
        edges = [start]
        day = start
        while day < end:
            if _offset(zone, day) != _offset(zone, day + _DAY):
                edges.append(_change(zone, day))
            day += _DAY
        return [
            Stretch(one, other, _offset(zone, one))
            for one, other in zip(edges, [*edges[1:], end], strict=True)
        ]


def _offset(zone: ZoneInfo, moment: dt.datetime) -> dt.timedelta:
    return moment.replace(tzinfo=dt.UTC).astimezone(zone).utcoffset() or dt.timedelta()


def _change(zone: ZoneInfo, day: dt.datetime) -> dt.datetime:
    before = _offset(zone, day)
    while _offset(zone, day) == before:
        day += _STEP
    return day
