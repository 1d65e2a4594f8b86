import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.layout.splitting import shortened, split, units

FAMILY = "👩‍👩‍👧‍👦"
JAMO = "\u1112\u1161\u11ab"
CLUSTERS = [FAMILY, "🇰🇷", "👍🏽", "❤️", "e\u0301", JAMO, "각", "1️⃣", "क्षि"]


def pieces(text: str, room: int) -> list[str]:
    return list(split(text, first=room, rest=room, width=units))


@given(st.text(st.sampled_from("ab .\n。한👍🏽🇰\u200d\u0301\u1112\u1161") | st.characters()))
def test_together_the_pieces_are_the_text(text: str) -> None:
    for room in (1, 2, 7, 30):
        made = pieces(text, room)
        assert "".join(made) == text
        assert all(units(piece) <= max(room, 2) for piece in made)


@pytest.mark.parametrize("cluster", CLUSTERS)
def test_what_is_seen_as_one_character_is_not_parted(cluster: str) -> None:
    for room in range(units(cluster), 5 * units(cluster)):
        for piece in pieces(cluster * 20, room):
            assert piece == cluster * (len(piece) // len(cluster))


def test_the_best_border_is_taken() -> None:
    assert pieces("One two.\n\nThree four. Five", 20) == ["One two.\n\n", "Three four. Five"]
    assert pieces("One two three.\nFour. Five", 20) == ["One two three.\n", "Four. Five"]
    assert pieces("One two three. Four five.", 20) == ["One two three. ", "Four five."]
    assert pieces("첫 문장이에요。둘째 문장", 10) == ["첫 문장이에요。", "둘째 문장"]
    assert pieces("One two three four five", 20) == ["One two three four ", "five"]
    assert pieces("OneTwoThreeFourFiveSix", 20) == ["OneTwoThreeFourFiveS", "ix"]


def test_a_long_text_without_a_blank_is_cut_fast() -> None:
    def took(length: int) -> float:
        text, start = "가" * length, time.perf_counter()
        assert all(len(piece) == 3700 for piece in pieces(text, 3700)[:-1])
        return time.perf_counter() - start

    took(18_000)
    assert took(360_000) < 100 * max(took(18_000), 0.001)


@pytest.mark.parametrize("text", ["a" + "\u0301" * 9000, "\u200d" * 9000, "🇰" * 9001])
def test_what_has_no_border_at_all_is_cut_nevertheless(text: str) -> None:
    assert "".join(pieces(text, 500)) == text


def test_a_name_that_is_too_long_ends_in_an_ellipsis() -> None:
    assert shortened("  A short\n name ", 100) == "A short name"
    assert shortened("One two three", 9) == "One two…"
    assert shortened(FAMILY * 3, 25) == f"{FAMILY * 2}…"
    assert units(shortened("👍" * 100, 100)) <= 100
