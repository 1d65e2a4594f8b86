"""A bot in a process of its own, on a local Discord of its own in this one."""

import asyncio
import json
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import must
from tests.local_discord.people import Member
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import Channel

ROOT = Path(__file__).parents[1]


@dataclass
class Peer:
    """A bot, the server it is on, and somebody to ask it."""

    discord: LocalDiscord
    process: asyncio.subprocess.Process
    member: Member
    channel: Channel

    async def told(self, word: str) -> str:
        """Tell the bot to do something, and return what it says of it."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n".encode())
        return await self.heard()

    async def heard(self) -> str:
        """Return the bot's next line."""
        assert self.process.stdout is not None
        line = await self.process.stdout.readline()
        must(bool(line), "the bot has ended")
        return line.decode().strip()

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
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-W", "ignore", "-m", "benchmarks.discord_bots"),
            *(name, discord.state.url, discord.token, file.name),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
        )
        bot = Peer(discord, process, discord.member(there[0]), rooms[0])
        must(await bot.heard() == "ready", f"{name} did not start")
        yield bot
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()
    await discord.stop()
