"""Blocks, and what may stand in them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from tests.local_slack.blockkit_elements import check_element, check_source
from tests.local_slack.blockkit_reading import pressable
from tests.local_slack.blockkit_rich import check_rich
from tests.local_slack.blockkit_text import (
    Fault,
    Json,
    boolean,
    keyed,
    kind_of,
    length,
    listed,
    objects,
    text_object,
)

_KEYS = {
    "header": ("text", ""),
    "section": ("", "text fields accessory expand"),
    "context": ("elements", ""),
    "actions": ("elements", ""),
    "divider": ("", ""),
    "image": ("alt_text", "image_url slack_file title"),
    "input": ("label element", "hint optional dispatch_action"),
    "rich_text": ("elements", ""),
}
"""What a block of each type needs, and what it may have besides."""


def check_blocks(where: str, blocks: object, most: int, *, view: bool) -> Iterator[Fault]:
    """Yield what is wrong with the blocks of a message, or of a ``view``."""
    yield from listed(where, blocks, most, 0)
    if not isinstance(blocks, list):
        return
    for at, block in enumerate(blocks):
        yield from _check_block(f"{where}[{at}]", block, view=view)
    found = objects(blocks)
    yield from _twice(f"{where}: block_id", [one.get("block_id") for one in found])
    ids = [[one.get("action_id") for one in pressable(block)] for block in found]
    # Within a message no action_id comes twice: a rule of ours. Slack asks it of a block only.
    for some in ids if view else [list(chain.from_iterable(ids))]:
        yield from _twice(f"{where}: action_id", some)


def _twice(where: str, ids: list[object]) -> Iterator[Fault]:
    for one, times in Counter(map(str, filter(None, ids))).items():
        if times > 1:
            yield Fault(where, f"{one!r} {times} times")


def _check_block(where: str, block: object, *, view: bool) -> Iterator[Fault]:
    kind = kind_of(block)
    if not isinstance(block, Mapping) or kind not in _KEYS or (kind == "input" and not view):
        yield Fault(f"{where}.type", f"{kind!r} has no place here")
        return
    needed, allowed = _KEYS[kind]
    yield from keyed(where, block, f"type {needed}", f"block_id {allowed}")
    if "block_id" in block:
        yield from length(f"{where}.block_id", block["block_id"], 255)
    if kind in _CHECKS:
        yield from _CHECKS[kind](where, block)


def _check_header(where: str, block: Json) -> Iterator[Fault]:
    yield from text_object(f"{where}.text", block.get("text"), 150)


def _check_section(where: str, block: Json) -> Iterator[Fault]:
    if "text" not in block and "fields" not in block:
        yield Fault(f"{where}.text", "text or fields are needed")
    if "text" in block:
        yield from text_object(f"{where}.text", block["text"], 3000, marked=True)
    if "fields" in block:
        yield from listed(f"{where}.fields", block["fields"], 10)
    for at, field in enumerate(objects(block.get("fields"))):
        yield from text_object(f"{where}.fields[{at}]", field, 2000, marked=True)
    if "accessory" in block:
        yield from check_element(f"{where}.accessory", block["accessory"], "section")
    if "expand" in block:
        yield from boolean(f"{where}.expand", block["expand"])


def _check_context(where: str, block: Json) -> Iterator[Fault]:
    yield from listed(f"{where}.elements", block.get("elements"), 10)
    for at, element in enumerate(objects(block.get("elements"))):
        inside = f"{where}.elements[{at}]"
        if kind_of(element) == "image":
            yield from check_element(inside, element, "context")
        else:
            yield from text_object(inside, element, 3000, marked=True)


def _check_actions(where: str, block: Json) -> Iterator[Fault]:
    yield from listed(f"{where}.elements", block.get("elements"), 25)
    for at, element in enumerate(objects(block.get("elements"))):
        yield from check_element(f"{where}.elements[{at}]", element, "actions")


def _check_image(where: str, block: Json) -> Iterator[Fault]:
    yield from check_source(where, block)
    yield from length(f"{where}.alt_text", block.get("alt_text"), 2000)
    if "title" in block:
        yield from text_object(f"{where}.title", block["title"], 2000)


def _check_input(where: str, block: Json) -> Iterator[Fault]:
    yield from text_object(f"{where}.label", block.get("label"), 2000)
    if "hint" in block:
        yield from text_object(f"{where}.hint", block["hint"], 2000)
    for key in {"optional", "dispatch_action"} & set(block):
        yield from boolean(f"{where}.{key}", block[key])
    yield from check_element(f"{where}.element", block.get("element"), "input")


_CHECKS: dict[str, Callable[[str, Json], Iterator[Fault]]] = {
    "header": _check_header,
    "section": _check_section,
    "context": _check_context,
    "actions": _check_actions,
    "image": _check_image,
    "input": _check_input,
    "rich_text": check_rich,
}
