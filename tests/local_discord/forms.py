"""Finding buttons and selects in a message, and filling in modals."""

from collections.abc import Mapping

from tests.local_discord import limits
from tests.local_discord.components import BUTTON, INPUT, LINK, SELECT, SELECTS
from tests.local_discord.interactions import Modal
from tests.local_discord.modals import CHECKBOX, CHECKBOXES, LABEL, RADIO
from tests.local_discord.refusals import Json, units
from tests.local_discord.typing_in import NotOffered
from tests.local_discord.world import Message, walk


def buttons(message: Message) -> list[Json]:
    """The buttons of a message."""
    return [c for c in walk(message.components) if c["type"] == BUTTON]


def find_button(message: Message, wanted: str) -> Json:
    """The button with that label or custom_id."""
    found = [b for b in buttons(message) if wanted in (b.get("label"), b.get("custom_id"))]
    if not found:
        raise NotOffered(f"no button {wanted!r}; there are {[shown(b) for b in buttons(message)]}")
    if found[0].get("disabled") or found[0]["style"] == LINK:
        raise NotOffered(f"{wanted!r} is disabled, or a link")
    return found[0]


def shown(button: Json) -> str:
    """What a button looks like."""
    return str(button.get("label") or (button.get("emoji") or {}).get("name"))


def find_select(message: Message, custom_id: str) -> Json:
    """The select with that custom_id or placeholder."""
    selects = [c for c in walk(message.components) if c["type"] in SELECTS]
    found = [s for s in selects if custom_id in (s["custom_id"], s.get("placeholder"))]
    if not found or found[0].get("disabled"):
        raise NotOffered(f"no select {custom_id!r}; there are {[s['custom_id'] for s in selects]}")
    return found[0]


def pick_options(select: Json, wanted: tuple[object, ...]) -> list[str]:
    """The values of the options with those labels or values."""
    least, most = select.get("min_values", 1), select.get("max_values", 1)
    if not least <= len(wanted) <= most:
        raise NotOffered(f"{least} to {most} may be chosen, not {len(wanted)}")
    values = []
    for one in wanted:
        fitting = [o["value"] for o in select["options"] if one in (o["label"], o["value"])]
        if not fitting:
            raise NotOffered(f"no option {one!r}; there are {select['options']}")
        values.append(str(fitting[0]))
    return values


def filled(modal: Modal, given: Mapping[str, object]) -> list[Json]:
    """The components of a modal that is sent off, with what was put in."""
    rest = dict(given)
    parts = [_part(part, rest) for part in modal.components]
    if rest:
        raise NotOffered(f"the modal has no {sorted(rest)}")
    return parts


def _part(part: Json, rest: dict[str, object]) -> Json:
    number = part.get("id") or 0
    if part["type"] == LABEL:
        inner = _field(part["component"], part["label"], rest)
        return {"type": LABEL, "id": number, "component": inner}
    if "components" not in part:
        return {"type": part["type"], "id": number}
    inner = part["components"][0]
    return {"type": 1, "id": number, "components": [_field(inner, inner.get("label"), rest)]}


def _field(field: Json, label: object, rest: dict[str, object]) -> Json:
    value = rest.pop(field["custom_id"], None)
    if value is None:
        value = rest.pop(str(label), None)
    sent = {"type": field["type"], "id": field.get("id") or 0, "custom_id": field["custom_id"]}
    match field["type"]:
        case kind if kind == INPUT:
            return sent | {"value": _written(field, value)}
        case kind if kind in (RADIO, CHECKBOX):
            return sent | {"value": value}
        case kind if kind in (SELECT, CHECKBOXES):
            return sent | {"values": list(value) if isinstance(value, list | tuple) else []}
    return sent | {"values": []}


def _written(field: Json, value: object) -> str:
    text = str(field.get("value") or "" if value is None else value)
    if not text and not field.get("required", True):
        return text
    least, most = field.get("min_length") or 1, field.get("max_length") or limits.INPUT_VALUE
    if not least <= units(text) <= most:
        raise NotOffered(f"{field['custom_id']}: {least} to {most} characters, not {units(text)}")
    return text
