"""Every zone there is, every date of seven years: each local time is exactly one instant."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest

from bot.domain.calendar import DAY, instant

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2030, 12, 31)
TIMES = (dt.time(0), dt.time(2, 30), dt.time(8), dt.time(23, 59))
SHARDS = 4
"""So that a fault names a quarter of the zones, and two processors can share the work."""


@cache
def zones() -> list[tuple[str, ...]]:
    """Zones, those together that have the very same rules: links, and towns with one history."""
    alike = defaultdict[bytes, list[str]](list)
    for key in sorted(available_timezones()):
        alike[rules(key)].append(key)
    return [tuple(keys) for keys in alike.values()]


def rules(key: str) -> bytes:
    """What the package of time zones says of one; of one it does not know, its name."""
    file = files("tzdata").joinpath("zoneinfo", *key.split("/"))
    return file.read_bytes() if file.is_file() else key.encode()


def dates() -> Iterator[dt.date]:
    date = FIRST
    while date <= LAST:
        yield date
        date += DAY


def test_all_the_zones_there_are_are_tried() -> None:
    tried = {key for keys in zones() for key in keys}
    assert tried == available_timezones()
    assert len(tried) > 550


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("at", TIMES, ids=str)
def test_each_date_has_exactly_one_instant_and_they_come_in_order(at: dt.time, shard: int) -> None:
    for key, *_ in zones()[shard::SHARDS]:
        zone, before = ZoneInfo(key), dt.datetime.min.replace(tzinfo=dt.UTC)
        for date in dates():
            moment = instant(date, at, zone)
            assert moment is not None, (key, date, at)
            local = moment.astimezone(zone)
            assert local.date() == date, (key, date, at)
            assert local.time() == at or is_at_a_gap(moment, date, at, zone), (key, date, at)
            assert moment > before, (key, date, at)
            before = moment


def is_at_a_gap(moment: dt.datetime, date: dt.date, at: dt.time, zone: ZoneInfo) -> bool:
    """Whether clocks went past a time: just before a moment, or to the next day just after it."""
    wall, minute = dt.datetime.combine(date, at), dt.timedelta(minutes=1)

    def local(one: dt.datetime) -> dt.datetime:
        return one.astimezone(zone).replace(tzinfo=None)

    just_after = local(moment - dt.timedelta(seconds=1)) < wall < local(moment)
    to_midnight = local(moment) < wall and local(moment + minute).time() == dt.time(0)
    return just_after or to_midnight


@pytest.mark.parametrize(
    ("key", "date", "at", "expected"),
    [
        # Clocks go ahead at midnight: the day begins at one.
        ("Africa/Cairo", "2026-04-24", "00:30", "2026-04-24T01:00+03:00"),
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30+11:00"),
        # They go ahead to midnight: the day ends an hour early.
        ("America/Nuuk", "2024-03-30", "23:30", "2024-03-30T21:59-03:00"),
        # A time that comes twice, is its first.
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30+02:00"),
        ("America/New_York", "2026-03-08", "02:30", "2026-03-08T03:00-04:00"),
    ],
)
def test_what_that_means(key: str, date: str, at: str, expected: str) -> None:
    found = instant(dt.date.fromisoformat(date), dt.time.fromisoformat(at), ZoneInfo(key))
    assert found == dt.datetime.fromisoformat(expected)


def test_a_date_that_a_zone_left_out_has_none() -> None:
    assert instant(dt.date(2011, 12, 30), dt.time(8), ZoneInfo("Pacific/Apia")) is None
