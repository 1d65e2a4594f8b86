"""Homeroom as an app that many workspaces install: real tables, real keys, a small Slack."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from slack_sdk.oauth.installation_store import Installation
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.platforms.slack.admission.installations import Installations
from bot.platforms.slack.admission.installed import InstalledWorkspaces
from bot.platforms.slack.admission.tokens import Cipher, new_key
from bot.storage.database import opened
from tests.fakes.clock import FakeClock
from tests.fakes.slack_api import LASTS, SlackApi, slack_api
from tests.fakes.store import migrated

CLIENT_ID, CLIENT_SECRET = "11.22", "client-secret"
KEY = new_key()


@dataclass
class News:
    heard: list[str] = field(default_factory=list)
    deaf: bool = False

    def add(self, one: str) -> None:
        if self.deaf:
            message = "not now"
            raise RuntimeError(message)
        self.heard.append(one)


@dataclass
class Installed:
    api: SlackApi
    engine: AsyncEngine
    clock: FakeClock
    installations: Installations
    workspaces: InstalledWorkspaces
    path: Path
    news: list[str]
    """Which workspaces Homeroom came to (+T1) and left (-T1)."""
    listener: News

    async def admit(
        self, team: str, token: str = "", *, rotates: bool = False, **more: Any
    ) -> None:
        """Have a workspace install Homeroom."""
        token = token or f"xoxb-{team}"
        self.api.alive(token, team)
        now = self.clock.now().timestamp()
        if rotates:
            more |= {"bot_refresh_token": f"xoxe-{team}", "bot_token_expires_at": int(now) + LASTS}
            self.api.refresh[f"xoxe-{team}"] = token
        installation = Installation(
            **{
                "app_id": "A1",
                "team_id": team,
                "bot_token": token,
                "bot_id": f"B{team}",
                "bot_user_id": f"U{team}",
                "user_id": "U1",
                "installed_at": now,
                **more,
            }
        )
        await self.workspaces.admitted(installation)

    async def token(self, team: str) -> str | None:
        return (await self.workspaces.client(team)).token

    def file(self) -> bytes:
        """All that is in the database's files."""
        files = self.path.parent.glob(f"{self.path.name}*")
        return b"".join(file.read_bytes() for file in files)

    def restarted(self, keys: str = KEY) -> "Installed":
        """Return the same after a new start, with nothing remembered."""
        installations = Installations(CLIENT_ID, self.engine, Cipher(keys))
        return assembled(self.api, self.engine, self.clock, installations, self.path)


def assembled(
    api: SlackApi, engine: AsyncEngine, clock: FakeClock, installations: Installations, path: Path
) -> Installed:
    news = News()

    async def joined(server: str) -> None:
        news.add(f"+{server}")

    async def left(server: str) -> None:
        news.add(f"-{server}")

    workspaces = InstalledWorkspaces(
        installations, api.clients, CLIENT_SECRET, clock, joined=joined, left=left
    )
    return Installed(api, engine, clock, installations, workspaces, path, news.heard, news)


@asynccontextmanager
async def installed(folder: Path, keys: str = KEY) -> AsyncIterator[Installed]:
    path = folder / "homeroom.db"
    async with slack_api() as api, opened(migrated(folder)) as engine:
        installations = Installations(CLIENT_ID, engine, Cipher(keys))
        yield assembled(api, engine, FakeClock(), installations, path)
