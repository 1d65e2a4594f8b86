"""A bot in a process of its own, on a local Slack of its own in this one."""

import json
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.processes import Bot, started
from tests.local_slack.people import Person
from tests.local_slack.running import until
from tests.local_slack.server import LocalSlack, local_slack
from tests.local_slack.world import Channel


@dataclass
class Peer:
    """A bot, the Slack it is on, and somebody to ask it."""

    slack: LocalSlack
    bot: Bot
    person: Person
    channel: Channel

    async def told(self, word: str) -> str:
        """Tell the bot to do something, and return what it says of it."""
        return await self.bot.told(word)

    async def asked(self) -> None:
        """Give a command and wait for its answer."""
        self.slack.heard.clear()
        await self.person.slash(self.channel, "/term", "AI sovereignty")
        await self.slack.heard.wait()

    @property
    def posts(self) -> int:
        """How many posts stand in its channels."""
        said = (one for channel in self.slack.channels.values() for one in channel.said)
        return sum(one.ephemeral_for is None for one in said)


@asynccontextmanager
async def peer(name: str, *, channels: int) -> AsyncIterator[Peer]:
    """Start a bot in a workspace with so many channels to post in."""
    async with local_slack() as slack:
        space = slack.workspace("Many channels")
        person = slack.person(space, "Ada")
        rooms = [slack.channel(space, f"room-{n}", members=[person]) for n in range(channels)]
        there = {
            "api": slack.api_url,
            "bot_token": space.token,
            "app_token": slack.app_token,
            "team": space.id,
            "channels": [room.id for room in rooms],
        }
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            Path(file.name).write_text(json.dumps(there), "ascii")
            async with started("benchmarks.slack_bots", name, file.name) as bot:
                await until(lambda: slack.connections > 0)
                yield Peer(slack, bot, person, rooms[0])
