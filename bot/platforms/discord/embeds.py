"""A page as an embed with buttons below, for where Components V2 is not documented.

That is the first message of a forum post (docs.discord.com, resources/channel).
"""

from collections.abc import Iterator
from typing import Any, assert_never

import discord
from discord.ui import DynamicItem, View

from bot.layout.parts import Divider, Menu, Page, Prose, Row, Section
from bot.platforms.discord.checks import check_legacy
from bot.platforms.discord.limits import ROW_BUTTONS
from bot.platforms.discord.wiring import Wiring
from bot.platforms.discord.wording import ACCENT

NO_TEXT = "…"
"""What an embed says that has nothing to say but its buttons: Discord takes none without a text."""


def legacy_of(
    page: Page, key: str = "", *, number: int = 1, count: int = 1, line: str = ""
) -> tuple[discord.Embed, View]:
    """Return a page as an embed, and its buttons in rows; ``view_of`` says what the rest is."""
    wiring = Wiring(key)
    view = View(timeout=None)
    row = _add_controls(view, page, wiring)
    if count > 1 and line:
        for item in wiring.pager(line, number, count, page.words):
            item.row = row
            view.add_item(item)
    wiring.finish()
    text = "\n\n".join(_texts(page)) or NO_TEXT
    embed = discord.Embed(description=text, colour=ACCENT)
    check_legacy(embed, view)
    return embed, view


def _texts(page: Page) -> Iterator[str]:
    for part in page.parts:
        if isinstance(part, Prose | Section):
            yield part.text


def _add_controls(view: View, page: Page, wiring: Wiring) -> int:
    """Add buttons five to a row, then each menu in a row of its own; return the next free row."""
    row = 0
    for start, item in enumerate(_buttons(page, wiring)):
        row = start // ROW_BUTTONS
        item.row = row
        view.add_item(item)
    row += bool(view.children)
    for part in page.parts:
        if isinstance(part, Menu):
            menu = wiring.menu(part)
            menu.row = row
            view.add_item(menu)
            row += 1
    return row


def _buttons(page: Page, wiring: Wiring) -> Iterator[DynamicItem[Any]]:
    for part in page.parts:
        match part:
            case Row(buttons):
                yield from map(wiring.button, buttons)
            case Section(_, mark, button):
                yield wiring.button(button, mark)
            case Prose() | Divider() | Menu():
                pass
            case _:
                assert_never(part)
