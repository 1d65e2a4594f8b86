"""Calls to Slack's Web API whose every failure is told in our own words."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import SendError, SendInDoubt, SendPostponed
from bot.platforms.slack.admission.clients import FAILURES
from bot.platforms.slack.admission.workspaces import Workspaces
from bot.platforms.slack.posting.failures import PAUSE, pause_asked, told
from bot.platforms.slack.posting.pace import Rests

Call = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]


@dataclass(frozen=True, slots=True)
class Methods:
    """Calls methods with a workspace's own token; none while Slack asks for a pause.

    ``patience`` is how many seconds a call may take; without it, as long as the client waits.
    """

    workspaces: Workspaces
    rests: Rests = field(default_factory=Rests)
    patience: float | None = None

    async def call(self, server: str, method: str, call: Call) -> dict[str, Any]:
        """Call a method once and return what Slack answers.

        Raises ``SendRefused`` if it says no, ``SendPostponed`` if it surely did nothing but may
        later, and ``SendInDoubt`` if there was no clear answer.
        """
        if left := self.rests.left(server, method):
            raise SendPostponed(why="Slack asks for a pause", after=left)
        try:
            async with asyncio.timeout(self.patience):
                answer = await call(await self._client(server))
        except FAILURES as error:
            if pause := pause_asked(error):
                await self.rests.asked(server, method, pause)
            # Not as its cause: a log would show Slack's whole answer.
            raise told(error) from None
        except Exception as error:
            raise told(error) from error
        if not isinstance(answer.data, dict):
            raise SendInDoubt(why="Slack's answer can't be read")
        return answer.data

    async def _client(self, server: str) -> AsyncWebClient:
        try:
            return await self.workspaces.client(server)
        except (SendError, TimeoutError):
            raise
        except Exception as error:
            why = "it can't be looked up how to speak there"
            raise SendPostponed(why=why, after=PAUSE) from error
