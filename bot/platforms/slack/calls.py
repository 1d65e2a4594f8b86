"""What is asked of Slack while somebody waits for an answer."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import SendError
from bot.platforms.slack.admission.clients import word_of
from bot.platforms.slack.admission.workspaces import Workspaces

log = logging.getLogger(__name__)

LONGEST_WAIT = 20.0
"""Seconds that an answer waits when Slack asks for a pause; its asker is waiting, too."""
PATIENCE = aiohttp.ClientTimeout(total=10)
HOSTS = ("slack.com", "slack-gov.com")
"""Where a ``response_url`` may lead. It comes signed, but it is an address somebody gave us."""
TOO_MANY = 429

Call = Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]


@dataclass(frozen=True, slots=True)
class Calls:
    """Calls Slack with a workspace's own token, and posts to what its payloads name.

    ``base_url`` is where Slack's Web API is; answers may go to its host, too.
    """

    workspaces: Workspaces
    session: aiohttp.ClientSession
    base_url: str

    async def api(self, server: str, call: Call) -> Mapping[str, Any] | None:
        """Call a method, once more if Slack asks to wait a little.

        Return what it answered, or ``None`` if it did not do it; why is logged.
        """
        try:
            client = await self.workspaces.client(server)
            try:
                answer = await call(client)
            except SlackApiError as error:
                if error.response.status_code != TOO_MANY:
                    raise
                await asyncio.sleep(_asked_to_wait(error.response.headers))
                answer = await call(client)
        except SlackApiError as error:
            log.info("Slack did not show an answer: %s", word_of(error))
            return None
        except (SendError, aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("an answer may not have reached Slack: %s", type(error).__name__)
            return None
        return answer.data if isinstance(answer.data, dict) else {}

    async def hook(self, url: str, body: Mapping[str, Any]) -> bool:
        """Post to a ``response_url``; return whether Slack took it.

        Not repeated when no answer comes: it may have been shown.
        """
        if not self._is_slack(url):
            log.warning("an answer was to go to an address that is not Slack's")
            return False
        try:
            status, pause = await self._post(url, body)
            if status == TOO_MANY:
                await asyncio.sleep(pause)
                status, _ = await self._post(url, body)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            log.warning("an answer may not have reached Slack: %s", type(error).__name__)
            return True
        if status != HTTPStatus.OK:
            log.info("Slack did not take an answer: status %s", status)
        return status == HTTPStatus.OK

    async def _post(self, url: str, body: Mapping[str, Any]) -> tuple[int, float]:
        async with self.session.post(
            url, json=body, timeout=PATIENCE, allow_redirects=False
        ) as response:
            return response.status, _asked_to_wait(response.headers)

    def _is_slack(self, url: str) -> bool:
        address, own = urlsplit(url), urlsplit(self.base_url)
        if (address.scheme, address.netloc) == (own.scheme, own.netloc):
            return True
        host = address.hostname or ""
        return address.scheme == "https" and any(
            host == one or host.endswith(f".{one}") for one in HOSTS
        )


def _asked_to_wait(headers: Mapping[str, Any]) -> float:
    """Return the seconds Slack asks for, but no more than somebody would wait."""
    named = {name.lower(): value for name, value in headers.items()}
    try:
        return min(float(named.get("retry-after", 1)), LONGEST_WAIT)
    except (TypeError, ValueError):
        return 1.0
