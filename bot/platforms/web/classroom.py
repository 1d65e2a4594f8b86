"""The page's server: put together, started and stopped."""

from collections.abc import Collection
from types import TracebackType
from typing import Self

from aiohttp import web

from bot.core.dispatch import Dispatcher
from bot.core.ports import Clock, Posts
from bot.errors import CannotListen, PageUnguarded
from bot.platforms.web import guards, signing_in
from bot.platforms.web.door import SIGN_IN, SIGN_OUT, Door
from bot.platforms.web.events import HEARTBEAT, events
from bot.platforms.web.feed import Feed
from bot.platforms.web.health import Health
from bot.platforms.web.here import OWNED, is_loopback
from bot.platforms.web.pace import EACH, Pace
from bot.platforms.web.page import STATIC, Page
from bot.platforms.web.room import PLACE, ROOM, SHOWN, Room
from bot.platforms.web.say import complete, say
from bot.platforms.web.visitor import visitor_of
from bot.serving import PATIENCE, Listening, Patience

BODY_MAX = 16 * 1024
"""Bytes of a request that are read."""

PAGE = web.AppKey("page", Page)


def make_app(
    room: Room,
    host: str,
    names: Collection[str] = (),
    health: Health | None = None,
    *,
    metrics: bool = True,
    owned: bool = False,
) -> web.Application:
    """Return the page as an application that listens on a host, and answers to these names.

    ``owned``: only who sits at the machine is meant to reach it.
    """
    app = web.Application(
        client_max_size=BODY_MAX,
        middlewares=[
            guards.plain_words,
            guards.only_for(host, names),
            guards.own_pages_only,
            signing_in.locked,
        ],
    )
    app[ROOM] = room
    app[PAGE] = Page()
    app[OWNED] = owned
    app.on_response_prepare.append(guards.add_headers)
    app.router.add_get("/", _page)
    (health or Health()).join(app, metrics=metrics)
    app.router.add_get("/api/complete", complete)
    app.router.add_get("/api/events", events, allow_head=False)
    app.router.add_post("/api/say", say)
    app.router.add_get(SIGN_IN, signing_in.ask)
    app.router.add_post(SIGN_IN, signing_in.sign_in)
    app.router.add_post(SIGN_OUT, signing_in.sign_out)
    app.router.add_static("/static/", STATIC)
    return app


class Classroom:
    """The page, from start to stop.

    ``port`` 0 takes any that is free. ``token`` is asked for before anything is shown; without
    one it only listens where others can't reach it, unless it is ``guarded`` by something else.
    ``per_minute`` is how often a learner may ask; ``heartbeat`` is in seconds, see ``events``.
    ``health`` says how the process is doing; without ``metrics`` those are told elsewhere.
    """

    def __init__(
        self,
        *,
        dispatcher: Dispatcher,
        posts: Posts,
        clock: Clock,
        feed: Feed,
        host: str = "127.0.0.1",
        port: int = 8080,
        names: Collection[str] = (),
        token: str = "",
        guarded: bool = False,
        per_minute: int = EACH,
        heartbeat: float = HEARTBEAT,
        health: Health | None = None,
        metrics: bool = True,
        patience: Patience = PATIENCE,
    ) -> None:
        door = Door(token, clock)
        self._room = Room(dispatcher, posts, clock, feed, Pace(per_minute), door, heartbeat)
        self._guarded = guarded or door.locked
        self.host = host
        self.port = port
        self._names = names
        self._health, self._metrics = health, metrics
        self._listening = Listening("HOMEROOM_PORT", _refused, patience)

    async def start(self) -> None:
        """Listen; ``port`` is then the real one.

        Raises ``PortInUse``, ``CannotListen`` or ``PageUnguarded``.
        """
        if not (self._guarded or is_loopback(self.host)):
            raise PageUnguarded(host=self.host)
        self._room.feed.open()
        app = make_app(
            self._room,
            self.host,
            self._names,
            self._health,
            metrics=self._metrics,
            owned=is_loopback(self.host) and not (self._guarded or self._names),
        )
        self.port = await self._listening.begin(app, self.host, self.port)

    async def stop(self) -> None:
        """Send the tabs home and let go of the port."""
        self._room.feed.close()
        await self._listening.end()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.stop()


def _refused(host: str, port: int, why: str) -> CannotListen:
    return CannotListen(host=host, port=port, why=why)


async def _page(request: web.Request) -> web.Response:
    room, visitor = request.app[ROOM], visitor_of(request)
    posts = await room.posts.latest(PLACE.channel, SHOWN)
    html = request.app[PAGE].fill(room, posts, await room.next_lesson(), visitor)
    response = web.Response(text=html, content_type="text/html")
    visitor.greet(response)
    return response
