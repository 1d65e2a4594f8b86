"""What can be pressed, chosen or filled in.

Each element's fields: docs.slack.dev, reference/block-kit/block-elements. Those that Homeroom has
no use for (files, numbers, addresses, workflows) are refused.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from tests.local_slack.blockkit_options import (
    all_chosen,
    check_offer,
    chosen,
    own_groups,
    own_options,
)
from tests.local_slack.blockkit_text import (
    Fault,
    Json,
    boolean,
    keyed,
    kind_of,
    length,
    listed,
    one_of,
    text_object,
    web,
    whole,
)

_ANYWHERE = "section actions input"
_SEVERAL = "section input"
_PICKED = "placeholder confirm focus_on_load"
_MANY = f"max_selected_items {_PICKED}"
_LISTED = "options option_groups"
_TALKS = "default_to_current_conversation filter"
_KINDS = {
    "button": ("section actions", "text", "value url style confirm accessibility_label"),
    "static_select": (_ANYWHERE, "", f"{_LISTED} initial_option {_PICKED}"),
    "multi_static_select": (_SEVERAL, "", f"{_LISTED} initial_options {_MANY}"),
    "external_select": (_ANYWHERE, "", f"min_query_length initial_option {_PICKED}"),
    "multi_external_select": (_SEVERAL, "", f"min_query_length initial_options {_MANY}"),
    "users_select": (_ANYWHERE, "", f"initial_user {_PICKED}"),
    "multi_users_select": (_SEVERAL, "", f"initial_users {_MANY}"),
    "channels_select": (_ANYWHERE, "", f"initial_channel response_url_enabled {_PICKED}"),
    "multi_channels_select": (_SEVERAL, "", f"initial_channels {_MANY}"),
    "conversations_select": (
        _ANYWHERE,
        "",
        f"initial_conversation response_url_enabled {_TALKS} {_PICKED}",
    ),
    "multi_conversations_select": (_SEVERAL, "", f"initial_conversations {_TALKS} {_MANY}"),
    "datepicker": (_ANYWHERE, "", f"initial_date {_PICKED}"),
    "timepicker": (_ANYWHERE, "", f"initial_time timezone {_PICKED}"),
    "checkboxes": (_ANYWHERE, "options", "initial_options confirm focus_on_load"),
    "radio_buttons": (_ANYWHERE, "options", "initial_option confirm focus_on_load"),
    "overflow": ("section actions", "options", "confirm"),
    "plain_text_input": (
        "input",
        "",
        "initial_value multiline min_length max_length placeholder focus_on_load "
        "dispatch_action_config",
    ),
    "image": ("section context", "alt_text", "image_url slack_file"),
}
"""For each element: the blocks it may stand in, what it needs, what it may have besides."""
_FILLED = ("initial_options", "initial_users", "initial_channels", "initial_conversations")
_MOMENTS = ("on_enter_pressed", "on_character_entered")

Check = Callable[[str, object, Json], Iterator[Fault]]


def check_element(where: str, element: object, block: str) -> Iterator[Fault]:
    """Yield what is wrong with an element in a block of a type."""
    kind = kind_of(element)
    if not isinstance(element, Mapping) or kind not in _KINDS:
        yield Fault(f"{where}.type", f"{kind!r} has no place here")
        return
    places, needed, allowed = _KINDS[kind]
    if block not in places.split():
        yield Fault(f"{where}.type", f"{kind} has no place in a block of type {block}")
    own = allowed if kind == "image" else f"action_id {allowed}"
    yield from keyed(where, element, f"type {needed}", own)
    for key in sorted(set(_CHECKS) & set(element)):
        yield from _CHECKS[key](f"{where}.{key}", element[key], element)
    yield from check_offer(where, element)
    if kind == "image":
        yield from check_source(where, element)
    if element.get("response_url_enabled") is True and block != "input":
        yield Fault(f"{where}.response_url_enabled", "only in a block of type input")


def check_source(where: str, image: Json) -> Iterator[Fault]:
    """Yield what is wrong with where an image is from: either an address or a file on Slack."""
    if ("image_url" in image) == ("slack_file" in image):
        yield Fault(f"{where}.image_url", "either image_url or slack_file is needed")
    if "image_url" in image:
        yield from web(f"{where}.image_url", image["image_url"])
    if "slack_file" in image:
        file = image["slack_file"]
        yield from keyed(f"{where}.slack_file", file, "", "id url")
        if isinstance(file, Mapping) and ("id" in file) == ("url" in file):
            yield Fault(f"{where}.slack_file", "either id or url is needed")


def _confirm(where: str, value: object, _: Json) -> Iterator[Fault]:
    yield from keyed(where, value, "title text confirm deny", "style")
    if not isinstance(value, Mapping):
        return
    for key, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from text_object(f"{where}.{key}", value.get(key), most, marked=key == "text")
    if "style" in value:
        yield from one_of(f"{where}.style", value["style"], ("primary", "danger"))


def _date(where: str, value: object, _: Json) -> Iterator[Fault]:
    try:
        fits = date.fromisoformat(str(value)).isoformat() == value
    except ValueError:
        fits = False
    if not fits:
        yield Fault(where, f"{value!r} is no date such as 2026-01-16")


def _time(where: str, value: object, _: Json) -> Iterator[Fault]:
    if not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", str(value)):
        yield Fault(where, f"{value!r} is no time such as 09:30")


def _zone(where: str, value: object, _: Json) -> Iterator[Fault]:
    try:
        ZoneInfo(str(value))
    except (LookupError, OSError, ValueError):
        yield Fault(where, f"{value!r} is no zone such as Asia/Seoul")


def _filter(where: str, value: object, _: Json) -> Iterator[Fault]:
    flags = ("exclude_external_shared_channels", "exclude_bot_users")
    yield from keyed(where, value, "", " ".join(("include", *flags)))
    if not isinstance(value, Mapping):
        return
    if not value:
        yield Fault(where, "empty")
    for flag in sorted({*flags} & set(value)):
        yield from boolean(f"{where}.{flag}", value[flag])
    if "include" in value:
        yield from listed(f"{where}.include", value["include"], 4, of=str)
        for one in value["include"] if isinstance(value["include"], list) else ():
            yield from one_of(f"{where}.include", one, ("im", "mpim", "private", "public"))


def _initial_value(where: str, value: object, element: Json) -> Iterator[Fault]:
    most = element.get("max_length", 3000)
    yield from length(where, value, most if isinstance(most, int) else 3000, 0)


def _max_length(where: str, value: object, element: Json) -> Iterator[Fault]:
    yield from whole(where, value, 1, 3000)
    least = element.get("min_length", 0)
    if isinstance(value, int) and isinstance(least, int) and value < least:
        yield Fault(where, f"{value}, less than min_length {least}")


def _dispatch(where: str, value: object, _: Json) -> Iterator[Fault]:
    yield from keyed(where, value, "trigger_actions_on")
    moments = value.get("trigger_actions_on") if isinstance(value, Mapping) else None
    yield from listed(where, moments, len(_MOMENTS), of=str)
    for moment in moments if isinstance(moments, list) else ():
        yield from one_of(where, moment, _MOMENTS)


def _ids(where: str, value: object, _: Json) -> Iterator[Fault]:
    yield from listed(where, value, 10**6, of=str)
    for one in value if isinstance(value, list) else ():
        yield from length(where, one, 50)


def _max_selected(where: str, value: object, element: Json) -> Iterator[Fault]:
    yield from whole(where, value, 1, 10**6)
    for key in _FILLED:
        filled = element.get(key)
        if isinstance(filled, list) and isinstance(value, int) and len(filled) > value:
            yield Fault(where, f"{len(filled)} in {key}, {value} at most")


def _text(most: int) -> Check:
    return lambda where, value, _: text_object(where, value, most)


def _long(most: int) -> Check:
    return lambda where, value, _: length(where, value, most)


def _whole(least: int, most: int) -> Check:
    return lambda where, value, _: whole(where, value, least, most)


_CHECKS: dict[str, Check] = {
    "text": _text(75),
    "placeholder": _text(150),
    "action_id": _long(255),
    "value": _long(2000),
    "accessibility_label": _long(75),
    "alt_text": _long(2000),
    "initial_conversation": _long(50),
    "initial_channel": _long(50),
    "initial_user": _long(50),
    "timezone": _zone,
    "url": lambda where, value, _: web(where, value),
    "style": lambda where, value, _: one_of(where, value, ("primary", "danger")),
    "confirm": _confirm,
    "options": own_options,
    "option_groups": own_groups,
    "initial_option": chosen,
    "initial_options": all_chosen,
    "initial_users": _ids,
    "initial_channels": _ids,
    "initial_conversations": _ids,
    "initial_date": _date,
    "initial_time": _time,
    "initial_value": _initial_value,
    "filter": _filter,
    "min_query_length": _whole(0, 3000),
    "max_selected_items": _max_selected,
    "min_length": _whole(0, 3000),
    "max_length": _max_length,
    "dispatch_action_config": _dispatch,
    "multiline": boolean,
    "focus_on_load": boolean,
    "default_to_current_conversation": boolean,
    "response_url_enabled": boolean,
}
"""By key: the same key means the same in every element that has it."""
