"""What one reads in blocks, what can be pressed there, and whom they call."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.local_slack.blockkit_mrkdwn import words_in
from tests.local_slack.blockkit_rich import PINGING
from tests.local_slack.blockkit_text import Json, kind_of, loaded, objects, pings_in_text

_WRITTEN = {"user": "<@{}>", "usergroup": "<!subteam^{}>", "broadcast": "<!{}>"}
_AS_TEXT = ("blocks", "view", "attachments")
"""What may stand in a body as JSON text, too."""


def text_shown(blocks: Iterable[Json]) -> str:
    """Return what one reads in blocks, a line for each piece; labels to press are not in it."""
    return "\n".join(line for block in blocks for line in _lines(block))


def labels_of(blocks: Iterable[Json]) -> list[str]:
    """Return the labels of what can be pressed: buttons, and options of what offers some."""
    return [label for block in blocks for one in pressable(block) for label in _labels(one)]


def pressable(block: Json) -> list[Json]:
    """Return what can be pressed or filled in, in a block."""
    found = [block.get("accessory"), block.get("element")]
    if block.get("type") == "actions":
        found += objects(block.get("elements"))
    return [one for one in found if isinstance(one, Mapping) and kind_of(one) != "image"]


def pings_in(body: Mapping[str, Any]) -> list[str]:
    """Return the mentions in a message or a window, as they would be written in mrkdwn."""
    text = body.get("text")
    found = pings_in_text(text) if isinstance(text, str) else []
    inner = (loaded(value) if key in _AS_TEXT else value for key, value in body.items())
    return [*found, *(ping for value in inner for ping in _pings(value))]


def _pings(value: object) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _pings(one)
    if not isinstance(value, Mapping):
        return
    kind = kind_of(value)
    if kind in PINGING:
        yield _WRITTEN[kind].format(value.get(PINGING[kind]))
    if kind in {"plain_text", "mrkdwn"}:
        yield from pings_in_text(str(value.get("text")))
    for inner in value.values():
        yield from _pings(inner)


def _labels(element: Json) -> Iterator[str]:
    if element.get("type") == "button":
        yield words_in(element.get("text"))
    groups = objects(element.get("option_groups"))
    for holder in (element, *groups):
        for option in objects(holder.get("options")):
            yield words_in(option.get("text"))


def _lines(block: Json) -> Iterator[str]:
    match block.get("type"):
        case "rich_text":
            for part in objects(block.get("elements")):
                yield from _rich_lines(part)
        case "section":
            texts = (block.get("text"), *objects(block.get("fields")))
            yield from (words_in(text) for text in texts if text)
        case "context":
            for element in objects(block.get("elements")):
                yield element["alt_text"] if kind_of(element) == "image" else words_in(element)
        case "header" | "input" | "image":
            yield from _named(block)
        case _:
            pass


def _named(block: Json) -> Iterator[str]:
    for key in ("title", "text", "label", "hint"):
        if key in block:
            yield words_in(block[key])
    if "alt_text" in block:
        yield block["alt_text"]


def _rich_lines(part: Json) -> Iterator[str]:
    inner = objects(part.get("elements"))
    if part.get("type") == "rich_text_list":
        for item in inner:
            yield from _rich_lines(item)
    else:
        yield "".join(_raw(element) for element in inner)


def _raw(element: Json) -> str:
    match kind_of(element):
        case kind if kind in PINGING:
            return _WRITTEN[kind].format(element.get(PINGING[kind]))
        case "channel":
            return f"<#{element.get('channel_id')}>"
        case "date":
            return str(element.get("fallback") or element.get("timestamp"))
        case _:
            return str(element.get("text") or element.get("url") or f":{element.get('name')}:")
