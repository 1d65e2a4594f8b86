"""As much of Slack's Web API as tokens need: whose they are, new ones, and which are dead."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.platforms.slack.admission.clients import Clients, new_session

LASTS = 43_200


@dataclass
class SlackApi:
    clients: Clients
    tokens: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What auth.test says of each token that is alive."""
    codes: dict[str, dict[str, Any]] = field(default_factory=dict)
    refresh: dict[str, str] = field(default_factory=dict)
    """For each refresh token that is good, the token it renews."""
    workspaces: list[str] = field(default_factory=list)
    word: str = "invalid_auth"
    broken: str = ""
    """A method that answers with a fault, though it is carried out."""
    slow: float = 0
    """Seconds until a token's renewal is answered, though it is done at once."""
    calls: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    renewals: int = 0

    def alive(self, token: str, team: str, enterprise: str = "") -> None:
        self.tokens[token] = {
            "team_id": team,
            "enterprise_id": enterprise or None,
            "bot_id": f"B{team}",
            "user_id": f"U{team}",
            "url": "https://example.org/",
        }

    def asked(self, method: str) -> int:
        return sum(1 for name, _, _ in self.calls if name == method)

    def code(self, code: str, team: str, token: str, **more: Any) -> None:
        """Have a code exchanged for a token."""
        self.alive(token, team)
        self.codes[code] = {
            "app_id": "A1",
            "team": {"id": team, "name": f"Team {team}"},
            "enterprise": None,
            "authed_user": {"id": "U1"},
            "access_token": token,
            "bot_user_id": f"U{team}",
            "scope": "commands,chat:write",
            "token_type": "bot",
            **more,
        }

    async def answer(self, request: web.Request) -> web.Response:
        method, form = request.match_info["method"], dict(await request.post())
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        said = {**request.query, **{name: str(value) for name, value in form.items()}}
        self.calls.append((method, token, said))
        answer = self._answer(method, token, said)
        await asyncio.sleep(self.slow if method == "oauth.v2.access" else 0)
        if method == self.broken:
            return web.Response(status=500)
        return web.json_response(answer)

    def _answer(self, method: str, token: str, said: dict[str, str]) -> dict[str, Any]:
        if method == "oauth.v2.access":
            return self._access(said)
        if token not in self.tokens:
            return {"ok": False, "error": self.word}
        if method == "auth.teams.list":
            return {"ok": True, "teams": [{"id": team} for team in self.workspaces]}
        return {"ok": True, **self.tokens[token]}

    def _access(self, said: dict[str, str]) -> dict[str, Any]:
        if said.get("grant_type") == "refresh_token":
            old = self.refresh.pop(said["refresh_token"], "")
            if not old:
                return {"ok": False, "error": "invalid_refresh_token"}
            self.renewals += 1
            new, renew = f"{old}-{self.renewals}", f"xoxe-1-{self.renewals}"
            self.tokens[new], self.refresh[renew] = self.tokens[old], old
            return {
                "ok": True,
                "access_token": new,
                "refresh_token": renew,
                "expires_in": LASTS,
                "token_type": "bot",
            }
        answer = self.codes.pop(said.get("code", ""), None)
        return {"ok": True, **answer} if answer else {"ok": False, "error": "invalid_code"}


@asynccontextmanager
async def slack_api() -> AsyncIterator[SlackApi]:
    async with new_session() as session:
        api = SlackApi(Clients(session))
        app = web.Application()
        app.router.add_post("/api/{method}", api.answer)
        async with TestServer(app) as server:
            api.clients = Clients(session, str(server.make_url("/api/")))
            yield api
