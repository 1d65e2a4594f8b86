"""The HTTP side: authorization, bodies, faults and rate limits around the routes."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import BodyPartReader, web

from tests.local_discord.faults import AFTER, Fault, Faults, Rates, as_json
from tests.local_discord.permissions import May, in_channel
from tests.local_discord.refusals import (
    Json,
    Refused,
    missing_access,
    missing_permissions,
    unauthorized,
    unknown,
)
from tests.local_discord.state import State
from tests.local_discord.world import Channel, Message

API = "/api/v10"


@dataclass
class Call:
    """One request on its way through a route."""

    state: State
    params: Mapping[str, str]
    query: Mapping[str, str]
    body: Any
    files: list[Json]

    def id(self, name: str) -> int:
        """An id from the path."""
        if not self.params[name].isdecimal():
            errors = {name: {"_errors": [{"code": "NUMBER_TYPE_COERCE", "message": "no id"}]}}
            raise Refused(400, 50035, "Invalid Form Body", errors)
        return int(self.params[name])

    @property
    def json(self) -> Json:
        """The body where an object is expected."""
        if not isinstance(self.body, dict):
            raise Refused(400, 50109, "The request body contains invalid JSON.")
        return self.body

    @property
    def channel(self) -> Channel:
        """The channel the path names."""
        channel = self.state.channels.get(self.id("channel_id"))
        if channel is None or (channel.guild and channel.guild.unavailable):
            raise unknown("Channel")
        return channel

    def message(self, channel: Channel) -> Message:
        """The message the path names."""
        message = channel.messages.get(self.id("message_id"))
        if message is None:
            raise unknown("Message")
        return message

    def need(self, channel: Channel, *wanted: May) -> None:
        """Refuse unless the bot sees the channel and may do all that there."""
        bits = in_channel(channel, self.state.bot)
        if not bits & May.VIEW_CHANNEL:
            raise missing_access()
        if any(not bits & one for one in wanted):
            raise missing_permissions()


Reply = tuple[int, Any]
Handler = Callable[[Call], Reply]
Routes = list[tuple[str, str, Handler]]


@dataclass(frozen=True)
class Record:
    """One request and what it got; `route` is as the OpenAPI document writes it."""

    method: str
    route: str
    path: str
    query: dict[str, str]
    body: Any
    status: int
    answer: Any
    files: int = 0


class Rest:
    """Serves the routes and records what goes over them."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.faults = Faults()
        self.rates = Rates()
        self.records: list[Record] = []
        # Every request as method, path and status, those that met a fault or a limit too.
        self.attempts: list[tuple[str, str, int]] = []

    def add_to(self, app: web.Application, routes: Routes) -> None:
        """Put the routes up."""
        for method, path, handler in routes:
            app.router.add_route(method, API + path, self._serving(method, path, handler))

    def _serving(self, method: str, route: str, handler: Handler) -> Callable[[web.Request], Any]:
        async def serve(request: web.Request) -> web.StreamResponse:
            response = await answer(request)
            path = request.path.removeprefix(API)
            self.attempts.append((method, path, response.status))
            return response

        async def answer(request: web.Request) -> web.StreamResponse:
            headers, refused = self.rates.count(f"{method} {route}", _major(request), time.time())
            if refused is not None:
                refused.headers.update(headers)
                return refused
            planned = self.faults.take(method, request.path.removeprefix(API))
            if planned and planned.fault not in AFTER:
                return await self.faults.act(planned, request)
            if planned and planned.fault is Fault.LATE:
                # It has arrived, whoever sent it has gone or not.
                await request.read()
                await self.faults.late.wait()
            status, answer = await self._carry_out(request, route, handler)
            if planned:
                return await self.faults.act(planned, request)
            if answer is None:
                return web.Response(status=status, headers=headers)
            return as_json(status, answer, headers)

        return serve

    async def _carry_out(self, request: web.Request, route: str, handler: Handler) -> Reply:
        body, files = await read(request)
        call = Call(self._state, request.match_info, request.query, body, files)
        try:
            if not open_route(route):
                self._authorize(request)
            status, answer = handler(call)
        except Refused as refused:
            status, answer = refused.status, refused.body
        self.records.append(
            Record(
                request.method,
                route,
                request.path.removeprefix(API),
                dict(request.query),
                body,
                status,
                answer,
                len(files),
            )
        )
        return status, answer

    def _authorize(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != f"Bot {self._state.token}":
            raise unauthorized()


def open_route(route: str) -> bool:
    """Whether the token in the path is authorization enough."""
    return "_token}" in route


async def read(request: web.Request) -> tuple[Any, list[Json]]:
    """The JSON of a request, and its files."""
    if request.content_type.startswith("multipart/"):
        return await _read_parts(request)
    text = await request.text()
    return (json.loads(text) if text else None), []


async def _read_parts(request: web.Request) -> tuple[Any, list[Json]]:
    body: Any = None
    files: list[Json] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        if part.name == "payload_json":
            body = json.loads(await part.text())
        else:
            files.append({"filename": part.filename, "size": len(await part.read())})
    return body, files


def _major(request: web.Request) -> str:
    names = ("channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_token")
    return "+".join(request.match_info.get(name, "") for name in names)
