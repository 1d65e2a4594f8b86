"""The workspaces that have Homeroom, and whom to speak as in each."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

from slack_sdk.web.async_client import AsyncWebClient

PLATFORM = "slack"

Told = Callable[[str], Awaitable[None]]
"""Is told a workspace's id: that Homeroom came there, or that it is there no more."""


class Workspaces(Protocol):
    """Gives a client for each workspace, with a token that is valid now."""

    async def client(self, server: str) -> AsyncWebClient:
        """Return the client for a workspace, by its team's id.

        It never repeats a request by itself. Raises ``SendRefused`` if Homeroom is not installed
        there, ``SendPostponed`` if that can't be known, or its token can't be renewed, just now.
        """

    async def servers(self) -> Collection[str]:
        """Return the ids of the teams that have Homeroom installed.

        Raises ``SendPostponed`` if that can't be known just now.
        """


@dataclass(frozen=True, slots=True)
class Voice:
    """Whom Homeroom speaks as in a workspace: its token there, and the ids of its bot.

    ``team`` is empty if it is installed for a whole organisation, ``enterprise`` if the
    workspace belongs to none, ``installer`` if it is not known who let Homeroom in.
    """

    token: str = field(repr=False)
    team: str
    enterprise: str
    bot_user: str
    bot: str
    installer: str = ""


class Admissions(Workspaces, Protocol):
    """Knows, too, where Homeroom was let in, and learns where it was thrown out."""

    async def voice(self, server: str, enterprise: str = "") -> Voice:
        """Return whom to speak as in a workspace, or in an organisation by its own id.

        ``enterprise`` is the organisation that it belongs to, if that is known. Raises what
        ``client`` raises.
        """

    async def forget(self, server: str, at: float | None = None) -> None:
        """Forget the token of a workspace, or of an organisation; say that Homeroom has left.

        ``at`` is when it was removed, in Unix time: what was installed later stays. Does nothing
        if there is none.
        """

    async def revoked(self, server: str) -> None:
        """Look whether Slack takes a workspace's token, after it did not; else forget it."""

    async def sweep(self) -> None:
        """Look at every token once, and forget those that Slack does not take any more."""


async def to_nobody(_server: str) -> None:
    """Tell nobody."""
