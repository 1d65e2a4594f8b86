import unicodedata

import pytest

from bot.domain import country_names, part_names
from bot.domain.regions import (
    COMMON,
    region_close_to,
    region_name,
    region_named,
    regions_like,
)


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("KR", "KR"),
        (" kr ", "KR"),
        ("South Korea", "KR"),
        ("korea", "KR"),
        ("한국", "KR"),
        ("대한민국", "KR"),
        # Not the word no, and not a preposition.
        ("no", "NO"),
        ("in", "IN"),
        ("DE-BY", "DE-BY"),
        ("de-by", "DE-BY"),
        ("US–CA", "US-CA"),
        ("Bavaria", "DE-BY"),
        ("Bayern", "DE-BY"),
        ("Bavaria, Germany", "DE-BY"),
        ("독일 바이에른", "DE-BY"),
        ("Cote d'Ivoire", "CI"),
        ("Côte d’Ivoire", "CI"),
        ("antigua & barbuda", "AG"),
        ("Quebec", "CA-QC"),
        ("washington dc", "US-DC"),
        ("St. Gallen", "CH-SG"),
        # A country comes before a part of another one.
        ("Georgia", "GE"),
        ("Georgia, United States", "US-GA"),
        # By its looks: whether there is such a part is another matter.
        ("it-rm", "IT-RM"),
        ("DE-Augsburg", "DE-AUGSBURG"),
        ("XX", None),
        ("XX-AB", None),
        ("AT 8", None),
        ("Koreaaa", None),
        ("none", None),
        ("", None),
    ],
)
def test_a_region_is_read(words: str, region: str | None) -> None:
    assert region_named(words) == region


def test_korean_is_read_with_its_letters_apart_as_a_mac_writes_it() -> None:
    assert region_named(unicodedata.normalize("NFD", "한국")) == "KR"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("code", [*country_names.NAMES, *part_names.NAMES])
def test_the_code_and_the_name_of_a_region_lead_to_it(code: str, language: str) -> None:
    assert region_named(code) == code
    assert region_named(region_name(code, language)) == code


@pytest.mark.parametrize(
    ("code", "english", "korean"),
    [
        ("KR", "South Korea", "한국"),
        ("DE-BY", "Bavaria, Germany", "독일 바이에른"),
        ("IT-RM", "Italy (IT-RM)", "이탈리아 (IT-RM)"),
        ("XX", "XX", "XX"),
        ("XX-AB", "XX-AB", "XX-AB"),
    ],
)
def test_a_region_is_named(code: str, english: str, korean: str) -> None:
    assert region_name(code, "en") == english
    assert region_name(code, "ko") == korean


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", list(COMMON[:3])),
        ("kor", ["KR", "KP"]),
        ("kr", ["KR"]),
        ("대", ["TW", "KR"]),
        ("de", ["DE", "DK", "US-DE"]),
        ("DE-B", ["DE-BE", "DE-BY", "DE-BB"]),
        ("germany", ["DE", "DE-HE", "DE-BE"]),
        ("바이", ["DE-BY"]),
        ("it-rm", ["IT-RM"]),
        ("xqz", []),
    ],
)
def test_regions_are_completed(typed: str, first: list[str]) -> None:
    assert list(regions_like(typed, 3)) == first


def test_there_are_no_more_regions_than_were_asked_for() -> None:
    assert len(regions_like("a", 25)) == 25


@pytest.mark.parametrize(
    ("words", "region"),
    [("Germny", "DE"), ("Sout Korea", "KR"), ("대한민귝", "KR"), ("asdf", None)],
)
def test_a_misspelled_region_is_guessed(words: str, region: str | None) -> None:
    assert region_close_to(words) == region
