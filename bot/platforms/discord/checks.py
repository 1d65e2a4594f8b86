"""What is about to be sent, counted against Discord's limits."""

from collections.abc import Iterator, Mapping
from typing import Any

import discord
from discord.ui.view import BaseView

from bot.layout.splitting import units
from bot.platforms.discord import limits

Payload = Mapping[str, Any]

_ROW, _BUTTON, _SELECT, _SECTION, _TEXT = 1, 2, 3, 9, 10


def check_view(view: BaseView) -> None:
    """Raise ``ValueError`` that names the limit, if a view goes beyond one."""
    components = list(_all(view.to_components()))
    _most("components in a message", len(components), limits.COMPONENTS)
    texts = [component["content"] for component in components if component["type"] == _TEXT]
    _most("characters in a message", sum(map(units, texts)), limits.MESSAGE_TEXT)
    if not all(text.strip() for text in texts):
        raise ValueError("Discord takes no text without anything in it")
    for component in components:
        _check_component(component)
    ids = [component["custom_id"] for component in components if "custom_id" in component]
    _unique("id", ids)


def check_legacy(embed: discord.Embed, view: BaseView) -> None:
    """Raise the same for an embed with its buttons."""
    description = embed.description or ""
    if not description.strip():
        raise ValueError("Discord takes no embed without anything in it")
    _most("characters in an embed", units(description), limits.EMBED_DESCRIPTION)
    _most("characters in all embeds", units(description), limits.EMBED_TOTAL)
    _most("rows in a message", len(view.to_components()), limits.ROWS)
    check_view(view)


def _all(components: list[dict[str, Any]]) -> Iterator[Payload]:
    for component in components:
        yield component
        yield from _all(component.get("components", []))
        if "accessory" in component:
            yield component["accessory"]


def _check_component(component: Payload) -> None:
    match component["type"]:
        case 1:
            _some("components in a row", len(component["components"]), limits.ROW_BUTTONS)
        case 2:
            _some("characters of a label", units(component.get("label") or ""), limits.BUTTON_LABEL)
            _some("characters of an id", units(component["custom_id"]), limits.CUSTOM_ID)
        case 3:
            _check_menu(component)
        case 9:
            _some("texts in a section", len(component["components"]), limits.SECTION_TEXTS)
        case _:
            pass


def _check_menu(menu: Payload) -> None:
    options = menu["options"]
    _some("characters of an id", units(menu["custom_id"]), limits.CUSTOM_ID)
    _most("characters of a hint", units(menu.get("placeholder") or ""), limits.SELECT_PLACEHOLDER)
    _some("options of a menu", len(options), limits.SELECT_OPTIONS)
    for option in options:
        _some("characters of an option", units(option["label"]), limits.OPTION_LABEL)
        _some("characters of a value", units(option["value"]), limits.OPTION_VALUE)
    _unique("value", [option["value"] for option in options])


def _some(what: str, number: int, most: int) -> None:
    if not number:
        message = f"Discord wants at least one: {what}"
        raise ValueError(message)
    _most(what, number, most)


def _most(what: str, number: int, most: int) -> None:
    if number > most:
        message = f"{number} {what}; Discord takes {most}"
        raise ValueError(message)


def _unique(what: str, texts: list[str]) -> None:
    if len(set(texts)) < len(texts):
        message = f"the same {what} twice: {sorted(texts)}"
        raise ValueError(message)
