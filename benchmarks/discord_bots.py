"""Two bots for the local Discord, each a process of its own: the whole of Homeroom, and a bare one.

Usage: python -m benchmarks.discord_bots homeroom|bare URL TOKEN CHANNELS.json

The file holds the channels to post in: pairs of a server and a channel.

It says ``ready``, then obeys the words it is told, a line each, and answers with a line each.
"""

import asyncio
import datetime as dt
import gc
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import discord
import yarl
from discord import app_commands

from benchmarks.many import SetClock
from benchmarks.measuring import resident
from bot.app import Homeroom, assembled
from bot.core.clock import SystemClock
from bot.core.request import Asker, Place
from bot.delivery.rounds import rounds_over
from bot.domain.subscription import Slot, Subscription
from bot.platforms.discord import Discord, DiscordMessenger, Link, Pace
from bot.platforms.discord.cards import post_view
from bot.platforms.discord.drawn import answer_in_pages
from bot.platforms.discord.wording import ENGLISH
from bot.replies.lesson import post_of
from bot.settings import load

Channels = list[tuple[int, int]]
"""Servers and channels."""
UNPACED = 1e9
"""Posts a second: the pace is not what is measured."""


@dataclass
class Order:
    """What a bot can be told to do: ``fan`` out a lesson, tell its ``rss``."""

    fan: Callable[[], Awaitable[None]]
    client: Callable[[], discord.AutoShardedClient | None]

    async def obey(self, word: str) -> str:
        """Do it, and say what came of it."""
        if word == "fan":
            start = time.perf_counter()
            await self.fan()
            return str(time.perf_counter() - start)
        gc.collect()
        # How many views it keeps, discord.py tells nobody. While it obeys there is a client.
        views = self.client()._connection._view_store  # type: ignore[union-attr]  # noqa: SLF001 -- see above
        kept = len(views._views) + len(views._synced_message_views)  # noqa: SLF001 -- see above
        return f"{resident():.1f} {kept}"


@asynccontextmanager
async def homeroom(token: str, channels: Channels) -> AsyncIterator[Order]:
    """Run Homeroom with a schedule for each channel, without the page and the bell."""
    clock, link = SetClock(), Link()
    with tempfile.TemporaryDirectory() as folder:
        async with assembled(load({"HOMEROOM_DATA_DIR": folder}), clock) as parts:
            await _subscribe(parts, channels)
            messengers = {"discord": DiscordMessenger(link, Pace(UNPACED))}
            rounds = rounds_over(parts.records, parts.library, messengers, clock)

            async def fan() -> None:
                await rounds.go()
                clock.ahead += dt.timedelta(days=1)

            # By a true clock: Discord's is not set, and a wrong one would hold every post back.
            async with Discord(token, parts.dispatcher, link, parts.notes, SystemClock()):
                while not (link.client and link.client.is_ready()):
                    await asyncio.sleep(0.05)
                yield Order(fan, lambda: link.client)


async def _subscribe(parts: Homeroom, channels: Channels) -> None:
    now, zone = parts.clock.now(), ZoneInfo("UTC")
    at = now.time().replace(second=0, microsecond=0)
    for guild, channel in channels:
        wish = Subscription(
            0, "discord", str(channel), (at,), zone, "korea-news", server=str(guild)
        )
        await parts.store.subscribe(wish, Slot(now.date(), now))


class Bare(discord.AutoShardedClient):
    """The least that answers a command and can send. Its constant answer is a ready message."""

    def __init__(self, constant: discord.ui.LayoutView) -> None:
        super().__init__(intents=discord.Intents(guilds=True), max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.constant = constant

    async def setup_hook(self) -> None:
        """Register one command."""

        @self.tree.command(description="Explain a term.")
        async def term(interaction: discord.Interaction[Any], word: str) -> None:
            await interaction.response.send_message(view=self.constant, ephemeral=True)

        await self.tree.sync()


@asynccontextmanager
async def bare(token: str, channels: Channels) -> AsyncIterator[Order]:
    """Run the bare bot. It answers and sends what Homeroom does, but made once."""
    with tempfile.TemporaryDirectory() as folder:
        async with assembled(load({"HOMEROOM_DATA_DIR": folder})) as parts:
            view = post_view(post_of(parts.library.lessons()[0]), "1-20260101")
            line, place = "/term AI sovereignty", Place("discord", "1")
            reply = await parts.dispatcher.answer_line(line, place, Asker("1"))
    client = Bare(answer_in_pages(reply, ENGLISH, 1)[0])

    async def fan() -> None:
        for _, channel in channels:
            # A text channel of the local server: it is there, and can be sent to.
            await client.get_channel(channel).send(view=view)  # type: ignore[union-attr]

    life = asyncio.create_task(client.start(token))
    while not client.is_ready():
        await asyncio.sleep(0.05)
    yield Order(fan, lambda: client)
    await client.close()
    await life


def point_to(url: str) -> None:
    """Point discord.py to a local server."""
    discord.http.Route.BASE = f"{url}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(
        f"{url}/gateway".replace("http", "ws", 1)
    )


async def main() -> None:
    """Point discord.py to the local server, start, obey until there is nothing more to read."""
    name, url, token, file = sys.argv[1:]
    point_to(url)
    channels = json.loads(Path(file).read_text("ascii"))
    async with {"homeroom": homeroom, "bare": bare}[name](token, channels) as order:
        print("ready", flush=True)
        while word := await asyncio.to_thread(sys.stdin.readline):
            print(await order.obey(word.strip()), flush=True)


if __name__ == "__main__":
    asyncio.run(main())
