import hashlib
import hmac
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext

from bot.core.clock import SystemClock
from bot.errors import PortInUse, SlackCannotListen
from bot.platforms.slack.admission.authorizing import NOT_HERE, bolt_app
from bot.platforms.slack.admission.http import BODY_MAX
from bot.platforms.slack.admission.http_server import HttpServer
from bot.platforms.slack.admission.one_workspace import OneWorkspace
from tests.fakes.slack_api import SlackApi, slack_api

SECRET = "signing-secret"  # noqa: S105 -- made up
TOKEN = "xoxb-1"  # noqa: S105 -- made up
COMMAND = {"command": "/term", "text": "sovereignty", "team_id": "T1", "user_id": "U1"}


@dataclass
class Slack:
    """What Slack sends to us."""

    api: SlackApi
    session: ClientSession
    url: str
    heard: list[tuple[str, str, str]] = field(default_factory=list)

    async def post(
        self, body: str, headers: Mapping[str, str] | None = None, *, late: float = 0
    ) -> tuple[int, str]:
        """Post a body, signed; ``late`` is how many seconds ago."""
        at = str(int(SystemClock().now().timestamp() - late))
        return await self.send(body, {**signed(body, at), **(headers or {})})

    async def send(self, body: str, headers: Mapping[str, str]) -> tuple[int, str]:
        kind = "application/json" if body.startswith("{") else "application/x-www-form-urlencoded"
        async with self.session.post(
            f"{self.url}/slack/events",
            data=BytesIO(body.encode()),
            headers={"Content-Type": kind} | dict(headers),
        ) as response:
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            return response.status, await response.text()


def signed(body: str, at: str, secret: str = SECRET) -> dict[str, str]:
    digest = hmac.new(secret.encode(), f"v0:{at}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}


def command(**more: str) -> str:
    return urlencode(COMMAND | more)


@asynccontextmanager
async def slack() -> AsyncIterator[Slack]:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        clock = SystemClock()
        one = OneWorkspace(TOKEN, api.clients, clock)
        app = bolt_app(one, api.clients, clock)
        async with HttpServer(app, clock, signing_secret=SECRET, port=0) as server:
            it = Slack(api, api.clients.session, f"http://127.0.0.1:{server.port}")

            async def term(ack: AsyncAck, body: dict[str, Any], context: AsyncBoltContext) -> None:
                it.heard.append((body["text"], str(context.bot_user_id), str(context.user_id)))
                await ack("here it is")

            app.command("/term")(term)
            yield it


async def test_a_signed_command_is_answered_with_the_workspace_s_token() -> None:
    async with slack() as it:
        assert await it.post(command()) == (200, "here it is")
        assert await it.post(command(text="again")) == (200, "here it is")
        assert it.heard == [("sovereignty", "UT1", "U1"), ("again", "UT1", "U1")]
        assert it.api.asked("auth.test") == 1


async def test_the_address_is_verified_as_slack_does_it() -> None:
    async with slack() as it:
        body = json.dumps({"type": "url_verification", "challenge": "abc"})
        assert await it.post(body) == (200, '{"challenge": "abc"}')


FORGED: list[dict[str, str]] = [
    {"X-Slack-Signature": "v0=" + "0" * 64},
    {"X-Slack-Signature": ""},
    {"X-Slack-Signature": "v0=\u00e4"},
    {"X-Slack-Request-Timestamp": "1"},
    {"X-Slack-Request-Timestamp": "soon"},
    {"X-Slack-Request-Timestamp": "9" * 400},
    {"X-Slack-Request-Timestamp": ""},
]


@pytest.mark.parametrize("headers", FORGED)
async def test_a_forged_signature_is_not_read(headers: dict[str, str]) -> None:
    async with slack() as it:
        assert await it.post(command(), headers) == (401, "")
        assert await it.send(command(), {}) == (401, "")
        at = str(int(SystemClock().now().timestamp()))
        assert await it.send(command(), signed(command(), at, "another")) == (401, "")
        assert await it.send(command(text="other"), signed(command(), at)) == (401, "")
        assert it.heard == []


@pytest.mark.parametrize(("late", "status"), [(290, 200), (310, 401), (-290, 200), (-310, 401)])
async def test_a_signature_is_good_for_five_minutes(late: float, status: int) -> None:
    async with slack() as it:
        assert (await it.post(command(), late=late))[0] == status


async def test_the_same_request_again_is_not_carried_out() -> None:
    async with slack() as it:
        headers = signed(command(), str(int(SystemClock().now().timestamp())))
        answers = [await it.send(command(), headers) for _ in range(3)]
        assert answers == [(200, "here it is"), (200, ""), (200, "")]
        assert len(it.heard) == 1


async def test_a_body_that_is_too_big_is_not_read() -> None:
    async with slack() as it:
        assert (await it.post(command(text="a" * BODY_MAX)))[0] == 413
        almost = "a" * (BODY_MAX - 200)
        assert await it.post(command(text=almost)) == (200, "here it is")
        assert len(it.heard) == 1


@pytest.mark.parametrize(
    "body", ["{", '{"type":', "payload=x", "{" * 10_000, '["a"]', "[" * 10_000]
)
async def test_what_makes_no_sense_is_refused(body: str) -> None:
    async with slack() as it:
        at = str(int(SystemClock().now().timestamp()))
        headers = signed(body, at) | {"Content-Type": "application/json"}
        status, _ = await it.send(body, headers)
        assert status in {400, 404}


async def test_another_workspace_is_told_kindly() -> None:
    async with slack() as it:
        assert await it.post(command(team_id="T2")) == (200, NOT_HERE)
        assert it.heard == []


async def test_a_dead_token_is_told_kindly() -> None:
    async with slack() as it:
        it.api.tokens.clear()
        assert await it.post(command()) == (200, NOT_HERE)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/slack/livez", 200),
        ("GET", "/", 404),
        ("GET", "/slack/events", 404),
        ("POST", "/slack/livez", 404),
        ("GET", "/slack/install", 404),
        ("GET", "/slack/oauth_redirect?code=1", 404),
        ("POST", "/slack/events/", 404),
    ],
)
async def test_there_is_nothing_else(method: str, path: str, status: int) -> None:
    async with slack() as it, it.session.request(method, f"{it.url}{path}") as response:
        assert (response.status, await response.text()) == (status, "ok" if status == 200 else "")


async def test_a_port_that_is_taken_is_told_with_another() -> None:
    async with HttpServer(None, SystemClock(), port=0) as first:
        with pytest.raises(PortInUse, match=f"HOMEROOM_SLACK_PORT={first.port + 1} make run"):
            async with HttpServer(None, SystemClock(), port=first.port):
                pass


async def test_an_address_that_is_not_ours_is_told() -> None:
    with pytest.raises(SlackCannotListen, match=r"on 192\.0\.2\.1, port 0: this machine has no"):
        async with HttpServer(None, SystemClock(), host="192.0.2.1", port=0):
            pass


async def test_without_a_signing_secret_there_is_no_server() -> None:
    async with slack_api() as api:
        clock = SystemClock()
        app = bolt_app(OneWorkspace(TOKEN, api.clients, clock), api.clients, clock)
        with pytest.raises(ValueError, match="must not be empty"):
            HttpServer(app, SystemClock())
