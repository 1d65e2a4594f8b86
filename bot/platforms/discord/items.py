"""What can be pressed. discord.py makes these anew from their ids: nothing is kept per message."""

import re
from typing import Any, Protocol, Self, cast

import discord
from discord.ui import Button, DynamicItem, Item, Select

from bot.platforms.discord.ids import PAGE, PRESS, SELECT, chosen

Interaction = discord.Interaction[Any]


class Presses(Protocol):
    """Who is told of presses: the client."""

    async def pressed(self, interaction: Interaction, line: str) -> None:
        """Answer a line."""

    async def turned(self, interaction: Interaction, line: str, page: int) -> None:
        """Show a page of what a line answers."""


def _client(interaction: Interaction) -> Presses:
    return cast("Presses", interaction.client)


class PressItem(DynamicItem[Button[Any]], template=PRESS):
    """A button that gives a line."""

    def __init__(self, item: Button[Any], line: str) -> None:
        super().__init__(item)
        self.line = line

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make it again from its id."""
        return cls(cast("Button[Any]", item), f"/{match['line']}")

    async def callback(self, interaction: Interaction) -> None:
        """Give the line."""
        await _client(interaction).pressed(interaction, self.line)


class PageItem(DynamicItem[Button[Any]], template=PAGE):
    """A button that turns to a page."""

    def __init__(self, item: Button[Any], line: str, page: int) -> None:
        super().__init__(item)
        self.line = line
        self.page = page

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make it again from its id."""
        return cls(cast("Button[Any]", item), f"/{match['line']}", int(match["page"]))

    async def callback(self, interaction: Interaction) -> None:
        """Turn to the page."""
        await _client(interaction).turned(interaction, self.line, self.page)


class ChoiceItem(DynamicItem[Select[Any]], template=SELECT):
    """A menu; each of its options gives a line."""

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: Item[Any], match: re.Match[str], /
    ) -> Self:
        """Make it again from its id."""
        return cls(cast("Select[Any]", item))

    async def callback(self, interaction: Interaction) -> None:
        """Give the line of what was picked."""
        await _client(interaction).pressed(interaction, chosen(self.item.values[0]))


ITEMS = (PressItem, PageItem, ChoiceItem)
