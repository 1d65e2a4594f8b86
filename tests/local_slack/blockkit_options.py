"""The options that an element offers, and those chosen from the start."""

from collections.abc import Iterator, Mapping

from tests.local_slack.blockkit_text import (
    Fault,
    Json,
    keyed,
    kind_of,
    length,
    listed,
    objects,
    text_object,
    web,
)

MOST = 100
_MOST_OF = {"checkboxes": 10, "radio_buttons": 10, "overflow": 5}
_MARKED = {"checkboxes", "radio_buttons"}
"""Their options may be written in mrkdwn."""
_LISTING = {"static_select", "multi_static_select"}
_ASKING = {"external_select", "multi_external_select"}
"""Their options come when they are asked for."""


def check_options(
    where: str, options: object, most: int, least: int = 1, kind: str = "static_select"
) -> Iterator[Fault]:
    """Yield what is wrong with the options of an element of a kind."""
    yield from listed(where, options, most, least)
    found = objects(options)
    for at, option in enumerate(found):
        yield from _check_option(f"{where}[{at}]", option, kind)
    yield from _same_twice(where, found)


def check_offer(where: str, element: Json) -> Iterator[Fault]:
    """Yield a fault if a list offers nothing, or options both in groups and without."""
    if kind_of(element) in _LISTING and ("options" in element) == ("option_groups" in element):
        yield Fault(f"{where}.options", "either options or option_groups are needed")


def own_options(where: str, value: object, element: Json) -> Iterator[Fault]:
    """Yield what is wrong with the options of an element."""
    kind = kind_of(element)
    yield from check_options(where, value, _MOST_OF.get(kind, MOST), kind=kind)


def own_groups(where: str, value: object, element: Json) -> Iterator[Fault]:
    """Yield what is wrong with the groups of options of an element."""
    yield from listed(where, value, MOST)
    for at, group in enumerate(objects(value)):
        yield from keyed(f"{where}[{at}]", group, "label options")
        yield from text_object(f"{where}[{at}].label", group.get("label"), 75)
        yield from check_options(f"{where}[{at}].options", group.get("options"), MOST)
    yield from _same_twice(where, _all_options(element))


def chosen(where: str, value: object, element: Json) -> Iterator[Fault]:
    """Yield a fault if the option chosen from the start is not exactly one of those offered."""
    if kind_of(element) in _ASKING:
        yield from _check_option(where, value, kind_of(element))
    elif value not in _all_options(element):
        yield Fault(where, "not among the options")


def all_chosen(where: str, value: object, element: Json) -> Iterator[Fault]:
    """Yield what is wrong with the options chosen from the start."""
    asking = kind_of(element) in _ASKING
    yield from listed(where, value, MOST if asking else len(_all_options(element)))
    for at, option in enumerate(objects(value)):
        yield from chosen(f"{where}[{at}]", option, element)
    yield from _same_twice(where, objects(value))


def _check_option(where: str, option: object, kind: str) -> Iterator[Fault]:
    url = " url" if kind == "overflow" else ""
    yield from keyed(where, option, "text value", f"description{url}")
    if not isinstance(option, Mapping):
        return
    marked = kind in _MARKED
    yield from text_object(f"{where}.text", option.get("text"), 75, marked=marked)
    if "description" in option:
        yield from text_object(f"{where}.description", option["description"], 75, marked=marked)
    if url and "url" in option:
        yield from web(f"{where}.url", option["url"])
    yield from length(f"{where}.value", option.get("value"), 150)


def _all_options(element: Json) -> list[Json]:
    groups = objects(element.get("option_groups"))
    holders = [element, *groups]
    return [option for holder in holders for option in objects(holder.get("options"))]


def _same_twice(where: str, options: list[Json]) -> Iterator[Fault]:
    values = [str(option.get("value")) for option in options]
    if len(set(values)) < len(values):
        yield Fault(where, "the same value twice")
