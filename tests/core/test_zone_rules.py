import zoneinfo
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from bot.core import zone_rules


@pytest.fixture
def nowhere() -> Iterator[None]:
    before = zoneinfo.TZPATH
    yield
    zoneinfo.reset_tzpath(before)


@pytest.mark.usefixtures("nowhere")
def test_the_system_s_rules_go_before_those_of_the_package(tmp_path: Path) -> None:
    zoneinfo.reset_tzpath([str(tmp_path)])
    edition, whose = zone_rules.rules()
    year, number = version("tzdata").split(".")[:2]
    assert (edition, whose) == (f"{year}{'abcdefghijkl'[int(number) - 1]}", zone_rules.PACKAGE)
    (tmp_path / "UTC").touch()
    assert zone_rules.rules() == ("", zone_rules.SYSTEM)
    (tmp_path / "tzdata.zi").write_text("# version 2024a\n# ddeps backzone\n")
    assert zone_rules.rules() == ("2024a", zone_rules.SYSTEM)


def test_editions_as_numbers_grow() -> None:
    named = ["2024b", "2025a", "2025b", "2025j", "2026a"]
    numbers = [zone_rules.number(one) for one in named]
    assert numbers == sorted(set(numbers))
    assert zone_rules.number("") == zone_rules.number("yesterday") == 0
