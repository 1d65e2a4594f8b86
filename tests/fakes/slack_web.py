"""As much of Slack's Web API as posts and names need, with trouble on demand."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.platforms.slack.admission.clients import Clients

TOKENS = {"T1": "xoxb-1-secret", "T2": "xoxb-2-secret"}
AGAIN_AFTER = 30
Payload = dict[str, Any]


@dataclass
class SlackWeb:
    """Channels, people and messages of two teams, T1 and T2.

    A method's ``troubles`` come one after the other, each once; ``always`` stays. "… after" means
    that it was carried out all the same.
    """

    clients: Clients
    channels: dict[str, Payload] = field(default_factory=dict)
    people: dict[str, Payload] = field(default_factory=dict)
    members: dict[str, list[str]] = field(default_factory=dict)
    messages: defaultdict[str, list[Payload]] = field(default_factory=lambda: defaultdict(list))
    troubles: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    always: dict[str, str] = field(default_factory=dict)
    most: int = 200
    """Objects on one page."""
    metadata: bool = True
    """Whether messages are shown with what only programs see."""
    calls: list[tuple[str, str, Payload]] = field(default_factory=list)
    ended: asyncio.Event = field(default_factory=asyncio.Event)

    def asked(self, method: str) -> int:
        return sum(1 for name, _, _ in self.calls if name == method)

    def channel(self, channel: str, **more: Any) -> None:
        about = {"id": channel, "name": channel.lower(), "is_channel": True, "is_member": True}
        self.channels[channel] = about | {"context_team_id": "T1"} | more

    def person(self, user: str, **more: Any) -> None:
        about = {"id": user, "team_id": "T1", "name": user.lower(), "tz": "Asia/Seoul"}
        self.people[user] = about | {"locale": "ko-KR"} | more

    def said(self, channel: str, ts: float, **more: Any) -> None:
        """Put a message in a channel's history."""
        self.messages[channel].append({"type": "message", "ts": f"{ts:.6f}", "text": "hi"} | more)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        body = await request.json() if request.can_read_body else dict(request.query)
        self.calls.append((method, token, body))
        queue = self.troubles[method]
        trouble = queue.pop(0) if queue else self.always.get(method, "")
        if " after" in trouble or not trouble:
            answer = self._answer(method, body) if token in TOKENS.values() else _no("invalid_auth")
        else:
            answer = {}
        return await self._troubled(request, trouble, answer) if trouble else _json(answer)

    async def _troubled(
        self, request: web.Request, trouble: str, answer: Payload
    ) -> web.StreamResponse:
        kind, _, word = trouble.replace(" after", "").partition(":")
        if kind == "hang":
            await self.ended.wait()
        if kind in {"drop", "hang"}:
            assert request.transport is not None
            request.transport.abort()
            return _json(answer)
        if kind == "429":
            headers = {"Retry-After": word or str(AGAIN_AFTER)}
            return web.json_response(_no("ratelimited"), status=429, headers=headers)
        if kind == "error":
            return _json(_no(word, needed="channels:history"))
        if kind == "garbled":
            return web.Response(text=word or "{", content_type="application/json")
        if kind == "text":
            return web.Response(text="ok")
        if kind == "binary":
            return web.Response(body=b'"\xff', content_type="application/json")
        return web.Response(status=int(kind), text="<h1>Oh no</h1>", content_type="text/html")

    def _answer(self, method: str, body: Payload) -> Payload:
        match method:
            case "chat.postMessage":
                return self._post(body)
            case "conversations.history":
                return self._history(body)
            case "conversations.info":
                return _one("channel", self.channels.get(body["channel"]), "channel_not_found")
            case "users.info":
                return _one("user", self.people.get(body["user"]), "user_not_found")
            case "conversations.members":
                found = self.members.get(body["channel"])
                if found is None:
                    return _no("channel_not_found")
                return self._page("members", found, body)
            case _:
                return _no("unknown_method")

    def _post(self, body: Payload) -> Payload:
        channel = self.messages[body["channel"]]
        ts = float(channel[-1]["ts"]) + 1 if channel else 1_768_554_000.0
        self.said(body["channel"], ts, **{k: v for k, v in body.items() if k != "channel"})
        return {"ok": True, "channel": body["channel"], "ts": f"{ts:.6f}"}

    def _history(self, body: Payload) -> Payload:
        found = [
            {name: value for name, value in one.items() if self.metadata or name != "metadata"}
            for one in reversed(self.messages[body["channel"]])
            if float(one["ts"]) >= float(body["oldest"])
        ]
        return self._page("messages", found, body)

    def _page(self, part: str, found: list[Any], body: Mapping[str, Any]) -> Payload:
        size = min(int(body["limit"]), self.most)
        start = int(body.get("cursor") or 0)
        end = start + size
        more = end < len(found)
        cursor = {"next_cursor": str(end) if more else ""}
        return {
            "ok": True,
            part: found[start:end],
            "has_more": more,
            "response_metadata": cursor,
        }


def _one(part: str, found: Payload | None, word: str) -> Payload:
    return _no(word) if found is None else {"ok": True, part: found}


def _no(word: str, **more: Any) -> Payload:
    return {"ok": False, "error": word, **more}


def _json(answer: Payload) -> web.Response:
    return web.json_response(answer)


@asynccontextmanager
async def slack_web(patience: float = 5.0) -> AsyncIterator[SlackWeb]:
    """Open it. ``patience`` is how many seconds a client waits for an answer."""
    timeout = aiohttp.ClientTimeout(total=patience)
    async with aiohttp.ClientSession(timeout=timeout) as session:
        there = SlackWeb(Clients(session))
        app = web.Application()
        app.router.add_route("*", "/api/{method}", there.answer)
        async with TestServer(app) as server:
            there.clients = Clients(session, str(server.make_url("/api/")))
            try:
                yield there
            finally:
                there.ended.set()
