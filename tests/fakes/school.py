"""A classroom with toy commands, served on this machine, and somebody at the door."""

import datetime as dt
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from aiohttp import ClientResponse, ClientSession, CookieJar

from bot.content.library import LessonLibrary
from bot.core.command import Command
from bot.core.reply import Heading, Reply, reply
from bot.domain.subscription import Slot, Subscription
from bot.platforms.web import PLACE, Classroom, Feed, WebMessenger
from bot.platforms.web.events import HEARTBEAT
from bot.serving import PATIENCE, Patience
from tests.fakes.bot import TOYS, toy_dispatcher
from tests.fakes.clock import FakeClock
from tests.fakes.lessons import lesson
from tests.fakes.posts import MemoryPosts
from tests.fakes.store import records

SUBSCRIPTION = Subscription(
    0, PLACE.platform, PLACE.channel, (dt.time(8),), ZoneInfo("Asia/Seoul"), "a"
)
MORNING = Slot(dt.date(2026, 1, 17), dt.datetime(2026, 1, 16, 23, tzinfo=dt.UTC))


def note(title: str) -> Reply:
    return reply(Heading(title), private=False)


@dataclass
class School:
    classroom: Classroom
    messenger: WebMessenger
    posts: MemoryPosts
    feed: Feed
    clock: FakeClock
    visitor: ClientSession

    async def post(self, title: str) -> str:
        return await self.messenger.send(SUBSCRIPTION, note(title), title)

    async def correct(self, title: str, into: str) -> None:
        await self.messenger.edit(SUBSCRIPTION, note(into), title, "")

    async def say(self, line: object, **headers: str) -> tuple[int, dict[str, Any]]:
        async with self.visitor.post("/api/say", json={"line": line}, headers=headers) as response:
            return response.status, await response.json()


@dataclass
class Events:
    """What a tab hears."""

    response: ClientResponse

    async def next(self) -> tuple[str, dict[str, Any]]:
        """Return the next event's id and data, whatever else is said in between."""
        event_id = ""
        async for line in self.response.content:
            name, _, value = line.decode().rstrip("\n").partition(": ")
            if name == "id":
                event_id = value
            if name == "data":
                return event_id, json.loads(value)
        return "closed", {}

    async def still_here(self) -> bool:
        """Return whether a heartbeat is heard before the end."""
        async for line in self.response.content:
            if line == b": still here\n":
                return True
        return False

    async def next_change(self) -> str:
        """Return the next event that is a change of a post; how the board changes is none."""
        while True:
            event_id, data = await self.next()
            if not event_id and "<article" in data["html"]:
                return str(data["html"])

    async def next_post(self) -> tuple[str, dict[str, Any]]:
        """Return the next event that is a post."""
        while True:
            event_id, data = await self.next()
            if event_id:
                return event_id, data


@asynccontextmanager
async def school(
    host: str = "127.0.0.1",
    names: tuple[str, ...] = (),
    commands: tuple[Command, ...] = (),
    heartbeat: float = HEARTBEAT,
    patience: Patience = PATIENCE,
    token: str = "",
    guarded: bool = False,
) -> AsyncIterator[School]:
    """Open a classroom with the toy commands and these."""
    posts, feed, clock = MemoryPosts(), Feed(), FakeClock()
    library = LessonLibrary([lesson("one", track="a"), lesson("two", track="b")])
    async with records() as store:
        await store.subscribe(SUBSCRIPTION, MORNING)
        classroom = Classroom(
            dispatcher=replace(toy_dispatcher(library, store), commands=(*TOYS, *commands)),
            posts=posts,
            clock=clock,
            feed=feed,
            host=host,
            port=0,
            names=names,
            heartbeat=heartbeat,
            patience=patience,
            token=token,
            guarded=guarded,
        )
        async with classroom, _visiting(classroom.port) as visitor:
            yield School(classroom, WebMessenger(posts, clock, feed), posts, feed, clock, visitor)


def _visiting(port: int) -> ClientSession:
    return ClientSession(f"http://127.0.0.1:{port}", cookie_jar=CookieJar(unsafe=True))


@asynccontextmanager
async def listening(
    to: School, after: str = "", have: str = "", **headers: str
) -> AsyncIterator[Events]:
    path = f"/api/events?after={after}&have={have}"
    async with to.visitor.get(path, headers=headers) as response:
        yield Events(response)
