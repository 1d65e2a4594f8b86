"""The ways on which a bot hears of things: a socket, or signed requests."""

import asyncio
import hashlib
import hmac
import json
import time
import urllib.parse
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp import web

from tests.local_slack.world import Json

if TYPE_CHECKING:
    from tests.local_slack.server import LocalSlack

ACKNOWLEDGED_WITHIN = 3.0
"""Seconds (docs.slack.dev, apis/events-api and interactivity)."""


class Transport:
    """Tells the bot, and hears whether it has heard."""

    def __init__(self, slack: "LocalSlack") -> None:
        self._slack = slack
        self.sockets: list[web.WebSocketResponse] = []
        self._heard: dict[str, asyncio.Future[Any]] = {}
        self._turn = 0

    async def tell(self, kind: str, payload: Json, retry: int = 0) -> Any:
        """Return what the bot said to it, or ``None``; note when it did not acknowledge."""
        told = self._by_socket if self._slack.transport == "socket" else self._by_request
        try:
            async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
                return await told(kind, payload, retry)
        except (TimeoutError, aiohttp.ClientError) as error:
            self._slack.unacknowledged.append(f"{kind}: {type(error).__name__}")
            return None

    async def _by_socket(self, kind: str, payload: Json, retry: int) -> Any:
        while True:
            socket = await self._socket()
            envelope = str(uuid.uuid4())
            told: Json = {
                "envelope_id": envelope,
                "type": kind,
                "payload": payload,
                "accepts_response_payload": kind != "events_api",
            }
            if retry:
                told |= {"retry_attempt": retry, "retry_reason": "timeout"}
            self._heard[envelope] = heard = asyncio.get_running_loop().create_future()
            await socket.send_json(told)
            while not heard.done() and not socket.closed:
                await asyncio.wait({heard}, timeout=0.05)
            if heard.done():
                return heard.result()
            # The connection is gone: Slack sends it again through another.
            retry += 1

    async def _socket(self) -> web.WebSocketResponse:
        while not (live := [one for one in self.sockets if not one.closed]):
            await asyncio.sleep(0.01)
        self._turn += 1
        return live[self._turn % len(live)]

    async def _by_request(self, kind: str, payload: Json, retry: int) -> Any:
        body, content = _written(kind, payload)
        at = str(int(self._slack.now()))
        signed = f"v0:{at}:{body}".encode()
        digest = hmac.new(self._slack.signing_secret.encode(), signed, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content,
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": f"v0={digest}",
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_timeout"}
        async with (
            aiohttp.ClientSession() as session,
            session.post(self._slack.request_url, data=body.encode(), headers=headers) as answer,
        ):
            text = await answer.text()
            if not answer.ok:
                self._slack.unacknowledged.append(f"{kind}: status {answer.status}")
                return None
            return json.loads(text) if text.startswith("{") else None

    async def connected(self, request: web.Request) -> web.StreamResponse:
        """Serve a connection until it ends."""
        ticket = request.query.get("ticket", "")
        if self._slack.refused_handshakes > 0 or ticket not in self._slack.tickets:
            self._slack.refused_handshakes -= 1
            return web.Response(status=408)
        self._slack.tickets.discard(ticket)
        socket = web.WebSocketResponse(heartbeat=None)
        await socket.prepare(request)
        self.sockets.append(socket)
        # Whoever is killed hangs up before they are greeted.
        with suppress(ConnectionError):
            await socket.send_json(self._hello())
            async for message in socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._hear(json.loads(message.data))
        self.sockets.remove(socket)
        return socket

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.sockets),
            "connection_info": {"app_id": "A1"},
            "debug_info": {"host": "local", "started": str(time.time()),
                           "build_number": 1, "approximate_connection_time": 3600},
        }  # fmt: skip

    def _hear(self, said: Json) -> None:
        heard = self._heard.pop(said.get("envelope_id", ""), None)
        if heard is not None and not heard.done():
            heard.set_result(said.get("payload"))

    async def refresh(self, kind: str = "refresh_requested") -> None:
        """Ask one connection to be made anew, and end it."""
        socket = await self._socket()
        await socket.send_json({"type": "disconnect", "reason": kind, "debug_info": {}})
        await socket.close()

    async def close(self) -> None:
        """End all connections."""
        for socket in [*self.sockets]:
            await socket.close()


def _written(kind: str, payload: Json) -> tuple[str, str]:
    form = "application/x-www-form-urlencoded"
    match kind:
        case "events_api":
            return json.dumps(payload), "application/json"
        case "slash_commands":
            return urllib.parse.urlencode(payload), form
        case _:
            return urllib.parse.urlencode({"payload": json.dumps(payload)}), form
