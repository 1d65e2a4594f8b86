import datetime as dt
from pathlib import Path

import pytest

from bot.cli.doctor import machine, records
from bot.cli.doctor.visit import said
from bot.core import zone_rules
from bot.core.findings import Finding, Level
from bot.core.ports import Census

NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


def test_a_clock_is_right_if_the_platforms_have_it_so() -> None:
    assert machine.clock(NOW, {}).said == "2026-01-16 09:00:00 UTC."
    right = machine.clock(NOW, {"Discord": 0 * SECOND, "Slack": 2 * SECOND})
    assert (right.level, right.said) == (
        Level.WELL,
        "2026-01-16 09:00:00 UTC, as Discord and Slack have it.",
    )


@pytest.mark.parametrize(("skew", "way"), [(90, "behind"), (-90, "ahead of")])
def test_one_that_is_wrong_says_by_how_much(skew: int, way: str) -> None:
    wrong = machine.clock(NOW, {"Discord": 0 * SECOND, "Slack": skew * SECOND})
    assert wrong.level is Level.WRONG
    assert wrong.said == f"2026-01-16 09:00:00 UTC, 0:01:30 {way} Slack's."
    assert "timedatectl" in wrong.mend


@pytest.mark.parametrize(
    ("total", "free", "level"),
    [
        (100_000_000_000, 10_000_000_000, Level.WELL),
        (100_000_000_000, 9_900_000_000, Level.WRONG),
        (4_000_000_000, 499_000_000, Level.WRONG),
        (4_000_000_000, 500_000_000, Level.WELL),
    ],
)
def test_a_disk_needs_a_tenth_and_half_a_gigabyte(total: int, free: int, level: Level) -> None:
    found = machine.room(Path("data"), total, free)
    assert found.level is level


def test_the_disk_of_this_machine_is_looked_at(tmp_path: Path) -> None:
    assert f"under {tmp_path}" in machine.disk(tmp_path).said


@pytest.mark.parametrize(("hours", "level"), [(25, Level.WELL), (27, Level.WRONG)])
def test_a_backup_may_be_a_day_old(hours: int, level: Level) -> None:
    made = NOW - dt.timedelta(hours=hours)
    assert records.backups(Census(0, None, 0, None, "7", made), NOW).level is level


def test_no_backup_is_worth_a_note() -> None:
    assert records.backups(Census(0, None, 0, None, "7", None), NOW).level is Level.NOTE


@pytest.mark.parametrize(
    ("host", "guarded", "level"),
    [
        ("127.0.0.1", False, Level.WELL),
        ("localhost", False, Level.WELL),
        ("::1", False, Level.WELL),
        ("0.0.0.0", True, Level.WELL),  # noqa: S104 -- looked at, not listened on
        ("0.0.0.0", False, Level.NOTE),  # noqa: S104 -- looked at, not listened on
    ],
)
def test_a_page_that_others_reach_is_worth_a_note(host: str, guarded: bool, level: Level) -> None:
    assert records.page(host, guarded=guarded).level is level


def test_rules_of_time_zones_that_are_years_old_are_to_be_mended() -> None:
    edition_year = int(zone_rules.edition()[:4])
    levels = [
        machine.zones(dt.datetime(edition_year + years, 7, 1, tzinfo=dt.UTC)).level
        for years in (0, 1, 2)
    ]
    assert levels == [Level.WELL, Level.NOTE, Level.WRONG]


def test_a_line_begins_with_whether_there_is_something_to_mend() -> None:
    assert list(said(Finding("Disk", "full.", Level.WRONG, "Make room."))) == [
        "mend  Disk: full.",
        "      Make room.",
    ]
    assert list(said(Finding("Clock", "right."))) == ["ok    Clock: right."]
