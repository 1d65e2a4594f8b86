import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.zones import _OTHER_NAMES, COMMON, zone_named, zones_like


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Asia/Seoul", "Asia/Seoul"),
        ("asia/seoul", "Asia/Seoul"),
        (" Asia / Seoul ", "Asia/Seoul"),
        ("Seoul", "Asia/Seoul"),
        ("서울", "Asia/Seoul"),
        ("KST", "Asia/Seoul"),
        ("new york", "America/New_York"),
        ("New_York", "America/New_York"),
        ("port au prince", "America/Port-au-Prince"),
        ("buenos aires", "America/Argentina/Buenos_Aires"),
        ("istanbul", "Europe/Istanbul"),
        ("utc", "UTC"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_zones_as_people_name_them(words: str, key: str) -> None:
    zone = zone_named(words)
    assert zone is not None
    assert zone.key == key


@pytest.mark.parametrize(
    "words", ["", "CST", "EST", "IST", "localtime", "../etc/passwd", "Seoul/Asia"]
)
def test_what_names_no_zone_or_several(words: str) -> None:
    assert zone_named(words) is None


def test_with_nothing_typed_the_common_ones_are_offered() -> None:
    assert zones_like("", 25) == COMMON


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("seo", "Asia/Seoul"),
        ("서", "Asia/Seoul"),
        ("new y", "America/New_York"),
        ("york", "America/New_York"),
        ("asia/to", "Asia/Tokyo"),
        ("angel", "America/Los_Angeles"),
    ],
)
def test_the_likeliest_comes_first(typed: str, first: str) -> None:
    assert zones_like(typed, 25)[0] == first


def test_what_is_offered_is_understood() -> None:
    for key in (*COMMON, *_OTHER_NAMES.values(), *zones_like("a", 500)):
        zone = zone_named(key)
        assert zone is not None
        assert zone.key == key


@given(st.text(max_size=40))
def test_no_text_is_too_strange(words: str) -> None:
    zone_named(words)
    assert len(zones_like(words, 25)) <= 25
