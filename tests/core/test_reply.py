import pytest

from bot.core.codec import from_json, to_json
from bot.core.reply import (
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Style,
    Text,
    parted,
    press,
    publicly,
    reply,
)


def test_what_is_empty_or_missing_is_left_out() -> None:
    made = reply(Text("a"), None, Text(""), Bullets(()), [Note("b"), Note("")], Buttons(()))
    assert made.blocks == (Text("a"), Note("b"))


def test_every_block_survives_being_kept() -> None:
    made = publicly(
        reply(
            Heading("Independent AI", 1, "🚨"),
            Text("Headline", strong=True),
            Bullets(("one", "둘")),
            Facts((("/term <word>", "Explain"), ("", "nameless"))),
            Quote("____ is a chip"),
            Quote("A chip is small", ((2, 6), (10, 15))),
            Note("16 January 2026"),
            Buttons((Button("Read on", press("read", "independent-ai"), Style.MAIN),)),
        )
    )
    assert from_json(to_json(made)) == made


@pytest.mark.parametrize(
    "line", ["/term AI sovereignty?", "term x", "/term 주권", "/" + "x" * 90, "/Term x", "/term  x"]
)
def test_a_button_carries_ids_not_text(line: str) -> None:
    with pytest.raises(ValueError, match="a command and ids"):
        Button("Press", line)


def test_a_text_is_parted_at_its_marks() -> None:
    assert list(parted("a chip is", ((2, 6),))) == [("a ", False), ("chip", True), (" is", False)]
    assert list(parted("chip", ())) == [("chip", False)]


def test_a_post_kept_before_quotes_had_marks_is_read() -> None:
    old = to_json(reply(Quote("a chip"))).replace(', "marks": []', "")
    assert "marks" not in old
    assert from_json(old) == reply(Quote("a chip"))
