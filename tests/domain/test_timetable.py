import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.timetable import read_days, read_time


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("08:00", "08:00"),
        ("8", "08:00"),
        ("18", "18:00"),
        ("8am", "08:00"),
        ("8 a.m.", "08:00"),
        ("6:30 pm", "18:30"),
        ("6:30PM", "18:30"),
        ("18.30", "18:30"),
        ("18h30", "18:30"),
        ("18h", "18:00"),
        ("0830", "08:30"),
        ("00:00", "00:00"),
        ("12am", "00:00"),
        ("12 pm", "12:00"),
        ("noon", "12:00"),
        ("Midnight", "00:00"),
        ("오전 8시", "08:00"),
        ("오후 6시 30분", "18:30"),
        ("오후 12시", "12:00"),
        ("저녁 7시 반", "19:30"),
        ("7시 5분", "07:05"),
        ("오전 8:30", "08:30"),
        ("정오", "12:00"),
        ("８：００", "08:00"),
    ],
)
def test_times_as_people_write_them(words: str, time: str) -> None:
    assert read_time(words) == dt.time.fromisoformat(time)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "24:00",
        "25",
        "8:60",
        "8:5",
        "13pm",
        "0am",
        "오전 8시 pm",
        "83",
        "-8",
        "1 8",
        "8:00:00",
        "soon",
    ],
)
def test_what_is_no_time(words: str) -> None:
    assert read_time(words) is None


@given(st.times())
def test_every_time_is_read_as_it_is_shown(time: dt.time) -> None:
    plain = time.replace(second=0, microsecond=0)
    assert read_time(f"{plain:%H:%M}") == read_time(f"{plain:%I:%M %p}") == plain


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("every day", "0123456"),
        ("Daily", "0123456"),
        ("weekdays", "01234"),
        ("working days", "01234"),
        ("weekends", "56"),
        ("mon, wed fri", "024"),
        ("Mon-Fri", "01234"),
        ("monday to friday", "01234"),
        ("fri-mon", "0456"),
        ("Tues & Thurs", "13"),
        ("on Mondays", "0"),
        ("weekdays and sat", "012345"),
        ("월수금", "024"),
        ("월, 수, 금", "024"),
        ("월요일부터 금요일까지", "01234"),
        ("화~목", "123"),
        ("일요일", "6"),
        ("평일", "01234"),
        ("매일", "0123456"),
        ("주말", "56"),
    ],
)
def test_days_as_people_write_them(words: str, days: str) -> None:
    assert read_days(words) == frozenset(map(int, days))


@pytest.mark.parametrize(
    "words", ["", "t", "mon blah", "never", "-", "mon-", "day", "1,3", "mon-wed-fri"]
)
def test_what_are_no_days(words: str) -> None:
    assert read_days(words) is None


@given(st.text(max_size=40))
def test_no_text_is_too_strange(words: str) -> None:
    read_time(words)
    assert read_days(words) != frozenset()
