"""A rich_text block: what is in it is read as it stands."""

from collections.abc import Iterator

from tests.local_slack.blockkit_text import (
    Fault,
    Json,
    boolean,
    keyed,
    kind_of,
    length,
    listed,
    objects,
    one_of,
    web,
    whole,
)

LINK = 3_000
INDENT = 8
PINGING = {"user": "user_id", "usergroup": "usergroup_id", "broadcast": "range"}
"""Elements that call somebody, with the key of whom."""
_PARTS = {
    "rich_text_section": "",
    "rich_text_list": "style indent offset border",
    "rich_text_quote": "border",
    "rich_text_preformatted": "border language",
}
_STYLES = {"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight"}
_FOREVER = 10**6
"""Slack names no limit."""


def check_rich(where: str, block: Json) -> Iterator[Fault]:
    """Yield what is wrong with a rich_text block."""
    parts = block.get("elements")
    yield from listed(f"{where}.elements", parts, _FOREVER)
    for at, part in enumerate(objects(parts)):
        yield from _check_part(f"{where}.elements[{at}]", part)


def _check_part(where: str, part: Json) -> Iterator[Fault]:
    kind = kind_of(part)
    if kind not in _PARTS:
        yield Fault(f"{where}.type", f"{kind!r} has no place in rich_text")
        return
    yield from keyed(where, part, "type elements", _PARTS[kind])
    inner = part.get("elements")
    yield from listed(f"{where}.elements", inner, _FOREVER)
    if kind == "rich_text_list":
        yield from _check_list(where, part)
        return
    for at, element in enumerate(objects(inner)):
        yield from _check_element(f"{where}.elements[{at}]", element)
        if kind == "rich_text_preformatted":
            yield from one_of(f"{where}.elements[{at}].type", element.get("type"), ("text", "link"))


def _check_list(where: str, part: Json) -> Iterator[Fault]:
    yield from one_of(f"{where}.style", part.get("style"), ("bullet", "ordered"))
    yield from whole(f"{where}.indent", part.get("indent", 0), 0, INDENT)
    yield from whole(f"{where}.offset", part.get("offset", 0), 0, _FOREVER)
    for at, item in enumerate(objects(part.get("elements"))):
        inside = f"{where}.elements[{at}]"
        yield from one_of(f"{inside}.type", item.get("type"), ["rich_text_section"])
        yield from _check_part(inside, item)


def _check_element(where: str, element: Json) -> Iterator[Fault]:
    match kind_of(element):
        case "text":
            yield from keyed(where, element, "type text", "style")
            yield from length(f"{where}.text", element.get("text"), _FOREVER)
        case "link":
            yield from keyed(where, element, "type url", "text style unsafe")
            yield from web(f"{where}.url", element.get("url"), LINK)
            yield from length(f"{where}.text", element.get("text", "-"), _FOREVER)
        case "emoji":
            yield from keyed(where, element, "type name", "unicode skin_tone style")
        case "channel":
            yield from keyed(where, element, "type channel_id", "style")
            yield from length(f"{where}.channel_id", element.get("channel_id"), 50)
        case "date":
            yield from keyed(where, element, "type timestamp format", "url fallback style")
            yield from whole(f"{where}.timestamp", element.get("timestamp"), 0, 10**10)
            yield from length(f"{where}.format", element.get("format"), _FOREVER)
        case kind if kind in PINGING:
            yield Fault(where, f"{kind} {element.get(PINGING[kind])}", "pings")
        case kind:
            yield Fault(f"{where}.type", f"{kind!r} has no place in rich text")
    yield from _check_style(f"{where}.style", element.get("style", {}))


def _check_style(where: str, style: object) -> Iterator[Fault]:
    yield from keyed(where, style, "", " ".join(_STYLES))
    if isinstance(style, dict):
        for key, value in style.items():
            yield from boolean(f"{where}.{key}", value)
