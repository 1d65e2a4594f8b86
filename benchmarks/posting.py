"""A platform that is one bare request over HTTP, and the server that counts them."""

import datetime as dt
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp
from aiohttp import web

from bot.core.reply import Reply
from bot.domain.subscription import Subscription


class HttpMessenger:
    """``core.ports.Messenger`` that posts a key, and nothing else."""

    ready = True
    settling = dt.timedelta(seconds=1)
    skew = None

    def __init__(self, session: aiohttp.ClientSession, server: str) -> None:
        self._session, self._server = session, server

    async def post(self, key: str) -> None:
        """Make the request."""
        async with self._session.post(self._server, json={"key": key}) as answer:
            await answer.read()

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return zero: the server knows nothing again."""
        return dt.timedelta()

    async def turn(self, to: Subscription) -> float:
        """Return 0: there is no limit."""
        return 0.0

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post under a key."""
        await self.post(key)
        return key

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Do nothing."""

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Do nothing."""

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Find nothing."""
        return None

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Do nothing."""


@dataclass
class Counting:
    """When each request came, and how often each key did."""

    address: str = ""
    times: list[float] = field(default_factory=list)
    keys: Counter[str] = field(default_factory=Counter)

    def begin(self) -> None:
        """Forget what came before."""
        self.times, self.keys = [], Counter()


@asynccontextmanager
async def counting() -> AsyncIterator[Counting]:
    """Run the server."""
    counted = Counting()

    async def take(request: web.Request) -> web.Response:
        key = (await request.json())["key"]
        counted.times.append(time.monotonic())
        counted.keys[key] += 1
        return web.json_response({"id": key})

    app = web.Application()
    app.router.add_post("/", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    counted.address = f"http://{host}:{port}/"
    yield counted
    await runner.cleanup()
