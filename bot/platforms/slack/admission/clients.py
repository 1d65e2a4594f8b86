"""Clients for Slack's Web API: they share connections and repeat nothing by themselves."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.platforms.slack.admission.fencing import Fenced

log = logging.getLogger(__name__)

TIMEOUT = 10
"""Seconds until a request counts as unanswered."""
DEAD = frozenset({"account_inactive", "invalid_auth", "token_revoked"})
"""What Slack says of a token that it will not take again (docs.slack.dev,
reference/methods/auth.test): the app was removed, or the workspace is gone."""
EXPIRED = "token_expired"
FAILURES = (SlackClientError, aiohttp.ClientError, OSError, TimeoutError)
"""What a call may raise if Slack refuses it, can't be reached, or answers nonsense."""

Refused = Callable[[str], Awaitable[None]]
"""Is told Slack's word when it does not take a token."""


def new_session(traces: Sequence[aiohttp.TraceConfig] = ()) -> aiohttp.ClientSession:
    """Return a session for all clients together. ``traces`` watch what goes over it.

    The limit on time is the session's: a client that is given one sets none itself. It keeps no
    cookies, since those of one workspace would go along to the next.
    """
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=TIMEOUT, sock_connect=TIMEOUT / 2),
        cookie_jar=aiohttp.DummyCookieJar(),
        trace_configs=[Fenced(), *traces],
    )


class _Watched(AsyncWebClient):
    """Says so when Slack does not take its token."""

    refused: Refused

    async def api_call(self, *args: Any, **named: Any) -> AsyncSlackResponse:
        """Call a method. Raises what the library raises."""
        try:
            return await super().api_call(*args, **named)
        except SlackApiError as error:
            word = word_of(error)
            if word in DEAD or word == EXPIRED:
                await _safely(self.refused, word)
            raise


@dataclass(frozen=True, slots=True)
class Clients:
    """Makes clients. ``base_url`` is where Slack's Web API is."""

    session: aiohttp.ClientSession
    base_url: str = AsyncWebClient.BASE_URL

    def plain(self, token: str | None = None) -> AsyncWebClient:
        """Return a client with a token, or with none."""
        return AsyncWebClient(
            token,
            base_url=self.base_url,
            timeout=TIMEOUT,
            session=self.session,
            retry_handlers=[],
        )

    async def refusal(self, token: str) -> str:
        """Return Slack's word if it does not take a token, or what hindered it from saying so.

        Empty if it takes it.
        """
        try:
            await self.plain(token).auth_test()
        except FAILURES as error:
            return word_of(error)
        return ""

    def watched(self, token: str, refused: Refused, team: str = "") -> AsyncWebClient:
        """Return a client that says so when Slack does not take its token.

        With ``team`` it asks about that workspace: a token may be for several.
        """
        client = _Watched(
            token,
            base_url=self.base_url,
            timeout=TIMEOUT,
            session=self.session,
            retry_handlers=[],
            team_id=team or None,
        )
        client.refused = refused
        return client


async def _safely(refused: Refused, word: str) -> None:
    try:
        await refused(word)
    except Exception:
        log.exception("what follows from a token that Slack does not take failed")


def word_of(error: BaseException) -> str:
    """Return Slack's word for what was wrong, or else what kind of error it is.

    Never the whole answer or request, in which there may be a token.
    """
    if isinstance(error, SlackApiError):
        data = getattr(error.response, "data", None)
        if isinstance(data, dict) and data.get("error"):
            return str(data["error"])
        status = getattr(error.response, "status_code", None) or getattr(
            error.response, "status", ""
        )
        return f"status {status}"
    return type(error).__name__
