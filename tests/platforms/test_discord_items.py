"""Presses, as discord.py hands them on: by the id alone, nothing kept for a message."""

import asyncio
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any, cast

import pytest
from discord.components import _component_factory
from discord.ui.view import BaseView, ViewStore

from bot.core.reply import Button, Buttons, Style, reply
from bot.platforms.discord.cards import legacy_of, pages_of, view_of
from bot.platforms.discord.items import ITEMS
from bot.platforms.discord.wording import ENGLISH

BUTTON, MENU = 2, 3
TERMS = tuple(Button(f"Term {n}", f"/term #t-{n}") for n in range(12))
CHOICES = (Button("A choice that is long: " + "so " * 20, "/answer a"), Button("No", "/answer b"))
REPLY = reply(
    Buttons(CHOICES),
    Buttons((Button("On", "/read b", Style.MAIN),)),
    Buttons(TERMS),
    line="/read a",
)


@dataclass
class Client:
    heard: list[tuple[str, int]] = field(default_factory=list)

    async def pressed(self, _: object, line: str) -> None:
        self.heard.append((line, 0))

    async def turned(self, _: object, line: str, page: int) -> None:
        self.heard.append((line, page))


def views() -> list[BaseView]:
    page = pages_of(REPLY, words=ENGLISH)[0]
    view = view_of(page, number=1, count=2, line="/read a", mention="<@&1>", key="1-20260116")
    return [view, legacy_of(page, "1-20260116", number=1, count=2, line="/read a")[1]]


def store() -> ViewStore:
    made = ViewStore(cast("Any", None))
    made.add_dynamic_items(*ITEMS)
    return made


async def pressed(view: BaseView, kind: int, custom_id: str, *values: str) -> list[tuple[str, int]]:
    """Press something in the message that a view made, in a process that knows nothing of it."""
    components = [_component_factory(cast("Any", part)) for part in view.to_components()]
    flags = SimpleNamespace(components_v2=view.has_components_v2())
    client = Client()
    interaction = SimpleNamespace(
        message=SimpleNamespace(id=1, components=components, flags=flags),
        client=client,
        data={"custom_id": custom_id, "component_type": kind, "values": list(values)},
    )
    before = asyncio.all_tasks()
    store().dispatch_view(kind, custom_id, cast("Any", interaction))
    await asyncio.gather(*(asyncio.all_tasks() - before))
    return client.heard


@pytest.mark.parametrize("number", [0, 1])
async def test_discord_keeps_nothing_of_a_message(number: int) -> None:
    made, view = store(), views()[number]
    assert view.is_persistent()
    made.add_view(view, 1)
    made.add_view(view, 1)
    assert not made._views
    assert not made._synced_message_views
    assert set(made._dynamic_items.values()) == set(ITEMS)


@pytest.mark.parametrize("number", [0, 1])
async def test_presses_are_handed_on(number: int) -> None:
    view = views()[number]
    # Beside a text, in a row, in a menu, and on the row that turns pages.
    assert await pressed(view, BUTTON, "h1:answer a|1-20260116") == [("/answer a", 0)]
    assert await pressed(view, BUTTON, "h1:read b") == [("/read b", 0)]
    assert await pressed(view, MENU, "s1:1", "term #t-7") == [("/term #t-7", 0)]
    assert await pressed(view, BUTTON, "p1:2:read a") == [("/read a", 2)]
    assert await pressed(view, BUTTON, "h1:not there") == []
