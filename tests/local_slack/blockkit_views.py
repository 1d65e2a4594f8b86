"""Modals and Home tabs, and the answer to one that was sent off."""

import json
from collections.abc import Collection, Iterator, Mapping

from tests.local_slack.blockkit_blocks import check_blocks
from tests.local_slack.blockkit_reading import pressable
from tests.local_slack.blockkit_text import (
    Fault,
    Json,
    boolean,
    keyed,
    kind_of,
    length,
    objects,
    one_of,
    text_object,
)

VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
WORDS = 24
_BOTH = "callback_id private_metadata external_id"
_MODAL = f"{_BOTH} submit close notify_on_close clear_on_close submit_disabled"
_ACTIONS = ("update", "push", "clear", "errors")


def check_view(where: str, view: object) -> Iterator[Fault]:
    """Yield what is wrong with a view."""
    for fault in _check_view(where, view):
        # What is wrong with a block of a view is told as a wrong argument.
        wrong_block = fault.code == "invalid_blocks"
        yield fault._replace(code="invalid_arguments") if wrong_block else fault


def inputs_of(view: object) -> list[str]:
    """Return the block_id of each input block of a view; empty if it has none of its own."""
    blocks = objects(view.get("blocks")) if isinstance(view, Mapping) else []
    return [str(block.get("block_id", "")) for block in blocks if kind_of(block) == "input"]


def check_submission(answer: object, inputs: Collection[str] | None) -> Iterator[Fault]:
    """Yield what is wrong with the answer to a view_submission, if its inputs are known."""
    code = "invalid_arguments"
    if not isinstance(answer, Mapping):
        yield Fault("answer", "an object is needed", code)
        return
    action = answer.get("response_action")
    if action not in _ACTIONS:
        yield Fault("response_action", f"{action!r} is none of {_ACTIONS}", code)
        return
    needed = {"update": "view", "push": "view", "errors": "errors"}.get(action, "")
    for fault in keyed("answer", answer, f"response_action {needed}"):
        yield fault._replace(code=code)
    if needed == "view" and "view" in answer:
        yield from check_view("view", answer["view"])
    elif needed == "errors":
        yield from _check_errors(answer.get("errors"), inputs)


def _check_errors(errors: object, inputs: Collection[str] | None) -> Iterator[Fault]:
    if not isinstance(errors, Mapping) or not errors:
        yield Fault("errors", "texts by block_id are needed", "invalid_arguments")
        return
    for block, text in errors.items():
        if inputs is not None and block not in inputs:
            yield Fault(f"errors.{block}", "no input block of the view", "invalid_arguments")
        yield from length(f"errors.{block}", text, 3000, code="invalid_arguments")


def _check_view(where: str, view: object) -> Iterator[Fault]:
    if not isinstance(view, Mapping):
        yield Fault(where, "an object is needed")
        return
    modal = kind_of(view) == "modal"
    yield from one_of(f"{where}.type", view.get("type"), ("modal", "home"))
    needed = "type title blocks" if modal else "type blocks"
    yield from keyed(where, view, needed, _MODAL if modal else _BOTH)
    yield from check_blocks(f"{where}.blocks", view.get("blocks"), VIEW_BLOCKS, view=True)
    yield from _check_words(where, view)
    weight = len(json.dumps(view, ensure_ascii=False).encode(errors="surrogatepass"))
    if weight > VIEW_BYTES:
        yield Fault(where, f"{weight} bytes, {VIEW_BYTES} at most", "view_too_large")
    if modal and inputs_of(view) and "submit" not in view:
        yield Fault(f"{where}.submit", "needed beside input blocks")
    held = (one for block in objects(view.get("blocks")) for one in pressable(block))
    if sum(one.get("focus_on_load") is True for one in held) > 1:
        yield Fault(f"{where}.focus_on_load", "true of one element at most")


def _check_words(where: str, view: Json) -> Iterator[Fault]:
    for key in {"title", "submit", "close"} & set(view):
        yield from text_object(f"{where}.{key}", view[key], WORDS)
    for key, most in (("private_metadata", 3000), ("callback_id", 255), ("external_id", 255)):
        if key in view:
            yield from length(f"{where}.{key}", view[key], most, 0)
    for key in {"notify_on_close", "clear_on_close", "submit_disabled"} & set(view):
        yield from boolean(f"{where}.{key}", view[key])
