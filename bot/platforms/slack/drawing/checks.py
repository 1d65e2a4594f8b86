"""What is about to be sent, counted against Slack's limits."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bot.layout.splitting import units
from bot.platforms.slack.drawing import limits

Payload = Mapping[str, Any]


def check_message(blocks: Sequence[Payload], text: str) -> None:
    """Raise ``ValueError`` that names the limit, if a message goes beyond one."""
    _some("blocks in a message", len(blocks), limits.MESSAGE_BLOCKS)
    _some("characters of text", units(text.strip()), limits.MESSAGE_TEXT)
    content = json.dumps(list(blocks), ensure_ascii=False, separators=(",", ":"))
    _most("characters of blocks", units(content), limits.BLOCKS_CONTENT)
    check_blocks(blocks)


def check_blocks(blocks: Iterable[Payload]) -> None:
    """Raise the same for what is in blocks, wherever they are shown."""
    ids: Counter[str] = Counter()
    for block in blocks:
        _most("characters of a block_id", units(block.get("block_id", "")), limits.BLOCK_ID)
        _check_block(block)
        ids.update(one["action_id"] for one in _pressable(block))
    if ids and ids.most_common(1)[0][1] > 1:
        message = f"the same action_id twice: {ids.most_common(1)[0][0]!r}"
        raise ValueError(message)


def _check_block(block: Payload) -> None:
    match block["type"]:
        case "header":
            _text("header", block["text"], limits.HEADER_TEXT)
        case "section":
            _text("section", block["text"], limits.SECTION_TEXT)
        case "context":
            elements = block["elements"]
            _some("elements of a context", len(elements), limits.CONTEXT_ELEMENTS)
            for element in elements:
                _text("context", element, limits.TEXT_OBJECT)
        case "actions":
            _some("elements of actions", len(block["elements"]), limits.ACTIONS_ELEMENTS)
        case "rich_text":
            _check_rich(block)
        case _:
            pass
    for element in _pressable(block):
        _check_pressable(element)


def _check_rich(element: Payload) -> None:
    for inner in element["elements"]:
        if "elements" in inner:
            _check_rich(inner)
        elif inner["type"] == "link":
            _some("characters of a link", units(inner["url"]), limits.LINK)
        else:
            _some("characters of rich text", len(inner["text"]), limits.MESSAGE_TEXT)
    _some("elements of rich text", len(element["elements"]), limits.MESSAGE_TEXT)


def _pressable(block: Payload) -> Iterator[Payload]:
    if block["type"] == "actions":
        yield from block["elements"]
    if "accessory" in block:
        yield block["accessory"]


def _check_pressable(element: Payload) -> None:
    _some("characters of an action_id", units(element["action_id"]), limits.ACTION_ID)
    if element["type"] != "button":
        _check_menu(element)
        return
    _text("label", element["text"], limits.BUTTON_LABEL)
    _some("characters of a value", units(element["value"]), limits.BUTTON_VALUE)
    read = element.get("accessibility_label", "")
    _most("characters of an accessibility label", units(read), limits.ACCESSIBILITY_LABEL)


def _check_menu(menu: Payload) -> None:
    options = menu["options"]
    _text("hint", menu["placeholder"], limits.PLACEHOLDER)
    _some("options of a menu", len(options), limits.OPTIONS)
    for option in options:
        _text("option", option["text"], limits.OPTION_TEXT)
        if "description" in option:
            _text("description", option["description"], limits.OPTION_DESCRIPTION)
        _some("characters of an option's value", units(option["value"]), limits.OPTION_VALUE)
    if len({option["value"] for option in options}) < len(options):
        raise ValueError("the same value twice in a menu")


def _text(where: str, text: Payload, most: int) -> None:
    _some(f"characters of a {where}", units(text["text"]) if text["text"].strip() else 0, most)


def _some(what: str, number: int, most: int) -> None:
    if not number:
        message = f"Slack wants at least one: {what}"
        raise ValueError(message)
    _most(what, number, most)


def _most(what: str, number: int, most: int) -> None:
    if number > most:
        message = f"{number} {what}; {most} at most"
        raise ValueError(message)
