"""Socket Mode: a connection that Slack sends everything through, and that is kept up."""

import asyncio
import logging
from contextlib import suppress

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ports import NO_METER, Meter
from bot.platforms.slack.admission.workspaces import PLATFORM

log = logging.getLogger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 120.0
"""Seconds before a connection that was lost is made anew, ever longer."""
CONNECTED_WITHIN = 6.0
LOOK_EVERY = 2.0
LOST_AFTER = 15.0
"""Seconds without a connection after which the library's own attempts are given up: after a
failed handshake it tries the same address for ever (measured with slack_sdk 3.47)."""
NO_USE = frozenset(
    {
        "invalid_auth",
        "not_authed",
        "account_inactive",
        "token_revoked",
        "not_allowed_token_type",
        "no_permission",
        "missing_scope",
    }
)
"""What Slack says of a token that will not do tomorrow either (docs.slack.dev,
reference/methods/apps.connections.open)."""


class Socket:
    """One of the connections. Slack sends each envelope through one of them."""

    def __init__(
        self,
        app: AsyncApp,
        token: str,
        client: AsyncWebClient,
        *,
        first_pause: float = FIRST_PAUSE,
        meter: Meter = NO_METER,
    ) -> None:
        self._app, self._token, self._client = app, token, client
        self._first_pause, self._meter = first_pause, meter
        self._handler: AsyncSocketModeHandler | None = None

    async def connected(self) -> bool:
        """Tell whether it is up."""
        handler = self._handler
        return handler is not None and await handler.client.is_connected()

    async def live(self) -> None:
        """Connect and stay connected until cancelled, or until the token turns out to be none."""
        pause = self._first_pause
        while address := await self._address():
            began = asyncio.get_running_loop().time()
            await self._once(address)
            if asyncio.get_running_loop().time() - began > LONGEST_PAUSE:
                pause = self._first_pause
            log.warning("the connection to Slack is made anew in %.0f s", pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _address(self) -> str:
        """Return an address to connect to; empty if the token is no good.

        The library asks for one, too, but for ever, and does not say what Slack answered.
        """
        pause = self._first_pause
        while True:
            try:
                answer = await self._client.apps_connections_open(app_token=self._token)
                return str(answer["url"])
            except SlackApiError as error:
                word = str(error.response.get("error", ""))
                if word in NO_USE:
                    log.error(  # noqa: TRY400 -- the trace would tell nothing more
                        "Slack does not take SLACK_APP_TOKEN (%s). Make one with the scope"
                        " connections:write under Basic Information, App-Level Tokens, and start"
                        " again; everything else runs on",
                        word,
                    )
                    return ""
                log.warning("Slack opens no connection (%s)", word or error.response.status_code)
            except (aiohttp.ClientError, OSError, TimeoutError) as error:
                log.warning("Slack can't be reached: %s", type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def _once(self, address: str) -> None:
        handler = AsyncSocketModeHandler(self._app, self._token, web_client=self._client)
        handler.client.wss_uri = address
        self._handler = handler
        try:
            async with asyncio.timeout(CONNECTED_WITHIN):
                await handler.connect_async()  # type: ignore[no-untyped-call]
            log.info("Slack is connected", extra={"platform": PLATFORM})
            self._meter.connected(PLATFORM)
            await self._until_lost(handler)
        except TimeoutError:
            log.warning("no connection to Slack within %.0f s", CONNECTED_WITHIN)
        except Exception:
            log.exception("the connection to Slack failed")
        finally:
            self._handler = None
            await _closed(handler)

    async def _until_lost(self, handler: AsyncSocketModeHandler) -> None:
        loop = asyncio.get_running_loop()
        seen = loop.time()
        while loop.time() - seen < LOST_AFTER:
            await asyncio.sleep(LOOK_EVERY)
            if await handler.client.is_connected():
                seen = loop.time()


async def _closed(handler: AsyncSocketModeHandler) -> None:
    with suppress(Exception):
        await handler.close_async()  # type: ignore[no-untyped-call]
