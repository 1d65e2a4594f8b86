"""The workspaces that have Homeroom, and whom to speak as in each."""

from collections.abc import Collection
from typing import Protocol

from slack_sdk.web.async_client import AsyncWebClient

PLATFORM = "slack"


class Workspaces(Protocol):
    """Gives a client for each workspace, with a token that is valid now."""

    async def client(self, server: str) -> AsyncWebClient:
        """Return the client for a workspace, by its team's id.

        It never repeats a request by itself. Raises ``SendRefused`` if Homeroom is not installed
        there, ``SendPostponed`` if that can't be known, or its token can't be renewed, just now.
        """

    async def servers(self) -> Collection[str]:
        """Return the ids of the teams that have Homeroom installed."""
