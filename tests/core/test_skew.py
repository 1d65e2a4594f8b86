import datetime as dt
from email.utils import format_datetime

import pytest

from bot.core.skew import KEPT, Skew
from tests.fakes.clock import FakeClock


def date(now: dt.datetime, **off: float) -> str:
    return format_datetime((now + dt.timedelta(**off)).replace(microsecond=0), usegmt=True)


class Monotonic:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_clock_that_is_right_is_not_off() -> None:
    clock = FakeClock("2026-01-16T09:00:00.950000+00:00")
    skew = Skew(clock)
    assert skew.known is None
    skew.measure(date(clock.now()), clock.now())
    assert skew.known == dt.timedelta()


@pytest.mark.parametrize("minutes", [-30, -2, 2, 60])
def test_a_clock_that_is_off_is_measured(minutes: float) -> None:
    clock = FakeClock()
    skew = Skew(clock)
    skew.measure(date(clock.now(), minutes=minutes), clock.now())
    assert skew.known is not None
    assert abs(skew.known - dt.timedelta(minutes=minutes)) <= dt.timedelta(seconds=1)


def test_an_answer_that_took_long_makes_no_skew() -> None:
    clock = FakeClock()
    skew, asked = Skew(clock), clock.now()
    clock.go_on(seconds=90)
    for seconds in (0, 45, 90):
        skew.measure(date(asked, seconds=seconds), asked)
        assert skew.known == dt.timedelta()
    skew.measure(date(asked, seconds=200), asked)
    assert skew.known == dt.timedelta(seconds=110)


def test_a_clock_that_is_put_back_meanwhile_makes_no_skew() -> None:
    clock = FakeClock()
    skew, asked = Skew(clock), clock.now()
    clock.go_on(hours=-1)
    skew.measure(date(asked), asked)
    assert skew.known == dt.timedelta()


def test_an_old_measure_says_nothing() -> None:
    clock, monotonic = FakeClock(), Monotonic()
    skew = Skew(clock, monotonic)
    skew.measure(date(clock.now(), hours=1), clock.now())
    monotonic.now = KEPT
    assert skew.known is not None
    monotonic.now = KEPT + 1
    assert skew.known is None


@pytest.mark.parametrize("said", ["", "yesterday", "Fri, 16 Jan 2026 09:00:00", "Fri, 99 Jan 2026"])
def test_what_is_no_date_is_no_measure(said: str) -> None:
    skew = Skew(FakeClock())
    skew.measure(said, FakeClock().now())
    assert skew.known is None
