"""Workspaces whose tokens are known beforehand, or can't be had just now."""

from collections.abc import Collection

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SendRefused
from bot.platforms.slack.admission.clients import Clients


class FakeWorkspaces:
    """``Workspaces``, by their teams' ids. ``trouble`` is raised instead of all answers."""

    def __init__(self, clients: Clients, tokens: dict[str, str]) -> None:
        self.clients, self.tokens = clients, tokens
        self.trouble: Exception | None = None

    async def client(self, server: str) -> AsyncWebClient:
        if self.trouble is not None:
            raise self.trouble
        if server not in self.tokens:
            raise SendRefused(why="Homeroom is not installed in this workspace")
        return self.clients.plain(self.tokens[server])

    async def servers(self) -> Collection[str]:
        if self.trouble is not None:
            raise self.trouble
        return list(self.tokens)
