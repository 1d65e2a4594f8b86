"""A study group on a local Discord, with the whole of Homeroom running there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import commands
from bot.app import Homeroom, assembled
from bot.app.running import run
from bot.core.command import Command
from bot.core.discovery import discover
from bot.platforms.discord.markdown import unescaped
from bot.settings import load
from tests.fakes.clock import FakeClock
from tests.fakes.paths import LESSONS
from tests.fakes.store import migrated
from tests.local_discord.contract import check_contract
from tests.local_discord.people import Member
from tests.local_discord.permissions import May
from tests.local_discord.server import LocalDiscord, local_discord
from tests.local_discord.world import Channel, Guild, Json, Message

PATIENCE = 30.0
"""Seconds: a whole process may have to start first, beside others, with nothing compiled yet."""
SEOUL_MORNING = "2026-01-16T22:59:30+00:00"
"""Half a minute before eight on a Saturday in Seoul."""


@dataclass
class Group:
    """A server with a channel, an admin and a learner, and the bot that may be started anew."""

    discord: LocalDiscord
    clock: FakeClock
    data: Path
    lessons: Path
    guild: Guild
    daily: Channel
    admin: Member
    mina: Member
    address: str = ""
    """Where the page is, once the bot runs."""

    def settings(self, **more: str) -> dict[str, str]:
        """The environment the bot is started in."""
        return {
            "HOMEROOM_DATA_DIR": str(self.data),
            "HOMEROOM_LESSONS_DIR": str(self.lessons),
            "HOMEROOM_PORT": "0",
            "HOMEROOM_TIMEZONE": "UTC",
            "HOMEROOM_RING_SECONDS": "0.05",
            "DISCORD_TOKEN": self.discord.token,
            **more,
        }

    @asynccontextmanager
    async def homeroom(self, **settings: str) -> AsyncIterator[Homeroom]:
        """Run the bot, as `homeroom run` does, until the group has seen enough."""
        started: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        enough = asyncio.Event()
        async with assembled(load(self.settings(**settings)), self.clock) as homeroom:
            life = asyncio.create_task(run(homeroom, started.set_result, enough.wait))
            self.address = await started
            try:
                yield homeroom
            finally:
                enough.set()
                await life

    async def connected(self) -> None:
        """Wait until the bot has heard of every server."""
        bot = self.discord.bot
        wanted = sum(guild.has(bot) for guild in self.discord.state.guilds.values())
        await until(lambda: self._told() >= wanted and bool(self.commands))
        # The last GUILD_CREATE is still on its way through the library.
        await asyncio.sleep(0.05)

    def _told(self) -> int:
        sessions = self.discord.gateway.sessions.values()
        return sum(name == "GUILD_CREATE" for one in sessions for name, _ in one.events)

    @property
    def bot_commands(self) -> tuple[Command, ...]:
        """The commands of the bot itself."""
        return discover(commands)

    @property
    def commands(self) -> list[str]:
        """The commands that Discord was given."""
        return [command["name"] for command in self.discord.state.commands.by_scope.get(None, [])]

    async def posts(self, channel: Channel, count: int = 1) -> list[Message]:
        """Wait until the bot has posted so many messages in a channel, and return them."""
        await until(lambda: len(posted(self.discord, channel)) >= count)
        await asyncio.sleep(0.1)
        return posted(self.discord, channel)


@asynccontextmanager
async def study_group(
    tmp_path: Path, *, shards: int = 1, lessons: Path = LESSONS
) -> AsyncIterator[Group]:
    """Open a server where nothing has happened yet."""
    clock = FakeClock(SEOUL_MORNING)
    async with local_discord(shards=shards) as discord:
        discord.clock.source = lambda: clock.now().timestamp()
        guild = discord.guild("Study group")
        daily = discord.channel(guild, "daily")
        admin = discord.member(guild, "Ada", permissions=May.MANAGE_GUILD)
        mina = discord.member(guild, "Mina")
        migrated(tmp_path)
        yield Group(discord, clock, tmp_path, lessons, guild, daily, admin, mina)
        check_contract(discord.records)


async def until(holds: Callable[[], bool], seconds: float = PATIENCE) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(seconds):
        while not holds():
            await asyncio.sleep(0.01)


def posted(discord: LocalDiscord, channel: Channel) -> list[Message]:
    """What the bot has posted in a channel, for all to see."""
    said = (one for one in channel.said if one.author is discord.bot)
    return [one for one in said if one.only_for is None]


def texts_of(message: Message) -> str:
    """What a person reads in a message."""
    shown = [message.content, *(e.get("description", "") for e in message.embeds)]
    shown += [c["content"] for c in parts_of(message.components) if c["type"] == 10]
    return unescaped("\n".join(filter(None, shown)))


def labels_of(message: Message) -> list[str]:
    """The buttons one can press, by label."""
    parts = parts_of(message.components)
    return [c["label"] for c in parts if c["type"] == 2 and not c.get("disabled")]


def parts_of(components: list[Json]) -> list[Json]:
    """Components and those inside them, in reading order."""
    found: list[Json] = []
    for one in components:
        found.append(one)
        found += parts_of(one.get("components", []))
        if isinstance(one.get("accessory"), dict):
            found.append(one["accessory"])
    return found
