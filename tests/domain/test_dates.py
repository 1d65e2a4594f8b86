import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.dates import REST_OF_DAY, read_date, read_span
from bot.domain.timetable import read_time, times_in

FRIDAY = dt.date(2026, 1, 16)


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("2026-12-01", "2026-12-01"),
        ("2026-2-3", "2026-02-03"),
        ("2026.12.1", "2026-12-01"),
        ("2026/12/01", "2026-12-01"),
        ("2025-12-01", "2025-12-01"),
        ("2026년 12월 1일", "2026-12-01"),
        ("12월 1일", "2026-12-01"),
        ("1월 15일", "2027-01-15"),
        ("1월 16일 (금)", "2026-01-16"),
        ("1 December", "2026-12-01"),
        ("December 1st", "2026-12-01"),
        ("Dec 1, 2027", "2027-12-01"),
        ("Tuesday, 1 December 2026", "2026-12-01"),
        ("15 jan", "2027-01-15"),
        ("29 february", "2028-02-29"),
        ("today", "2026-01-16"),
        ("Tomorrow", "2026-01-17"),
        ("the day after tomorrow", "2026-01-18"),
        ("오늘", "2026-01-16"),
        ("내일", "2026-01-17"),
        ("모레", "2026-01-18"),
        ("monday", "2026-01-19"),
        ("next Monday", "2026-01-19"),
        ("friday", "2026-01-23"),
        ("월요일", "2026-01-19"),
        ("다음 주 수요일", "2026-01-21"),
        ("다음주 금", "2026-01-23"),
        ("in 3 days", "2026-01-19"),
        ("in two weeks", "2026-01-30"),
        ("in a week", "2026-01-23"),
        ("3일 뒤", "2026-01-19"),
        ("2주 후", "2026-01-30"),
    ],
)
def test_dates_as_people_write_them(words: str, date: str) -> None:
    assert read_date(words, FRIDAY) == dt.date.fromisoformat(date)


@pytest.mark.parametrize(
    "words",
    [
        *("", "soon", "2026-13-01", "2026-02-30", "30 february", "12-01", "1", "월", "mon"),
        *("08:00", "weekdays", "next", "next year", "2026-12.01", "20261201", "0월 1일"),
        "in 2 years",
    ],
)
def test_what_is_no_date_is_not_guessed(words: str) -> None:
    assert read_date(words, FRIDAY) is None


@given(st.text(max_size=30), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_no_words_break_the_reading_of_dates_and_spans(words: str, today: dt.date) -> None:
    read_date(words, today)
    read_span(words)
    times_in(words)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_a_date_reads_as_itself(date: dt.date) -> None:
    for words in (f"{date}", f"{date.day} {date:%B} {date.year}", f"{date:%Y년 %m월 %d일}"):
        assert read_date(words, FRIDAY) == date


@pytest.mark.parametrize(
    ("words", "minutes"),
    [
        ("2 hours", 120),
        ("90 minutes", 90),
        ("30m", 30),
        ("1h30", 90),
        ("1 h 30 min", 90),
        ("1 hour and 15 minutes", 75),
        ("1.5 hours", 90),
        ("an hour", 60),
        ("half an hour", 30),
        ("2 hours late", 120),
        ("2시간", 120),
        ("1시간 반", 90),
        ("한 시간", 60),
        ("1시간 30분", 90),
        ("45분", 45),
        ("rest of the day", 1440),
        ("day", 1440),
        ("하루", 1440),
        ("하루 종일", 1440),
        ("48 hours", 1440),
    ],
)
def test_spans_as_people_write_them(words: str, minutes: int) -> None:
    assert read_span(words) == dt.timedelta(minutes=minutes)
    assert dt.timedelta(minutes=1440) == REST_OF_DAY


@pytest.mark.parametrize("words", ["", "2", "never", "late", "hours", "-1 hour", "1 year", "and"])
def test_what_is_no_span_is_not_guessed(words: str) -> None:
    assert read_span(words) is None


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("08:00", "08:00"),
        ("08:00, 18:00", "08:00 18:00"),
        ("8am and 6pm", "08:00 18:00"),
        ("8 am & 6:30 pm", "08:00 18:30"),
        ("08:00 18:00", "08:00 18:00"),
        ("8/12/18", "08:00 12:00 18:00"),
        ("noon and midnight", "12:00 00:00"),
        ("오전 8시와 오후 6시", "08:00 18:00"),
        ("오전 8시 30분, 오후 6시 반", "08:30 18:30"),
        ("오전 8시 오후 6시", "08:00 18:00"),
        ("아침 8시 그리고 저녁 7시", "08:00 19:00"),
        ("정오 및 자정", "12:00 00:00"),
    ],
)
def test_several_times_as_people_write_them(words: str, times: str) -> None:
    read = [read_time(one) for one in times_in(words)]
    assert [f"{one:%H:%M}" for one in read if one] == times.split()
    assert None not in read


def test_what_is_no_time_stands_as_it_was_written() -> None:
    assert times_in("8am, soon and 6pm") == ["8am", "soon", "6pm"]
    assert times_in("08:00 soon") == ["08:00 soon"]
    assert times_in(" , ") == []
