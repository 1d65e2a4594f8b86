"""A Slack in this process, on loopback, for the real bolt and its SDK.

``async with local_slack() as slack`` starts it. People, channels and workspaces are made with
``slack.workspace``, ``slack.person`` and ``slack.channel``; people then do things, each of which
waits until the bot has acknowledged it: ``await ada.slash(channel, "/term", "HBM")``. What they
see is in ``ada.sees(channel)``, ``ada.modal`` and ``ada.home``. ``slack.refusals`` holds every
payload that the real Slack would refuse, ``slack.unacknowledged`` what the bot did not
acknowledge in three seconds.
"""

import asyncio
import itertools
import json
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

from aiohttp import web

from tests.local_slack import blockkit
from tests.local_slack.answers import Answers
from tests.local_slack.faults import Faults
from tests.local_slack.oauth import OAuth
from tests.local_slack.people import Person
from tests.local_slack.transport import Transport
from tests.local_slack.web_api import WebApi
from tests.local_slack.world import Call, Channel, Json, Message, User, View, Workspace

TRIGGER_LIVES = 3.0
"""Seconds (docs.slack.dev, surfaces/modals)."""


@dataclass
class Clock:
    """Whose time it is."""

    source: Callable[[], float] = time.time


class LocalSlack:
    """All of it."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.app_token = "xapp-1-A1-1-secret"  # noqa: S105 -- of nobody
        self.signing_secret = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 -- of nobody
        self.client_id, self.client_secret = "111.222", "client-secret"
        self.transport = "socket"
        self.request_url = ""
        self.redirect_url = ""
        self.manifest: Mapping[str, Any] | None = None
        self.calls: list[Call] = []
        self.refusals: list[str] = []
        self.messages_tab = True
        """Whether people can be written to: the app's Messages tab is on."""
        self.edit_window: float | None = None
        """Seconds for which a workspace lets messages be changed."""
        self.unacknowledged: list[str] = []
        self.faults = Faults()
        self.tokens: dict[str, Workspace] = {}
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.views: dict[str, View] = {}
        self.triggers: dict[str, tuple[User, float]] = {}
        self.used_triggers: set[str] = set()
        self.tickets: set[str] = set()
        self.refused_handshakes = 0
        self.told = Transport(self)
        self.web_api = WebApi(self)
        self.oauth = OAuth(self)
        self.answers = Answers(self)
        self.port = 0
        self.heard = asyncio.Event()
        """Set whenever the bot has said something."""
        self._count = itertools.count(1)
        self._last: tuple[str, Json] = ("", {})

    @property
    def base(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def api_url(self) -> str:
        """Where its Web API is."""
        return f"{self.base}/api/"

    @property
    def connections(self) -> int:
        """How many sockets the bot has open."""
        return len([one for one in self.told.sockets if not one.closed])

    def now(self) -> float:
        """What time it is there."""
        return self.clock.source()

    def new_id(self, prefix: str) -> str:
        """Return an id that nothing else has."""
        return f"{prefix}{next(self._count):04}"

    def new_ts(self) -> str:
        """Return a timestamp that no other message has."""
        return f"{int(self.now())}.{next(self._count):06}"

    def new_ticket(self) -> str:
        """Return an address for one connection."""
        ticket = self.new_id("ticket-")
        self.tickets.add(ticket)
        return f"ws://127.0.0.1:{self.port}/link?ticket={ticket}&app_id=A1"

    def new_trigger(self, user: User) -> str:
        """Return a trigger, with which one window can be opened for somebody."""
        trigger = self.new_id("1111.2222.trigger")
        self.triggers[trigger] = (user, self.now() + TRIGGER_LIVES)
        return trigger

    def workspace(self, name: str, *, installed: bool = True) -> Workspace:
        """Open a workspace."""
        number = next(self._count)
        space = Workspace(
            id=f"T{number:04}",
            name=name,
            token="",
            bot_user=f"UB{number:04}",
            bot=f"B{number:04}",
            installed=installed,
        )
        self.renew_token(space)
        space.installed = installed
        return space

    def renew_token(self, space: Workspace) -> None:
        """Give the bot a new token in a workspace."""
        space.token = f"xoxb-{space.id}-{next(self._count):04}-abcdef"
        space.installed = True
        self.tokens[space.token] = space

    def person(
        self,
        space: Workspace,
        name: str,
        *,
        admin: bool = False,
        guest: bool = False,
        tz: str = "Europe/London",
        locale: str = "en-GB",
    ) -> Person:
        """Have somebody join a workspace."""
        marks = {"is_admin"} if admin else {"is_restricted"} if guest else set()
        user = User(self.new_id("U"), name, space, tz, locale, frozenset(marks))
        self.users[user.id] = user
        return Person(self, user)

    def channel(
        self,
        space: Workspace,
        name: str,
        *,
        private: bool = False,
        members: list[Person] | None = None,
        bot: bool = True,
    ) -> Channel:
        """Open a channel."""
        ids = [one.id for one in members or []] + ([space.bot_user] if bot else [])
        channel = Channel(self.new_id("C"), name, space, private, members=ids)
        self.channels[channel.id] = channel
        return channel

    def invite_bot(self, channel: Channel) -> None:
        """Somebody types /invite @Homeroom."""
        channel.members.append(channel.space.bot_user)

    def bot_says(self, channel: Channel, blocks: list[Json]) -> Message:
        """Put a message of the bot's there that it did not send now."""
        message = Message(self.new_ts(), channel.space.bot_user, "old", blocks)
        channel.said.append(message)
        return message

    async def uninstall(self, space: Workspace) -> None:
        """Somebody removes the bot from a workspace."""
        space.installed = False
        for event in (
            {"type": "app_uninstalled"},
            {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [space.bot_user]}},
        ):
            await self.event(space, event)

    async def event(self, space: Workspace, event: Json) -> None:
        """Tell the bot of an event."""
        payload = {
            "type": "event_callback",
            "token": "t",
            "team_id": space.id,
            "api_app_id": "A1",
            "event": event,
            "event_id": self.new_id("Ev"),
            "event_time": int(self.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": space.id,
                    "user_id": space.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
        }
        await self.tell("events_api", payload)

    async def tell(self, kind: str, payload: Json) -> Any:
        """Tell the bot of something, and return what it says to that."""
        self._last = (kind, payload)
        return await self.told.tell(kind, payload)

    async def repeat_last(self) -> Any:
        """Tell the bot the same again, as Slack does if it thinks that it was not heard."""
        kind, payload = self._last
        return await self.told.tell(kind, payload, retry=1)

    def faults_in_message(self, body: Json) -> list[str]:
        """What Slack would refuse in a message."""
        return blockkit.faults_in_message(body)

    def faults_in_view(self, view: Json) -> list[str]:
        """What Slack would refuse in a window or on a Home tab."""
        return blockkit.faults_in_view(view)

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method, body = request.match_info["method"], await _body(request)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        call = Call(method, token or str(body.get("token", "")), body)
        self.calls.append(call)

        def do() -> Json:
            call.answer = self.web_api.answer(method, call.token, body)
            return call.answer

        answer = await self.faults.answer(request, method, do)
        if (space := self.tokens.get(call.token)) is not None:
            # What the token that asked may do.
            answer.headers["x-oauth-scopes"] = ",".join(space.scopes)
        return answer

    async def _date(self, _request: web.Request, response: web.StreamResponse) -> None:
        """Say what time it is here, as every answer of Slack's does."""
        response.headers["Date"] = formatdate(self.now(), usegmt=True)

    def direct(self, user: User) -> Channel:
        """Return somebody's direct messages with the bot, opened if they were not."""
        name = f"D{user.id[1:]}"
        if name not in self.channels:
            members = [user.id, user.space.bot_user]
            self.channels[name] = Channel(name, "", user.space, True, members=members)
        return self.channels[name]

    def served(self) -> web.Application:
        """What is served."""
        app = web.Application()
        app.on_response_prepare.append(self._date)
        app.router.add_post("/api/{method}", self._api)
        app.router.add_get("/api/{method}", self._api)
        app.router.add_get("/link", self.told.connected)
        app.router.add_post("/response/{hook}", self.answers.take)
        app.router.add_get("/oauth/v2/authorize", self.oauth.authorize)
        return app


async def _body(request: web.Request) -> Json:
    if request.content_type == "application/json":
        said = await request.json()
        return dict(said)
    form = {**request.query, **await request.post()}
    return {name: _value(name, value) for name, value in form.items()}


def _value(name: str, value: Any) -> Any:
    if name in {"blocks", "view", "metadata"} and isinstance(value, str):
        return json.loads(value)
    return value


@asynccontextmanager
async def local_slack() -> AsyncIterator[LocalSlack]:
    """Run a Slack where there is nothing yet."""
    slack = LocalSlack()
    runner = web.AppRunner(slack.served(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.port = int(runner.addresses[0][1])
    try:
        yield slack
    finally:
        await slack.told.close()
        await runner.cleanup()
