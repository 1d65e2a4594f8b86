"""Which backups are kept: many of the last days, fewer of the last months."""

import datetime as dt
from collections.abc import Collection, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Keep:
    """Of how many days, weeks and months that have a backup the newest one is kept.

    Days and weeks (from Monday) in UTC.
    """

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


def outdated(times: Collection[dt.datetime], keep: Keep) -> list[dt.datetime]:
    """Return the times (UTC) of the backups that are not kept, oldest first; never the newest."""
    kept = {max(times)} if times else set()
    for many, period in ((keep.daily, _day), (keep.weekly, _week), (keep.monthly, _month)):
        newest = {period(at): at for at in sorted(times)}
        kept |= set(sorted(newest.values(), reverse=True)[:many])
    return sorted(set(times) - kept)


def _day(at: dt.datetime) -> Hashable:
    return at.date()


def _week(at: dt.datetime) -> Hashable:
    return at.isocalendar()[:2]


def _month(at: dt.datetime) -> Hashable:
    return at.year, at.month
