from typing import Any

import pytest

from bot.core.reply import LINE_MAX
from bot.platforms.slack.drawing.ids import (
    Pressed,
    key_id,
    key_of,
    option_value,
    page_id,
    page_value,
    press_id,
    pressed,
    select_id,
)

KEY = "12-20260116"
LINE = "/answer independent-ai 1b2c3d4e 5f6a7b8c 17"


def button(action_id: str, value: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "value": value}


def choice(action_id: str, value: Any) -> dict[str, Any]:
    return {"action_id": action_id, "selected_option": {"value": value}}


def test_a_press_gives_its_line_back() -> None:
    assert pressed(button(press_id(3), LINE)) == Pressed(LINE)
    assert pressed(button(page_id(1), page_value(LINE, 3))) == Pressed(LINE, 3)
    assert pressed(choice(select_id(2), option_value(LINE))) == Pressed(LINE)
    assert pressed(choice(select_id(2), option_value(LINE, 1))) == Pressed(LINE)


def test_ids_that_were_counted_on_in_a_window_are_known() -> None:
    assert pressed(button("h1:3.1", LINE)) == Pressed(LINE)
    assert pressed(button("p1:1.12", f"2 {LINE}")) == Pressed(LINE, 2)
    assert pressed(choice("s1:1.2", LINE)) == Pressed(LINE)
    assert key_of(f"{key_id(KEY)}.1") == KEY


FORGED: list[dict[str, Any]] = [
    {},
    button("", LINE),
    button("h2:1", LINE),
    button("h1:", LINE),
    button("h1:1\n", LINE),
    button("h1:1", ""),
    button("h1:1", None),
    button("h1:1", "read a"),
    button("h1:1", "/read <!channel>"),
    button("h1:1", "/read\n"),
    button("h1:1", "/" + "a" * 2000),
    button("h1:1", ["/read"]),
    button("p1:1", "/read a"),
    button("p1:1", "x /read a"),
    button("p1:1", "-1 /read a"),
    button("p1:1", "999999 /read a"),
    {"action_id": 7, "value": LINE},
    {"action_id": "s1:1", "selected_option": None},
    {"action_id": "s1:1", "selected_option": "/read a"},
    choice("s1:1", "~2"),
    choice("s1:1", None),
]


@pytest.mark.parametrize("action", FORGED)
def test_what_is_none_of_ours_or_makes_no_sense_is_nothing(action: dict[str, Any]) -> None:
    assert pressed(action) is None


def test_a_key_is_found_again() -> None:
    assert key_id(KEY) == f"k1:{KEY}"
    assert key_of(key_id(KEY)) == KEY
    for other in ("", "k1:", "k2:1-2", f"k1:{KEY} ", "k1:<!channel>"):
        assert key_of(other) == ""


def test_what_does_not_fit_is_refused() -> None:
    longest = "/" + "a" * (LINE_MAX - 1)
    assert option_value(longest) == longest
    assert page_value(longest, 7) == f"7 {longest}"
    for key in ("", "a|b", "1.2", "1" * 300):
        with pytest.raises(ValueError, match="no place for the key"):
            key_id(key)
    for line in ("/read <a>", "read", longest + "a"):
        with pytest.raises(ValueError, match="a command and ids"):
            option_value(line)
        with pytest.raises(ValueError, match="a command and ids"):
            page_value(line, 1)
