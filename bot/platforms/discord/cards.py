"""A page as a card: a message of Components V2, a coloured edge around it.

V2 for what an embed can't: real headings, lines between groups, a button beside each choice
however long, and 4,000 characters that look like a message and not like a footnote to one.
"""

from typing import Any, assert_never

import discord
from discord.ui import ActionRow, Container, Item, LayoutView, Separator, TextDisplay, View
from discord.ui import Section as DiscordSection

from bot.core.reply import Buttons, Reply
from bot.platforms.discord.checks import check_view
from bot.platforms.discord.controls import controls_of
from bot.platforms.discord.embeds import legacy_of
from bot.platforms.discord.pages import pages_of
from bot.platforms.discord.parts import Divider, Markdown, Menu, Page, Part, Row, Section
from bot.platforms.discord.wiring import Wiring
from bot.platforms.discord.wording import ACCENT, ENGLISH, Words

__all__ = ["Page", "legacy_of", "pages_of", "post_embed", "post_view", "view_of"]


def post_view(post: Reply, key: str, *, mention: str = "", words: Words = ENGLISH) -> LayoutView:
    """Return a post as one message. If it has more pages, a button of its own leads to them."""
    page, count = _first(post, words)
    return view_of(page, number=1, count=count, line=post.line, mention=mention, key=key)


def post_embed(post: Reply, key: str, *, words: Words = ENGLISH) -> tuple[discord.Embed, View]:
    """Return a post as an embed with buttons, for a forum."""
    page, count = _first(post, words)
    return legacy_of(page, key, number=1, count=count, line=post.line)


def _first(post: Reply, words: Words) -> tuple[Page, int]:
    """Return the first page, and how many there are."""
    pages = pages_of(post, words=words)
    if len(pages) > 1:
        pages[0] = _with_ways_on(post, pages[0], words)
    if len(pages) > 1 and not post.line:
        raise ValueError("a post of several pages needs a line that asks for them")
    return pages[0], len(pages)


def _with_ways_on(post: Reply, first: Page, words: Words) -> Page:
    """Put a long post's row of buttons on its first page: it is all that most people see."""
    rows = [b for b in post.blocks if isinstance(b, Buttons)]
    ways = [part for one in rows for part in controls_of(one.buttons, words)]
    text = [part for part in first.parts if isinstance(part, Markdown | Divider)]
    if len(ways) != 1 or not isinstance(ways[0], Row) or len(text) != len(first.parts):
        return first
    return Page((*first.parts, Divider(), ways[0]), words)


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
        case Markdown(text):
            return TextDisplay(text)
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
