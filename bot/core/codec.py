"""Replies as JSON and back, for keeping the posts of the classroom."""

import json
from dataclasses import asdict
from typing import Any, assert_never

from bot.core.reply import (
    Block,
    Bullets,
    Button,
    Buttons,
    Facts,
    Heading,
    Note,
    Quote,
    Reply,
    Style,
    Text,
)

_FIELDS: dict[str, type[Block]] = {
    kind.__name__.lower(): kind for kind in (Heading, Text, Bullets, Facts, Quote, Note, Buttons)
}


def to_json(reply: Reply) -> str:
    """Return the reply as a JSON text."""
    blocks = [{"kind": type(block).__name__.lower(), **_plain(block)} for block in reply.blocks]
    return json.dumps({"private": reply.private, "blocks": blocks}, ensure_ascii=False)


def from_json(text: str) -> Reply:
    """Return the reply that ``to_json`` wrote.

    Raises ``ValueError``, ``KeyError`` or ``TypeError`` if it did not.
    """
    data = json.loads(text)
    return Reply(tuple(_block(dict(item)) for item in data["blocks"]), bool(data["private"]))


def _plain(block: Block) -> dict[str, Any]:
    match block:
        case Buttons(buttons):
            return {"buttons": [[b.label, b.line, b.style.value] for b in buttons]}
        case Heading() | Text() | Bullets() | Facts() | Quote() | Note():
            return asdict(block)
        case _:
            assert_never(block)


def _block(item: dict[str, Any]) -> Block:
    kind = _FIELDS[item.pop("kind")]
    if kind is Bullets:
        return Bullets(tuple(item["items"]))
    if kind is Facts:
        return Facts(tuple((name, value) for name, value in item["pairs"]))
    if kind is Quote:
        marks = ((start, end) for start, end in item.get("marks", ()))
        return Quote(item["text"], tuple(marks))
    if kind is Buttons:
        rows = item["buttons"]
        return Buttons(tuple(Button(label, line, Style(style)) for label, line, style in rows))
    return kind(**item)
