"""Listens to Discord: commands and buttons, and who adds the bot or removes it."""

from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.core.dispatch import Dispatcher
from bot.core.ports import Channels, Clock, Notes
from bot.platforms.discord.adapter import PLATFORM
from bot.platforms.discord.channels import DiscordChannels
from bot.platforms.discord.link import Link, Shards
from bot.platforms.discord.messenger import DiscordMessenger
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.running import Discord


@asynccontextmanager
async def listening(
    token: str,
    dispatcher: Dispatcher,
    notes: Notes,
    clock: Clock,
    channels: MutableMapping[str, Channels],
    *,
    pace: Pace | None = None,
    shards: Shards | None = None,
) -> AsyncIterator[DiscordMessenger]:
    """Be on Discord, on all shards or on those of so many in all.

    What knows its channels is put among the others'. Yields what posts over this connection: to
    the servers of its shards and no others.
    """
    link = Link()
    messenger = DiscordMessenger(link, pace or Pace())
    channels[PLATFORM] = DiscordChannels(link)
    told = replace(dispatcher, channels=channels)
    async with Discord(token, told, link, notes, clock, shards=shards):
        yield messenger
