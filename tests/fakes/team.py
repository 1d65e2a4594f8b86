"""A team on a local Slack, with the whole of Homeroom running there."""

import asyncio
import socket
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot import commands
from bot.app import Homeroom, assembled
from bot.app.running import run
from bot.core.discovery import discover
from bot.platforms.slack.naming.manifest import manifest
from bot.platforms.slack.naming.spelling import Spelling
from bot.settings import load
from tests.fakes.clock import FakeClock
from tests.fakes.paths import LESSONS
from tests.fakes.store import migrated
from tests.local_slack.people import Person
from tests.local_slack.running import until
from tests.local_slack.server import LocalSlack, local_slack
from tests.local_slack.world import Channel, Message, Workspace

SEOUL_MORNING = "2026-01-18T22:59:30+00:00"
"""Half a minute before eight on a Monday in Seoul."""


@dataclass
class Team:
    """A workspace with a channel, an admin, a learner and a guest, and the bot."""

    slack: LocalSlack
    clock: FakeClock
    data: Path
    lessons: Path
    space: Workspace
    daily: Channel
    ada: Person
    mina: Person
    gus: Person
    port: int = 0
    """Where HTTP mode listens."""

    def settings(self, **more: str) -> dict[str, str]:
        """The environment the bot is started in."""
        there = {
            "HOMEROOM_DATA_DIR": str(self.data),
            "HOMEROOM_LESSONS_DIR": str(self.lessons),
            "HOMEROOM_PORT": "0",
            "HOMEROOM_TIMEZONE": "UTC",
            "HOMEROOM_RING_SECONDS": "0.05",
            "HOMEROOM_SLACK_API": self.slack.api_url,
            "SLACK_BOT_TOKEN": self.space.token,
        }
        if self.slack.transport == "socket":
            there["SLACK_APP_TOKEN"] = self.slack.app_token
        else:
            self.port = self.port or free_port()
            there["SLACK_SIGNING_SECRET"] = self.slack.signing_secret
            there["HOMEROOM_SLACK_PORT"] = str(self.port)
            self.slack.request_url = f"http://127.0.0.1:{self.port}/slack/events"
        return {name: value for name, value in (there | more).items() if value}

    @asynccontextmanager
    async def homeroom(self, **settings: str) -> AsyncIterator[Homeroom]:
        """Run the bot, as `homeroom run` does, until the team has seen enough."""
        started: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        enough = asyncio.Event()
        async with assembled(load(self.settings(**settings)), self.clock) as homeroom:
            life = asyncio.create_task(run(homeroom, started.set_result, enough.wait))
            await started
            if self.slack.transport == "socket":
                await until(lambda: self.slack.connections >= 1, 20)
            try:
                yield homeroom
            finally:
                enough.set()
                await life

    def posts(self, channel: Channel) -> list[Message]:
        """What the bot has posted in a channel, for all to see."""
        return [one for one in self.mina.sees(channel) if is_post(one, self.space)]

    async def posted(self, channel: Channel, count: int = 1) -> list[Message]:
        """Wait until so many posts stand in a channel."""
        await until(lambda: len(self.posts(channel)) >= count)
        await asyncio.sleep(0.1)
        return self.posts(channel)


@asynccontextmanager
async def team(
    tmp_path: Path, transport: str = "socket", *, lessons: Path = LESSONS
) -> AsyncIterator[Team]:
    """Open a workspace where nothing has happened yet."""
    clock = FakeClock(SEOUL_MORNING)
    async with local_slack() as slack:
        slack.transport = transport
        slack.clock.source = lambda: clock.now().timestamp()
        found = discover(commands)
        slack.manifest = manifest(found, spelling())
        space = slack.workspace("Study team")
        ada = slack.person(space, "Ada", admin=True, tz="Asia/Seoul")
        mina = slack.person(space, "Mina", tz="Europe/Berlin")
        gus = slack.person(space, "Gus", guest=True)
        daily = slack.channel(space, "daily", members=[ada, mina, gus])
        migrated(tmp_path)
        yield Team(slack, clock, tmp_path, lessons, space, daily, ada, mina, gus)
        assert slack.refusals == []


def spelling(**more: Any) -> Spelling:
    """How commands are spelled if nothing is set."""
    settings = load({})
    return Spelling(
        discover(commands), settings.slack_commands, settings.slack_prefix, settings.slack_umbrella
    )


def is_post(message: Message, space: Workspace) -> bool:
    """Whether the bot said this for all to see."""
    return message.ephemeral_for is None and message.by == space.bot_user


def metadata_key(message: Message) -> str:
    """The delivery's key that stands in a message."""
    metadata: Mapping[str, Any] = message.metadata or {}
    return str(metadata.get("event_payload", {}).get("key", ""))


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
