"""What Slack would refuse in a message, a window, or an answer; and what one reads in it.

Figures are Slack's own (docs.slack.dev, reference/block-kit); each fault begins with an error code.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tests.local_slack.blockkit_blocks import check_blocks
from tests.local_slack.blockkit_options import MOST, check_options
from tests.local_slack.blockkit_reading import labels_of, pings_in, text_shown
from tests.local_slack.blockkit_text import (
    Fault,
    Json,
    boolean,
    length,
    loaded,
    one_of,
    read_text,
    size,
)
from tests.local_slack.blockkit_views import check_submission, check_view, inputs_of

__all__ = [
    "faults_in_message",
    "faults_in_options",
    "faults_in_response",
    "faults_in_submission",
    "faults_in_submission_answer",
    "faults_in_view",
    "labels_of",
    "pings_in",
    "text_shown",
]

MESSAGE_BLOCKS = 50
MESSAGE_TEXT = 4_000
"""What readers get of a text; Slack takes more in a new message, but not in an update."""
MESSAGE_TRUNCATED = 40_000
MESSAGE_CONTENT = 13_200
"""Characters of all blocks as JSON: measured (slackapi/bolt-js, issue 2509), not documented."""
METADATA = 8_000
"""Bytes of metadata as JSON: ours. Slack has an error for too much, but names no figure."""
_NO: tuple[object, ...] = (False, "false", "0")


def faults_in_message(body: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the body of chat.postMessage, postEphemeral or update."""
    # An update and a message to one person alone show no previews of links.
    posted = "ts" not in body and "user" not in body
    return _written([*_check_message(body, posted=posted)])


def faults_in_response(body: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with what is sent to a response_url."""
    faults: list[Fault] = []
    if "response_type" in body:
        kinds = ("ephemeral", "in_channel")
        faults += one_of("response_type", body["response_type"], kinds)
    for key in ("replace_original", "delete_original"):
        if key in body:
            faults += boolean(key, body[key])
    faults = [fault._replace(code="invalid_arguments") for fault in faults]
    if body.get("delete_original") is not True:
        faults += _check_message(body, posted=False)
    return _written(faults)


def faults_in_view(view: object) -> list[str]:
    """Return what is wrong with a modal or a Home tab, given as an object or as JSON text."""
    return _written(check_view("view", loaded(view)))


def faults_in_submission(answer: object) -> list[str]:
    """Return what is wrong with the answer to a view_submission, whatever the view was.

    No answer is one, too: it closes the view.
    """
    return _written(check_submission(answer, None) if answer else ())


def faults_in_submission_answer(answer: object, view: object) -> list[str]:
    """Return what is wrong with the answer to a view_submission of this view.

    Errors are shown at an input block of the view, by its block_id (docs.slack.dev,
    surfaces/modals).
    """
    return _written(check_submission(answer, inputs_of(loaded(view))) if answer else ())


def faults_in_options(answer: object) -> list[str]:
    """Return what is wrong with the answer to a block_suggestion.

    Slack takes groups of options, too; nothing here shows them, so they are refused.
    """
    if not isinstance(answer, Mapping) or set(answer) != {"options"}:
        return _written([Fault("options", "an object with options alone is needed")])
    return _written(check_options("options", answer["options"], MOST, 0))


def _written(faults: Iterable[Fault]) -> list[str]:
    return [str(fault) for fault in faults]


def _check_message(body: Json, *, posted: bool) -> Iterator[Fault]:
    blocks = loaded(body["blocks"]) if body.get("blocks") is not None else []
    yield from _check_text(body.get("text"), beside_blocks=bool(blocks), updated="ts" in body)
    yield from check_blocks("blocks", blocks, MESSAGE_BLOCKS, view=False)
    content = size(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")))
    if content > MESSAGE_CONTENT:
        what = f"{content} characters, {MESSAGE_CONTENT} at most"
        yield Fault("blocks", what, "msg_blocks_too_long")
    yield from _check_arguments(body, posted=posted)
    if body.get("metadata") is not None:
        yield from _check_metadata(loaded(body["metadata"]))


def _check_text(text: object, *, beside_blocks: bool, updated: bool) -> Iterator[Fault]:
    if not isinstance(text, str) or not text.strip():
        yield Fault("text", "empty", "no_fallback_text" if beside_blocks else "no_text")
        return
    refused = updated or size(text) > MESSAGE_TRUNCATED
    code = "msg_too_long" if refused else "text_too_long_for_readers"
    yield from length("text", text, MESSAGE_TEXT, code=code)
    yield from read_text("text", text)


def _check_arguments(body: Json, *, posted: bool) -> Iterator[Fault]:
    for key in ("unfurl_links", "unfurl_media"):
        if (posted or key in body) and body.get(key) not in _NO:
            yield Fault(key, "must be false", "unfurls")
    if body.get("link_names") not in (None, *_NO):
        yield Fault("link_names", "makes names ping", "pings")
    if body.get("parse") not in (None, "none"):
        yield Fault("parse", "makes names ping", "pings")
    for key in ("attachments", "markdown_text"):
        if body.get(key):
            yield Fault(key, "not to be used beside blocks and text", "invalid_arguments")


def _check_metadata(metadata: object) -> Iterator[Fault]:
    code = "invalid_metadata_format"
    if not isinstance(metadata, Mapping) or set(metadata) != {"event_type", "event_payload"}:
        yield Fault("metadata", "event_type and event_payload are needed", code)
        return
    yield from length("metadata.event_type", metadata["event_type"], 255, code=code)
    if not isinstance(metadata["event_payload"], Mapping):
        yield Fault("metadata.event_payload", "an object is needed", code)
    weight = len(json.dumps(metadata, ensure_ascii=False).encode(errors="surrogatepass"))
    if weight > METADATA:
        yield Fault("metadata", f"{weight} bytes, {METADATA} at most", "metadata_too_large")
