"""Checking components (docs.discord.com, components/reference) and writing them back."""

import itertools
from collections.abc import Callable, Iterator

from tests.local_discord import limits
from tests.local_discord.refusals import Json, Problems, units
from tests.local_discord.world import children, walk

ROW, BUTTON, SELECT, INPUT = 1, 2, 3, 4
PICKERS = (5, 6, 7, 8)
SECTION, TEXT, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LINK, PREMIUM = 5, 6
SELECTS = (SELECT, *PICKERS)
TOP_V2 = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR, CONTAINER)
IN_CONTAINER = (ROW, SECTION, TEXT, GALLERY, FILE, SEPARATOR)


def check_components(components: list[Json], problems: Problems, *, v2: bool) -> None:
    """Everything Discord asks of a message's components."""
    if not v2:
        problems.check(
            len(components) <= limits.ROWS, "components", "BASE_TYPE_MAX_LENGTH", "at most 5 rows"
        )
    allowed = TOP_V2 if v2 else (ROW,)
    for index, component in enumerate(components):
        check_one(component, f"components.{index}", allowed, problems)
    everything = walk(components)
    problems.check(
        len(everything) <= limits.COMPONENTS,
        "components",
        "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        f"{len(everything)} components, 40 at most",
    )
    shown = sum(units(c.get("content", "")) for c in everything if c.get("type") == TEXT)
    problems.check(
        shown <= limits.DISPLAY_TEXT,
        "components",
        "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        f"{shown} characters, 4000 at most",
    )
    unique_custom_ids(everything, problems)


def unique_custom_ids(everything: list[Json], problems: Problems) -> None:
    """No two components answer to one custom_id, and no two have one id."""
    for key, code in (("custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED"), ("id", "DUPLICATED_ID")):
        values = [c[key] for c in everything if c.get(key)]
        twice = {value for value in values if values.count(value) > 1}
        problems.check(not twice, "components", code, f"used more than once: {twice}")


def check_one(component: Json, path: str, allowed: tuple[int, ...], problems: Problems) -> None:
    """One component where only some types may stand, and what is inside it."""
    kind = component.get("type")
    if kind not in allowed:
        problems.add(path, "UNION_TYPE_CHOICES", f"type {kind}; may be one of {allowed}")
        return
    CHECKS[kind](component, path, problems)


def _row(row: Json, path: str, problems: Problems) -> None:
    inner = row.get("components") or []
    kinds = [c.get("type") for c in inner]
    buttons = 1 <= len(kinds) <= limits.ROW_BUTTONS and set(kinds) == {BUTTON}
    select = len(kinds) == 1 and kinds[0] in SELECTS
    problems.check(
        buttons or select,
        f"{path}.components",
        "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        "an action row holds 1 to 5 buttons, or one select",
    )
    for index, component in enumerate(inner):
        check_one(component, f"{path}.components.{index}", (BUTTON, *SELECTS), problems)


def check_custom_id(component: Json, path: str, problems: Problems) -> None:
    """A custom_id of 1 to 100."""
    problems.length(f"{path}.custom_id", component.get("custom_id"), limits.CUSTOM_ID, 1)


def _button(button: Json, path: str, problems: Problems) -> None:
    style, label = button.get("style"), button.get("label")
    if label is not None:
        problems.length(f"{path}.label", label, limits.BUTTON_LABEL)
    if style == PREMIUM:
        problems.check(button.get("sku_id"), path, "BASE_TYPE_REQUIRED", "sku_id is required")
        return
    has_label = bool(label and label.strip())
    problems.check(
        has_label or button.get("emoji"),
        path,
        "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI",
        "a button needs a label or an emoji",
    )
    _emoji(button.get("emoji"), path, problems)
    if style == LINK:
        _link(button, path, problems)
        return
    problems.check(style in range(1, 5), f"{path}.style", "BASE_TYPE_CHOICES", "1 to 6")
    problems.check(not button.get("url"), f"{path}.url", "BUTTON_URL_AND_STYLE", "not a link")
    check_custom_id(button, path, problems)


def _link(button: Json, path: str, problems: Problems) -> None:
    problems.length(f"{path}.url", button.get("url"), limits.BUTTON_URL, 1)
    schemes = ("http://", "https://", "discord://")
    problems.check(
        str(button.get("url")).startswith(schemes), f"{path}.url", "URL_TYPE_INVALID_URL", "no URL"
    )
    problems.check(
        not button.get("custom_id"), path, "COMPONENT_CUSTOM_ID_AND_URL", "one of the two"
    )


def _emoji(emoji: Json | None, path: str, problems: Problems) -> None:
    if emoji is None or emoji.get("id"):
        return
    name = emoji.get("name") or ""
    fine = name and not all(c.isalnum() or c.isspace() or c == ":" for c in name)
    problems.check(fine, f"{path}.emoji", "COMPONENT_INVALID_EMOJI", f"no emoji: {name!r}")


def _select(select: Json, path: str, problems: Problems) -> None:
    check_custom_id(select, path, problems)
    if select.get("placeholder") is not None:
        problems.length(f"{path}.placeholder", select["placeholder"], limits.PLACEHOLDER)
    most = _or(select.get("max_values"), 1)
    least = _or(select.get("min_values"), 1)
    problems.between(f"{path}.min_values", least, 0, limits.OPTIONS)
    problems.between(f"{path}.max_values", most, 1, limits.OPTIONS)
    problems.check(least <= most, f"{path}.min_values", "BASE_TYPE_BAD_RANGE", "min above max")
    if select["type"] == SELECT:
        _options(select.get("options") or [], path, problems, (1, limits.OPTIONS))
        problems.check(
            most <= len(select.get("options") or []),
            f"{path}.max_values",
            "BASE_TYPE_BAD_RANGE",
            "more values than options",
        )


def _or(value: int | None, otherwise: int) -> int:
    return otherwise if value is None else value


def _options(options: list[Json], path: str, problems: Problems, fit: tuple[int, int]) -> None:
    problems.between(f"{path}.options", len(options), *fit)
    for index, option in enumerate(options):
        place = f"{path}.options.{index}"
        problems.length(f"{place}.label", option.get("label"), limits.OPTION_TEXT, 1)
        problems.length(f"{place}.value", option.get("value"), limits.OPTION_TEXT, 1)
        if option.get("description") is not None:
            problems.length(f"{place}.description", option["description"], limits.OPTION_TEXT)
        _emoji(option.get("emoji"), place, problems)
    values = [option.get("value") for option in options]
    problems.check(
        len(set(values)) == len(values), path, "SELECT_OPTION_VALUE_DUPLICATED", "values twice"
    )


def _section(section: Json, path: str, problems: Problems) -> None:
    texts = section.get("components") or []
    problems.between(f"{path}.components", len(texts), 1, limits.SECTION_TEXTS)
    for index, text in enumerate(texts):
        check_one(text, f"{path}.components.{index}", (TEXT,), problems)
    accessory = section.get("accessory") or {}
    check_one(accessory, f"{path}.accessory", (BUTTON, THUMBNAIL), problems)


def _text(text: Json, path: str, problems: Problems) -> None:
    problems.length(f"{path}.content", text.get("content"), limits.DISPLAY_TEXT, 1)
    problems.check(
        str(text.get("content", "")).strip(), f"{path}.content", "BASE_TYPE_REQUIRED", "empty"
    )


def _thumbnail(thumbnail: Json, path: str, problems: Problems) -> None:
    _media(thumbnail.get("media"), f"{path}.media", problems)
    if thumbnail.get("description") is not None:
        problems.length(f"{path}.description", thumbnail["description"], limits.ALT_TEXT)


def _media(media: Json | None, path: str, problems: Problems) -> None:
    url = str((media or {}).get("url", ""))
    fine = url.startswith(("http://", "https://", "attachment://"))
    problems.check(fine, f"{path}.url", "URL_TYPE_INVALID_URL", "no URL")


def _gallery(gallery: Json, path: str, problems: Problems) -> None:
    items = gallery.get("items") or []
    problems.between(f"{path}.items", len(items), 1, limits.GALLERY_ITEMS)
    for index, item in enumerate(items):
        _thumbnail(item, f"{path}.items.{index}", problems)


def _file(file: Json, path: str, problems: Problems) -> None:
    url = str((file.get("file") or {}).get("url", ""))
    problems.check(
        url.startswith("attachment://"), f"{path}.file.url", "URL_TYPE_INVALID_URL", "attachment://"
    )


def _separator(separator: Json, path: str, problems: Problems) -> None:
    problems.check(
        separator.get("spacing") in (None, 1, 2), f"{path}.spacing", "BASE_TYPE_CHOICES", "1 or 2"
    )


def _container(container: Json, path: str, problems: Problems) -> None:
    inner = container.get("components") or []
    problems.check(inner, f"{path}.components", "BASE_TYPE_MIN_LENGTH", "an empty container")
    if container.get("accent_color") is not None:
        problems.between(f"{path}.accent_color", container["accent_color"], 0, 0xFFFFFF)
    for index, component in enumerate(inner):
        check_one(component, f"{path}.components.{index}", IN_CONTAINER, problems)


CHECKS: dict[int, Callable[[Json, str, Problems], None]] = {
    ROW: _row,
    BUTTON: _button,
    **dict.fromkeys(SELECTS, _select),
    SECTION: _section,
    TEXT: _text,
    THUMBNAIL: _thumbnail,
    GALLERY: _gallery,
    FILE: _file,
    SEPARATOR: _separator,
    CONTAINER: _container,
}

DEFAULTS: dict[int, Json] = {
    SELECT: {"min_values": 1, "max_values": 1},
    **{picker: {"min_values": 1, "max_values": 1} for picker in PICKERS},
    SEPARATOR: {"spacing": 1, "divider": True},
    CONTAINER: {"accent_color": None, "spoiler": False},
    GALLERY: {},
    FILE: {"spoiler": False},
}


def stored(components: list[Json]) -> list[Json]:
    """Components as Discord gives them back: each with an id, defaults filled in."""
    taken = {c.get("id") for c in walk(components)}
    free = (number for number in itertools.count(1) if number not in taken)
    return [_stored(component, free) for component in components]


def _stored(component: Json, free: Iterator[int]) -> Json:
    filled = DEFAULTS.get(component["type"], {}) | {
        key: value for key, value in component.items() if value is not None
    }
    if not filled.get("id"):
        filled["id"] = next(free)
    if children(component):
        for key in ("accessory", "component"):
            if component.get(key):
                filled[key] = _stored(component[key], free)
        if component.get("components"):
            filled["components"] = [_stored(c, free) for c in component["components"]]
    return filled
