"""Windows (Slack calls them modals) and the Home tab, made of messages."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.platforms.slack.asked import Asked, kept_of
from bot.platforms.slack.drawing.controls import plain
from bot.platforms.slack.drawing.drawn import Message
from bot.platforms.slack.drawing.limits import VIEW_BLOCKS
from bot.platforms.slack.drawing.wording import Words

Block = Mapping[str, Any]
View = dict[str, Any]
TITLE = "Homeroom"
READING = "w1"
"""The ``callback_id`` of a window that shows a reply."""


def window(messages: Sequence[Message], asked: Asked, words: Words) -> tuple[View, list[Message]]:
    """Return a window that shows messages, and those there was no room for."""
    blocks, rest = together(messages)
    return window_of(blocks, asked, words), rest


def window_of(blocks: Sequence[Block], asked: Asked, words: Words) -> View:
    """Return a window with these blocks."""
    return {
        "type": "modal",
        "callback_id": READING,
        "title": plain(TITLE),
        "close": plain(words.close),
        "private_metadata": kept_of(asked),
        "blocks": list(blocks),
    }


def one_moment(asked: Asked, words: Words) -> View:
    """Return a window that says that its content is on the way."""
    return window_of([{"type": "section", "text": plain(words.one_moment)}], asked, words)


def home(messages: Sequence[Message]) -> View:
    """Return what the Home tab shows."""
    blocks, _ = together(messages)
    return {"type": "home", "blocks": list(blocks)}


def together(messages: Sequence[Message]) -> tuple[list[Block], list[Message]]:
    """Return the blocks of as many messages as a window holds, and the others.

    The ids of a message's blocks and buttons are its own: in one window they are counted on.
    """
    blocks: list[Block] = []
    for index, message in enumerate(messages):
        if blocks and len(blocks) + len(message.blocks) > VIEW_BLOCKS:
            return blocks, list(messages[index:])
        blocks += (_renamed(block, index) for block in message.blocks) if index else message.blocks
    return blocks, []


def _renamed(block: Block, index: int) -> Block:
    renamed = dict(block)
    if "block_id" in renamed:
        renamed["block_id"] = f"{renamed['block_id']}.{index}"
    if "elements" in renamed:
        renamed["elements"] = [_element(one, index) for one in renamed["elements"]]
    if "accessory" in renamed:
        renamed["accessory"] = _element(renamed["accessory"], index)
    return renamed


def _element(element: Block, index: int) -> Block:
    if "action_id" not in element:
        return element
    return {**element, "action_id": f"{element['action_id']}.{index}"}


def still_standing(view: Mapping[str, Any]) -> list[Block]:
    """Return what goes on standing in a window above an answer: its texts, nothing to press."""
    blocks = [block for block in view.get("blocks", []) if block.get("type") in _TEXTS]
    kept = [
        {name: value for name, value in block.items() if name not in {"block_id", "accessory"}}
        for block in blocks
    ]
    return [*kept, {"type": "divider"}] if kept else []


_TEXTS = {"header", "section", "context", "rich_text"}
