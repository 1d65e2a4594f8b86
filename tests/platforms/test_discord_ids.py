import pytest

from bot.platforms.discord.ids import (
    PAGE,
    PRESS,
    SELECT,
    Pressed,
    chosen,
    key_in,
    option_value,
    page_id,
    press_id,
    pressed,
    select_id,
)

KEY = "12-20260116"
LINE = "/answer independent-ai 1b2c3d4e 5f6a7b8c 17"


def test_an_id_gives_its_line_back() -> None:
    assert press_id("/term #t-1.a:b_c") == "h1:term #t-1.a:b_c"
    assert pressed(press_id(LINE)) == Pressed(LINE)
    assert pressed(press_id(LINE, again=1)) == Pressed(LINE)
    assert pressed(press_id(LINE, KEY, 2)) == Pressed(LINE)
    assert pressed(page_id(LINE, 3)) == Pressed(LINE, 3)
    assert pressed(select_id(1)) is None
    assert pressed("something else") is None
    assert chosen(option_value(LINE, 1)) == LINE


def test_a_key_is_found_again() -> None:
    assert press_id("/read a", KEY) == f"h1:read a|{KEY}"
    assert key_in(press_id("/read a", KEY)) == KEY
    assert key_in(page_id("/read a", 2, KEY)) == KEY
    assert key_in(press_id("/read a")) == ""
    assert key_in("elsewhere") == ""


@pytest.mark.parametrize("made", [press_id(LINE, KEY), page_id(LINE, 2, KEY), select_id(1)])
def test_one_pattern_matches_an_id(made: str) -> None:
    assert sum(bool(pattern.fullmatch(made)) for pattern in (PRESS, PAGE, SELECT)) == 1


def test_what_does_not_fit_is_refused() -> None:
    longest = "/" + "a" * 89
    assert len(press_id(longest)) == 92
    assert len(page_id(longest, 12345)) == 98
    with pytest.raises(ValueError, match="longer than 100"):
        press_id(longest, KEY)
    with pytest.raises(ValueError, match="not a line"):
        press_id("/read a|b")
    with pytest.raises(ValueError, match="not an id"):
        press_id("/read a", "k:1")
