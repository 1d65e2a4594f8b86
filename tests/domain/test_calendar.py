import datetime as dt
from dataclasses import replace
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot.core.holidays import NO_HOLIDAYS
from bot.domain.calendar import instant, local_date, upcoming
from bot.domain.subscription import WORKING_DAYS, Subscription
from tests.fakes.holidays import FakeHolidays


def at(date: str, time: str, zone: str) -> str | None:
    found = instant(dt.date.fromisoformat(date), dt.time.fromisoformat(time), ZoneInfo(zone))
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("date", "time", "zone", "expected"),
    [
        ("2026-01-16", "08:00", "Asia/Seoul", "2026-01-15T23:00:00+00:00"),
        ("2026-07-16", "08:00", "Europe/Berlin", "2026-07-16T06:00:00+00:00"),
        # The clock jumps from 02:00 to 03:00: the first moment after is 03:00.
        ("2026-03-29", "02:30", "Europe/Berlin", "2026-03-29T01:00:00+00:00"),
        ("2026-03-08", "02:00", "America/New_York", "2026-03-08T07:00:00+00:00"),
        # Midnight itself does not exist; the day begins at 01:00.
        ("2026-04-24", "00:00", "Africa/Cairo", "2026-04-23T22:00:00+00:00"),
        # A gap of half an hour.
        ("2026-10-04", "02:15", "Australia/Lord_Howe", "2026-10-03T15:30:00+00:00"),
        # 02:30 comes twice: the first.
        ("2026-10-25", "02:30", "Europe/Berlin", "2026-10-25T00:30:00+00:00"),
        # Samoa left this date out.
        ("2011-12-30", "08:00", "Pacific/Apia", None),
        ("2011-12-31", "08:00", "Pacific/Apia", "2011-12-30T18:00:00+00:00"),
    ],
)
def test_a_local_time_has_one_instant(
    date: str, time: str, zone: str, expected: str | None
) -> None:
    assert at(date, time, zone) == expected


def test_every_date_of_a_year_with_gaps_at_midnight_has_its_instant() -> None:
    zone = ZoneInfo("Africa/Cairo")
    start = dt.date(2026, 1, 1)
    days = [start + dt.timedelta(days=n) for n in range(365)]
    found = [instant(day, dt.time(0, 0), zone) for day in days]
    assert [local_date(one, zone) for one in found if one] == days


def test_slots_come_on_the_days_that_were_asked_for() -> None:
    wish = Subscription(
        1, "web", "classroom", (dt.time(8),), ZoneInfo("Asia/Seoul"), "news", WORKING_DAYS
    )
    slots = islice(upcoming(wish, dt.date(2026, 1, 15), NO_HOLIDAYS.on), 3)
    assert [slot.date.isoformat() for slot in slots] == ["2026-01-16", "2026-01-19", "2026-01-20"]


QUIET = Subscription(
    1,
    "web",
    "classroom",
    (dt.time(8),),
    ZoneInfo("Asia/Seoul"),
    "news",
    WORKING_DAYS,
    holidays="KR",
)


def test_holidays_are_passed_over() -> None:
    holidays = FakeHolidays({"KR": {"2026-02-16": "Eve", "2026-02-17": "Seollal"}})
    slots = islice(upcoming(QUIET, dt.date(2026, 2, 12), holidays.on), 2)
    assert [slot.date.isoformat() for slot in slots] == ["2026-02-13", "2026-02-18"]


def test_who_wants_no_holidays_has_none() -> None:
    holidays = FakeHolidays({"KR": {"2026-02-16": "Eve"}, "": {"2026-02-16": "Eve"}})
    wish = replace(QUIET, holidays="")
    (slot,) = islice(upcoming(wish, dt.date(2026, 2, 15), holidays.on), 1)
    assert slot.date.isoformat() == "2026-02-16"


def test_where_every_day_is_a_holiday_there_is_an_end_of_looking() -> None:
    slots = islice(upcoming(QUIET, dt.date(2026, 1, 15), lambda _region, _date: "Always"), 2)
    assert [slot.date.isoformat() for slot in slots] == ["2027-01-18", "2028-01-20"]
