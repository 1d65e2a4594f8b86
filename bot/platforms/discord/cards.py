"""A page as a card: a message of Components V2, a coloured edge around it.

V2 for what an embed can't: real headings, lines between groups, a button beside each choice
however long, and 4,000 characters that look like a message and not like a footnote to one.
"""

from typing import Any, assert_never

import discord
from discord.ui import ActionRow, Container, Item, LayoutView, Separator, TextDisplay, View
from discord.ui import Section as DiscordSection

from bot.core.reply import Reply
from bot.layout.pages import first_page_of
from bot.layout.parts import Divider, Menu, Page, Part, Prose, Row, Section
from bot.platforms.discord.checks import check_view
from bot.platforms.discord.embeds import legacy_of
from bot.platforms.discord.medium import MEDIUM
from bot.platforms.discord.pages import pages_of
from bot.platforms.discord.wiring import Wiring
from bot.platforms.discord.wording import ACCENT, ENGLISH, Words

__all__ = ["Page", "legacy_of", "pages_of", "post_embed", "post_view", "view_of"]


def post_view(post: Reply, key: str, *, mention: str = "", words: Words = ENGLISH) -> LayoutView:
    """Return a post as one message. If it has more pages, a button of its own leads to them."""
    page, count = first_page_of(post, words, MEDIUM)
    return view_of(page, number=1, count=count, line=post.line, mention=mention, key=key)


def post_embed(post: Reply, key: str, *, words: Words = ENGLISH) -> tuple[discord.Embed, View]:
    """Return a post as an embed with buttons, for a forum."""
    page, count = first_page_of(post, words, MEDIUM)
    return legacy_of(page, key, number=1, count=count, line=post.line)


def view_of(
    page: Page, *, number: int, count: int, line: str, mention: str = "", key: str = ""
) -> LayoutView:
    """Return a page as a message.

    It is the ``number``-th of ``count``; ``line`` asks for them again. ``mention`` stands above the
    card, as it is. The ``key`` is put where it can be found again. Raises ``ValueError`` if
    something goes beyond Discord's limits, or the key has no place.
    """
    wiring = Wiring(key)
    items = [_item(part, wiring) for part in page.parts]
    if count > 1 and line:
        items.append(ActionRow(*wiring.pager(line, number, count, page.words)))
    wiring.finish()
    view = LayoutView(timeout=None)
    if mention:
        view.add_item(TextDisplay(mention))
    view.add_item(Container(*items, accent_colour=ACCENT))
    check_view(view)
    return view


def _item(part: Part, wiring: Wiring) -> Item[Any]:
    match part:
        case Prose():
            return TextDisplay(part.text)
        case Divider():
            return Separator()
        case Row(buttons):
            return ActionRow(*map(wiring.button, buttons))
        case Section(text, mark, button):
            return DiscordSection(TextDisplay(text), accessory=wiring.button(button, mark))
        case Menu():
            return ActionRow(wiring.menu(part))
        case _:
            assert_never(part)
