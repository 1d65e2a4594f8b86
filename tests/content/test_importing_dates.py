"""Dates in newsletters."""

import datetime as dt

import pytest

from bot.content.importing import read_issue
from bot.content.importing.dates import find_date

JANUARY_9 = dt.date(2026, 1, 9)


@pytest.mark.parametrize(
    "words",
    [
        "2026.01.09",
        "2026.1.9.",
        "2026. 1. 9.",
        "2026-01-09",
        "2026/01/09",
        "2026.01.09 (금)",
        "January 9, 2026",
        "Jan 9 2026",
        "Jan. 9th, 2026",
        "9 January 2026",
        "Friday, January 9, 2026",
        "2026년 1월 9일",
        "2026년 1월 9일 (금)",
        "2026년 1월 9일 금요일",
    ],
)
def test_a_date_is_found_in_every_style(words: str) -> None:
    found = find_date(f"Series | {words}")
    assert found is not None
    assert (found.before, found.words, found.after) == ("Series | ", words, "")
    assert found.day == JANUARY_9


@pytest.mark.parametrize(
    "words", ["2026.02.30", "2026-13-01", "January 32, 2026", "2026년 0월 9일"]
)
def test_a_day_that_does_not_exist_is_found_as_such(words: str) -> None:
    found = find_date(words)
    assert found is not None
    assert found.day is None


@pytest.mark.parametrize("words", ["1.2.3", "2026.01", "12026.01.09", "2026-01/09", "May I, 2026?"])
def test_other_numbers_are_no_dates(words: str) -> None:
    assert find_date(words) is None


@pytest.mark.parametrize(
    ("opening", "title", "series", "date"),
    [
        ("T\nSeries | 2026.01.09", "T", "Series", "2026-01-09"),
        ("T\n2026.01.09 · Series", "T", "Series", "2026-01-09"),
        ("T\n2026.01.09", "T", None, "2026-01-09"),
        ("T\nSeries", "T", "Series", None),
        ("T\nSeries\n2026.01.09", "T", "Series", "2026-01-09"),
        ("2026.01.09\nT", "T", None, "2026-01-09"),
        ("Series | 2026.01.09\n# T", "T", "Series", "2026-01-09"),
        ("T | 2026.01.09", "T", None, "2026-01-09"),
        ("T\nNo. 7 | 2026.01.09 | Series", "T", "No. 7 | 2026.01.09 | Series", "2026-01-09"),
        ("T\nSeries | 2026.02.30", "T", "Series", None),
        ("T\nSeries | 2026.02.30 | No. 7", "T", "Series", None),
    ],
)
def test_title_series_and_date_are_told_apart(
    opening: str, title: str, series: str | None, date: str | None
) -> None:
    found = read_issue(f"{opening}\n💡 Summary\n- A point.").lesson
    assert (found["title"], found.get("series"), found.get("date")) == (title, series, date)
    assert found["key_points"] == ["A point."]


@pytest.mark.parametrize("words", ["2026.02.30", "2026.02.30 | No. 7"])
def test_a_day_that_does_not_exist_is_told(words: str) -> None:
    (leftover,) = read_issue(f"T\nSeries | {words}\n💡 Summary\n- A point.").leftovers
    assert (leftover.line, leftover.text, leftover.reason) == (2, words, "no such date")
