"""The library of holidays, as far as Homeroom leans on it."""

import datetime as dt
import logging
import subprocess
import sys

import pytest

from bot.content.holidays import LibraryHolidays
from bot.domain import country_names, part_names
from bot.domain.calendar import upcoming
from bot.domain.subscription import WORKING_DAYS, Subscription
from bot.domain.zones import zone_named

HOLIDAYS = LibraryHolidays()


def on(region: str, date: str, language: str = "en") -> str:
    return HOLIDAYS.on(region, dt.date.fromisoformat(date), language)


@pytest.mark.parametrize(
    ("region", "date", "name"),
    [
        # By the moon, and the day that stands in for one on a Sunday.
        ("KR", "2026-02-17", "Korean New Year"),
        ("KR", "2026-03-02", "Alternative holiday for Independence Movement Day"),
        ("KR", "2027-09-15", "Chuseok"),
        ("kr", "2026-02-17", "Korean New Year"),
        ("KR", "2026-02-19", ""),
        ("US", "2026-07-03", "Independence Day (observed)"),
        ("DE", "2026-01-06", ""),
        ("DE-BY", "2026-01-06", "Epiphany"),
        ("US-CA", "2026-03-31", "Cesar Chavez Day"),
        # Around the turn of a year.
        ("US", "2021-12-31", "New Year's Day (observed)"),
        # Nobody knows so far.
        ("KR", "9999-02-17", ""),
        ("IN", "2099-11-01", ""),
    ],
)
def test_a_holiday_has_its_name(region: str, date: str, name: str) -> None:
    assert on(region, date) == name


def test_it_is_named_in_the_language_asked_for_or_else_in_english() -> None:
    assert on("KR", "2026-02-17", "ko") == "설날"
    assert on("DE", "2026-10-03", "ko") == "German Unity Day"
    assert on("ZA", "2026-04-27", "ko") == "Freedom Day"


def test_a_region_that_is_not_known_any_more_has_none_and_is_logged_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    holidays = LibraryHolidays()
    with caplog.at_level(logging.WARNING):
        found = {holidays.on("SU", dt.date(2026, 5, day)) for day in range(1, 20)}
    assert found == {""}
    assert len(caplog.records) == 1
    assert not holidays.knows("SU")


def test_a_country_has_its_parts() -> None:
    assert HOLIDAYS.parts("gb") == ["GB", "GB-ENG", "GB-NIR", "GB-SCT", "GB-WLS"]
    assert HOLIDAYS.parts("KR") == ["KR"]
    assert HOLIDAYS.parts("XX") == []


@pytest.mark.parametrize("region", ["DE-AUGSBURG", "de-by", "KR"])
def test_a_region_is_known_however_it_is_spelled(region: str) -> None:
    assert HOLIDAYS.knows(region)


def test_every_country_there_is_has_a_name() -> None:
    import holidays

    assert set(country_names.NAMES) == set(holidays.list_supported_countries(include_aliases=False))


@pytest.mark.parametrize("region", [*country_names.NAMES, *part_names.NAMES])
def test_every_region_that_is_offered_is_known_and_leaves_days_for_lessons(region: str) -> None:
    assert HOLIDAYS.knows(region)
    zone = zone_named("seoul")
    assert zone is not None
    for days in (WORKING_DAYS, *(frozenset({day}) for day in range(7))):
        wish = Subscription(
            1, "web", "classroom", (dt.time(8),), zone, "news", days, holidays=region
        )
        start = dt.date(2026, 1, 1)
        following = next(upcoming(wish, start, HOLIDAYS.on))
        assert (following.date - start).days < 40


def test_the_library_is_not_loaded_before_it_is_asked() -> None:
    asked = "import sys, bot.app; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
