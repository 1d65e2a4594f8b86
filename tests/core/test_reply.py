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
