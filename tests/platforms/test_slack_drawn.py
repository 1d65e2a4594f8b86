import pytest

from bot.core.reply import Bullets, Button, Buttons, Heading, Note, Text, reply
from bot.layout.parts import Menu
from bot.platforms.slack.drawing.checks import check_blocks
from bot.platforms.slack.drawing.controls import Controls
from bot.platforms.slack.drawing.drawn import answer_of, post_of
from bot.platforms.slack.drawing.limits import VIEW_BLOCKS
from bot.platforms.slack.drawing.options import two_lines
from bot.platforms.slack.drawing.reading import carries, key_in
from bot.platforms.slack.drawing.wording import ENGLISH

POST = reply(
    Heading("A lesson", emoji="📗"),
    Text("What it is about."),
    Buttons((Button("Read on", "/read l1"), Button("Quiz me", "/quiz l1"))),
    line="/lesson l1",
)


def test_a_post_is_drawn_once_and_each_carries_its_own_key() -> None:
    one, other = post_of(POST, "1-20260116"), post_of(POST, "42-20260117")
    assert one.blocks[:-1] == other.blocks[:-1]
    assert all(a is b for a, b in zip(one.blocks[:-1], other.blocks[:-1], strict=True))
    assert key_in({"blocks": list(one.blocks)}) == "1-20260116"
    assert carries({"blocks": list(other.blocks)}, "42-20260117")
    assert key_in({"blocks": list(answer_of(POST, ENGLISH)[0].blocks)}) == ""


def test_an_answer_is_drawn_once() -> None:
    assert answer_of(POST, ENGLISH)[0] is answer_of(POST, ENGLISH)[0]


def test_a_page_that_is_not_there_is_the_nearest() -> None:
    long = reply(*(Text("word " * 500) for _ in range(5)), line="/lesson l1")
    first, last = (answer_of(long, ENGLISH, page)[0] for page in (-3, 99))
    assert first.blocks[-2]["elements"][0]["text"] == "1 of 5"
    assert last.blocks[-2]["elements"][0]["text"] == "5 of 5"
    assert len(answer_of(reply(*long.blocks), ENGLISH)) == 5


def test_a_notification_begins_with_the_heading() -> None:
    answer = reply(Note("Day 1"), Heading("AI", 2), Bullets(("a", "b")), Note("c"))
    (message,) = answer_of(answer, ENGLISH)
    assert message.text == "AI\nDay 1\n\n• a\n• b\n\nc"


def test_pages_fit_a_window() -> None:
    long = reply(*(Note(f"{n}") if n % 2 else Text(f"{n}") for n in range(200)))
    for message in answer_of(long, ENGLISH):
        assert len(message.blocks) <= VIEW_BLOCKS
        check_blocks(message.blocks)


def test_an_option_stands_on_two_lines_if_it_can() -> None:
    words = "word " * 20
    assert two_lines("x" * 75) == ("x" * 75, "")
    assert two_lines(words.strip()) == (("word " * 15).strip(), ("word " * 5).strip())
    assert two_lines("&" * 15) == ("&" * 15, "")
    for label in ("x" * 76, "&" * 16, "word " * 31, "x " + "y" * 76):
        assert two_lines(label) is None
    with pytest.raises(ValueError, match="no room for the label"):
        Controls().menu(Menu((Button("x" * 76, "/a"),), "Pick one …"))
