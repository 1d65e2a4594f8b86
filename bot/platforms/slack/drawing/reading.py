"""What stands in a message on Slack: its words, and the key of the lesson it may be."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.core.plain import visible
from bot.platforms.slack.drawing.ids import key_of
from bot.platforms.slack.drawing.mrkdwn import unescaped

Payload = Mapping[str, Any]

EVENT = "homeroom_post"
"""The ``event_type`` of a post's metadata."""
NOTICE = "homeroom_notice"
"""The ``event_type`` of what is said to one person."""
_DEEPEST = 12
"""Nobody nests blocks deeper; what comes from outside is not followed further."""
_ATTACHED = ("pretext", "title", "text", "fallback", "footer")


def words_in_message(message: Payload) -> str:
    """Return everything there is to read in a message, a line for each piece."""
    lines = (line.strip() for text in _texts(message) for line in visible(text).splitlines())
    # Most messages say everything twice: as blocks, and without them, where marks stand around.
    once: dict[str, str] = {}
    for line in filter(None, lines):
        once.setdefault("".join(filter(str.isalnum, line)) or line, line)
    return "\n".join(once.values())


def metadata_of(key: str, event: str = EVENT) -> dict[str, Any]:
    """Return the metadata that a post with this key has, or what else ``event`` says."""
    return {"event_type": event, "event_payload": {"key": key}}


def key_in(message: Payload) -> str:
    """Return the key that a message carries, or an empty text."""
    metadata = _part(message, "metadata")
    if metadata.get("event_type") == EVENT:
        key = _part(metadata, "event_payload").get("key")
        if isinstance(key, str) and key:
            return key
    keys = (key_of(str(block.get("block_id", ""))) for block in _parts(message, "blocks"))
    return next(filter(None, keys), "")


def carries(message: Payload, key: str) -> bool:
    """Tell whether a message is the post with a key."""
    return bool(key) and key_in(message) == key


def _texts(message: Payload, depth: int = 0) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for block in _parts(message, "blocks"):
        yield from _block(block)
    yield unescaped(_text(message, "text"))
    for attached in _parts(message, "attachments"):
        yield from (unescaped(_text(attached, name)) for name in _ATTACHED)
        for field in _parts(attached, "fields"):
            yield from (unescaped(_text(field, name)) for name in ("title", "value"))
        for shared in _parts(attached, "message_blocks"):
            yield from _texts(_part(shared, "message"), depth + 1)
        yield from _texts({"blocks": attached.get("blocks")}, depth + 1)


def _block(block: Payload) -> Iterator[str]:
    """Yield what a block says; of kinds we do not know, what they call their text."""
    if block.get("type") == "rich_text":
        yield from _lines(block)
        return
    if block.get("type") == "actions":
        return
    yield from _text_objects(block)
    for name in ("fields", "elements"):
        for one in _parts(block, name):
            yield unescaped(_text(one, "text"))


def _text_objects(block: Payload) -> Iterator[str]:
    for name in ("title", "text", "label", "hint", "description"):
        value = block.get(name)
        if isinstance(value, Mapping):
            yield unescaped(_text(value, "text"))
        elif isinstance(value, str):
            yield unescaped(value)


def _lines(element: Payload, depth: int = 0) -> Iterator[str]:
    """Yield the texts of rich text: what stands in one section is one text."""
    if depth > _DEEPEST:
        return
    inner = _parts(element, "elements")
    flat = [one for one in inner if "elements" not in one]
    if flat:
        yield "".join(map(_inline, flat))
    for one in inner:
        if "elements" in one:
            yield from _lines(one, depth + 1)


def _inline(element: Payload) -> str:
    """Return what an element in a line shows. Ids of people and channels say nothing."""
    match element.get("type"):
        case "text":
            return _text(element, "text")
        case "link":
            return _text(element, "text") or _text(element, "url")
        case "broadcast":
            return f"@{_text(element, 'range')}"
        case "date":
            return _text(element, "fallback")
        case _:
            return " "


def _part(payload: Payload, name: str) -> Payload:
    part = payload.get(name)
    return part if isinstance(part, Mapping) else {}


def _parts(payload: Payload, name: str) -> list[Payload]:
    parts = payload.get(name)
    return [one for one in parts if isinstance(one, Mapping)] if isinstance(parts, list) else []


def _text(payload: Payload, name: str) -> str:
    value = payload.get(name)
    return value if isinstance(value, str) else ""
