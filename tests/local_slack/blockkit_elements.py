"""What can be pressed, chosen or filled in, and the options it offers."""

import re
from collections.abc import Callable, Iterator, Mapping

from tests.local_slack.blockkit_text import (
    Fault,
    Json,
    boolean,
    keyed,
    length,
    listed,
    objects,
    one_of,
    text_object,
    web,
    whole,
)

_ANYWHERE = "section actions input"
_CHOICE = "confirm focus_on_load"
_KINDS = {
    "button": ("section actions", "text", "value url style confirm accessibility_label"),
    "static_select": (
        _ANYWHERE,
        "",
        f"options option_groups initial_option placeholder {_CHOICE}",
    ),
    "external_select": (_ANYWHERE, "", f"min_query_length initial_option placeholder {_CHOICE}"),
    "multi_users_select": (
        "section input",
        "",
        f"initial_users max_selected_items placeholder {_CHOICE}",
    ),
    "conversations_select": (
        _ANYWHERE,
        "",
        "initial_conversation default_to_current_conversation response_url_enabled filter "
        f"placeholder {_CHOICE}",
    ),
    "timepicker": (_ANYWHERE, "", f"initial_time timezone placeholder {_CHOICE}"),
    "checkboxes": (_ANYWHERE, "options", f"initial_options {_CHOICE}"),
    "radio_buttons": (_ANYWHERE, "options", f"initial_option {_CHOICE}"),
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
_MOST_OPTIONS = {"checkboxes": 10, "radio_buttons": 10, "overflow": 5}
_MARKED = {"checkboxes", "radio_buttons"}
"""Their options may be written in mrkdwn."""
_LIST = 100

Check = Callable[[str, object, Json], Iterator[Fault]]


def check_element(where: str, element: object, block: str) -> Iterator[Fault]:
    """Yield what is wrong with an element in a block of a type."""
    kind = element.get("type") if isinstance(element, Mapping) else None
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
    if kind == "static_select" and ("options" in element) == ("option_groups" in element):
        yield Fault(f"{where}.options", "either options or option_groups are needed")


def check_options(
    where: str, options: object, most: int, least: int = 1, kind: str = "static_select"
) -> Iterator[Fault]:
    """Yield what is wrong with the options of an element of a kind."""
    yield from listed(where, options, most, least)
    found = objects(options)
    for at, option in enumerate(found):
        yield from _check_option(f"{where}[{at}]", option, kind)
    values = [str(option.get("value")) for option in found]
    if len(set(values)) < len(values):
        yield Fault(where, "the same value twice")


def _check_option(where: str, option: object, kind: str) -> Iterator[Fault]:
    url = " url" if kind == "overflow" else ""
    yield from keyed(where, option, "text value", f"description{url}")
    if not isinstance(option, Mapping):
        return
    marked = kind in _MARKED
    yield from text_object(f"{where}.text", option.get("text"), 75, marked=marked)
    if "description" in option:
        yield from text_object(f"{where}.description", option["description"], 75, marked=marked)
    yield from length(f"{where}.value", option.get("value"), 150)


def _all_options(element: Json) -> list[Json]:
    groups = objects(element.get("option_groups"))
    holders = [element, *groups]
    return [option for holder in holders for option in objects(holder.get("options"))]


def _options(where: str, value: object, element: Json) -> Iterator[Fault]:
    kind = str(element["type"])
    yield from check_options(where, value, _MOST_OPTIONS.get(kind, _LIST), kind=kind)


def _groups(where: str, value: object, element: Json) -> Iterator[Fault]:
    yield from listed(where, value, _LIST)
    for at, group in enumerate(objects(value)):
        yield from keyed(f"{where}[{at}]", group, "label options")
        yield from text_object(f"{where}[{at}].label", group.get("label"), 75)
        yield from check_options(f"{where}[{at}].options", group.get("options"), _LIST)
    values = [str(option.get("value")) for option in _all_options(element)]
    if len(set(values)) < len(values):
        yield Fault(where, "the same value twice")


def _chosen(where: str, value: object, element: Json) -> Iterator[Fault]:
    if element["type"] == "external_select":
        yield from _check_option(where, value, "external_select")
    elif value not in _all_options(element):
        yield Fault(where, "not among the options")


def _all_chosen(where: str, value: object, element: Json) -> Iterator[Fault]:
    yield from listed(where, value, len(_all_options(element)))
    for at, option in enumerate(objects(value)):
        yield from _chosen(f"{where}[{at}]", option, element)


def _confirm(where: str, value: object, _: Json) -> Iterator[Fault]:
    yield from keyed(where, value, "title text confirm deny", "style")
    if isinstance(value, Mapping):
        for key, most in (("title", 100), ("confirm", 30), ("deny", 30)):
            yield from text_object(f"{where}.{key}", value.get(key), most)
        yield from text_object(f"{where}.text", value.get("text"), 300, marked=True)


def _time(where: str, value: object, _: Json) -> Iterator[Fault]:
    if not re.fullmatch(r"(?:[01]\d|2[0-3]):[0-5]\d", str(value)):
        yield Fault(where, f"{value!r} is no time such as 09:30")


def _filter(where: str, value: object, _: Json) -> Iterator[Fault]:
    allowed = "include exclude_external_shared_channels exclude_bot_users"
    yield from keyed(where, value, "", allowed)
    if isinstance(value, Mapping):
        if not value:
            yield Fault(where, "empty")
        for one in value.get("include", ()):
            yield from one_of(f"{where}.include", one, ("im", "mpim", "private", "public"))


def _initial_value(where: str, value: object, element: Json) -> Iterator[Fault]:
    most = element.get("max_length", 3000)
    yield from length(where, value, most if isinstance(most, int) else 3000, 0)


def _users(where: str, value: object, _: Json) -> Iterator[Fault]:
    yield from listed(where, value, 10**6, of=str)
    for user in value if isinstance(value, list) else ():
        yield from length(where, user, 50)


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
    "timezone": _long(100),
    "url": lambda where, value, _: web(where, value),
    "image_url": lambda where, value, _: web(where, value),
    "style": lambda where, value, _: one_of(where, value, ("primary", "danger")),
    "confirm": _confirm,
    "options": _options,
    "option_groups": _groups,
    "initial_option": _chosen,
    "initial_options": _all_chosen,
    "initial_users": _users,
    "initial_time": _time,
    "initial_value": _initial_value,
    "filter": _filter,
    "min_query_length": _whole(0, 3000),
    "max_selected_items": _whole(1, 10**6),
    "min_length": _whole(0, 3000),
    "max_length": _whole(1, 3000),
    "multiline": boolean,
    "focus_on_load": boolean,
    "default_to_current_conversation": boolean,
    "response_url_enabled": boolean,
}
"""By key: the same key means the same in every element that has it."""
