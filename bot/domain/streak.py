"""Days on which somebody practised, one after the other."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.calendar import DAY


@dataclass(frozen=True, slots=True)
class Streak:
    """How many days in a row, by now and at the best.

    ``today``: today is one of them; else it is still to come, and a streak that reached
    yesterday stands until the day is over.
    """

    days: int
    longest: int
    today: bool


def streak_of(days: Collection[dt.date], today: dt.date) -> Streak:
    """Return the streak that somebody's local days make, as of their local date today."""
    known = frozenset(days)
    last = today if today in known else today - DAY
    longest = max((_length(known, day) for day in known if day + DAY not in known), default=0)
    return Streak(_length(known, last), longest, today in known)


def _length(days: Collection[dt.date], last: dt.date) -> int:
    """Return how many days in a row end with one."""
    length = 0
    while last - length * DAY in days:
        length += 1
    return length
