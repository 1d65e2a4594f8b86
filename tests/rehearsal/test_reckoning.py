"""The judge's reckoning, where it can be known what is right."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.domain.subscription import Subscription, Vacation
from bot.rehearsal.reckoning import Due, Reckoning


def slots(zone: str, at: str, first: str, last: str, **wish: object) -> list[Due]:
    subscription = Subscription(
        1,
        "nonce",
        "c",
        (dt.time.fromisoformat(at),),
        ZoneInfo(zone),
        "short",
        **wish,  # type: ignore[arg-type]
    )
    dates = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    return list(Reckoning(*dates, lambda region, date: "").slots(subscription))


def test_a_time_in_a_gap_is_due_when_the_gap_ends() -> None:
    # In Cairo clocks go from 00:00 to 01:00 on 24 April 2026.
    (slot,) = slots("Africa/Cairo", "00:30", "2026-04-24", "2026-04-24")
    assert slot.due == dt.datetime(2026, 4, 23, 22, tzinfo=dt.UTC)


def test_a_time_that_comes_twice_is_due_the_first_time() -> None:
    (slot,) = slots("Europe/Berlin", "02:30", "2026-10-25", "2026-10-25")
    assert slot.due == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_a_date_that_a_zone_leaves_out_has_no_slot() -> None:
    found = slots("Pacific/Apia", "08:00", "2011-12-29", "2011-12-31")
    assert [slot.date.day for slot in found] == [29, 31]
    assert found[0].until == dt.datetime(2011, 12, 30, 10, tzinfo=dt.UTC)


def test_vacations_and_the_catch_up_window_count() -> None:
    vacation = Vacation(dt.date(2026, 1, 2), dt.date(2026, 1, 3))
    found = slots(
        "UTC",
        "08:00",
        "2026-01-01",
        "2026-01-04",
        vacations=(vacation,),
        catch_up=dt.timedelta(hours=1),
    )
    assert [slot.date.day for slot in found] == [1, 4]
    assert found[0].until == dt.datetime(2026, 1, 1, 9, tzinfo=dt.UTC)
