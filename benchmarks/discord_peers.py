"""A bot in a process of its own, on a local Discord of its own in this one."""

import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Bot, started
from tests.local_discord.people import Member
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import Channel


@dataclass
class Peer:
    """A bot, the server it is on, and somebody to ask it."""

    discord: LocalDiscord
    bot: Bot
    member: Member
    channel: Channel

    async def told(self, word: str) -> str:
        """Tell the bot to do something, and return what it says of it."""
        return await self.bot.told(word)

    async def asked(self) -> None:
        """Give a command and wait for its answer."""
        answer = await self.member.slash(self.channel, "term", word="AI sovereignty")
        await answer.message()

    @property
    def posts(self) -> int:
        """How many messages the bot has sent."""
        return sum(
            one.method == "POST" and one.route.endswith("}/messages") and one.status == 200
            for one in self.discord.records
        )


@asynccontextmanager
async def peer(
    name: str, *, channels: int, guilds: int = 1, shards: int = 1
) -> AsyncIterator[Peer]:
    """Start a bot on a server with so many channels to post in, spread over so many guilds."""
    discord = LocalDiscord(shards=shards)
    there = discord.guilds(guilds)
    rooms = [discord.channel(there[n % guilds], f"room-{n}") for n in range(channels)]
    await discord.start()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        pairs = [(room.guild.id, room.id) for room in rooms if room.guild]
        Path(file.name).write_text(json.dumps(pairs), "ascii")
        said = (discord.state.url, discord.token, file.name)
        async with started("benchmarks.discord_bots", name, *said) as bot:
            yield Peer(discord, bot, discord.member(there[0]), rooms[0])
    await discord.stop()
