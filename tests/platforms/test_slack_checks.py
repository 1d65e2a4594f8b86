"""What Slack would refuse is named before it is sent."""

from typing import Any

import pytest

from bot.platforms.slack.drawing.checks import check_message

Payload = dict[str, Any]


def plain(text: str) -> Payload:
    return {"type": "plain_text", "text": text}


def pressable(label: str = "a", action_id: str = "a", value: str = "/a") -> Payload:
    return {"type": "button", "text": plain(label), "action_id": action_id, "value": value}


def picked(label: str = "a", value: str = "/a") -> Payload:
    return {"text": plain(label), "value": value}


def menu(*options: Payload, hint: str = "a") -> Payload:
    return {
        "type": "static_select",
        "action_id": "s",
        "placeholder": plain(hint),
        "options": list(options),
    }


def row(*elements: Payload) -> Payload:
    return {"type": "actions", "elements": list(elements)}


def rich(text: str) -> Payload:
    inner = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "elements": [inner]}


TOO_MUCH: dict[str, list[Payload]] = {
    "51 blocks in a message": [{"type": "divider"}] * 51,
    "at least one: blocks in a message": [],
    "151 characters of a header": [{"type": "header", "text": plain("x" * 151)}],
    "152 characters of a header": [{"type": "header", "text": plain("👍" * 76)}],
    "at least one: characters of a header": [{"type": "header", "text": plain(" \n")}],
    "3001 characters of a section": [{"type": "section", "text": plain("x" * 3001)}],
    "3001 characters of a context": [{"type": "context", "elements": [plain("x" * 3001)]}],
    "11 elements of a context": [{"type": "context", "elements": [plain("x")] * 11}],
    "at least one: elements of actions": [row()],
    "26 elements of actions": [row(*[pressable()] * 26)],
    "76 characters of a label": [row(pressable("x" * 76))],
    "2001 characters of a value": [row(pressable(value="x" * 2001))],
    "256 characters of an action_id": [row(pressable(action_id="x" * 256))],
    "256 characters of a block_id": [{"type": "divider", "block_id": "x" * 256}],
    "the same action_id twice": [row(pressable()), row(pressable())],
    "101 options of a menu": [row(menu(*[picked()] * 101))],
    "76 characters of a option": [row(menu(picked("x" * 76)))],
    "76 characters of a description": [row(menu(picked() | {"description": plain("x" * 76)}))],
    "151 characters of an option's value": [row(menu(picked(value="x" * 151)))],
    "the same value twice": [row(menu(picked(), picked()))],
    "151 characters of a hint": [row(menu(picked(), hint="x" * 151))],
    "at least one: characters of rich text": [rich("")],
    "at least one: elements of rich text": [{"type": "rich_text", "elements": []}],
    "characters of blocks; 12000 at most": [rich("x" * 3000)] * 4,
}


@pytest.mark.parametrize("message", TOO_MUCH)
def test_what_slack_would_refuse_is_named_before_it_is_sent(message: str) -> None:
    with pytest.raises(ValueError, match=message):
        check_message(TOO_MUCH[message], "text")


def test_the_text_is_counted_too() -> None:
    check_message([rich("a")], "x" * 4000)
    for text, message in ((" ", "at least one"), ("x" * 4001, "4001 characters of text")):
        with pytest.raises(ValueError, match=message):
            check_message([rich("a")], text)
