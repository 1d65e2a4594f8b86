"""Runs the bot, or that part of it which this process is to be."""

from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack

from bot.app.joining import POSTING, Joined
from bot.app.observing import platforms_of
from bot.app.parts import Homeroom, restored
from bot.app.ringing import Ringing
from bot.delivery.rounds import Rounds, rounds_over
from bot.delivery.send import PATIENCE
from bot.delivery.tending import LINE as TENDING
from bot.errors import RolesNeedServer
from bot.platforms import web
from bot.scheduling import Bell
from bot.settings.roles import ALL, Role
from bot.storage.lock import alone
from bot.telemetry.exposing import Telemetry

GRACE = PATIENCE + 5
"""Seconds in which what is being sent may finish, once the bot is to stop."""
ELSEWHERE = 2.0
"""Seconds after which the open tabs look for posts that another process made."""


async def run(
    homeroom: Homeroom,
    started: Callable[[str], None],
    stop: Callable[[], Awaitable[object]],
    roles: frozenset[Role] = ALL,
) -> None:
    """Serve the page, be on the platforms there are tokens for, and post what is due.

    Or that part of it which the ``roles`` say. Until ``stop`` returns. ``started`` is given the
    page's address once it can be opened; nothing, if this process has none. Raises
    ``OperatorError``.
    """
    settings = homeroom.settings
    if roles != ALL and settings.queue_address is None:
        raise RolesNeedServer
    async with AsyncExitStack() as stack:
        feed, joined = web.Feed(), Joined(homeroom, roles, stack)
        rounds = _rounds(homeroom, joined)
        ringing = Ringing(homeroom, roles, rounds, joined)
        address = await _served(homeroom, roles, feed, stack)
        stack.enter_context(alone(settings.store_url))
        # Before anybody can ask for anything, and before anything is sent.
        async with homeroom.store.alone("restored"):
            await restored(homeroom).go()
        stack.push_async_callback(ringing.backups.end)
        if Role.WORKER in roles:
            messenger = web.WebMessenger(homeroom.posts, homeroom.clock, feed)
            joined.messengers[web.PLACE.platform] = messenger
        await joined.join_discord()
        await joined.join_slack()
        async with AsyncExitStack() as work:
            await _begin(homeroom, roles, rounds, work)
            await work.enter_async_context(Bell(ringing.ring, settings.ring_seconds, grace=GRACE))
            started(address)
            await stop()
            rounds.stopping.set()


def _rounds(homeroom: Homeroom, joined: Joined) -> Rounds:
    rounds = rounds_over(
        homeroom.records,
        homeroom.library,
        joined.messengers,
        homeroom.clock,
        channels=joined.channels,
        holidays=homeroom.dispatcher.holidays,
        meter=homeroom.telemetry.meter,
    )
    # Also of those that other processes post to.
    rounds.assigning.platforms = lambda: platforms_of(homeroom.settings)
    return rounds


async def _served(
    homeroom: Homeroom, roles: frozenset[Role], feed: web.Feed, stack: AsyncExitStack
) -> str:
    """Serve what this process has to serve; return the page's address, if it has one."""
    settings, telemetry = homeroom.settings, homeroom.telemetry
    address, own_port = "", settings.health_port > 0
    if Role.WEB in roles:
        classroom = web.Classroom(
            dispatcher=homeroom.dispatcher,
            posts=homeroom.posts,
            clock=homeroom.clock,
            feed=feed,
            host=settings.host,
            port=settings.port,
            names=settings.names,
            health=_health_of(telemetry, open_to_all=False),
            metrics=not own_port,
            token=settings.page_token,
            guarded=settings.page_open,
            per_minute=settings.person_per_minute,
            heartbeat=web.HEARTBEAT if Role.WORKER in roles else ELSEWHERE,
        )
        await stack.enter_async_context(classroom)
        address = f"http://{_shown(settings.host)}:{classroom.port}"
    if own_port:
        health = _health_of(telemetry, open_to_all=True)
        server = web.HealthServer(health, settings.health_host, settings.health_port)
        await stack.enter_async_context(server)
    return address


async def _begin(
    homeroom: Homeroom, roles: frozenset[Role], rounds: Rounds, stack: AsyncExitStack
) -> None:
    """Begin to make jobs, and to do them, if that is this process's part."""
    if not roles & POSTING:
        return
    # Commands that don't send do without it: it takes as long to load as all the rest of them.
    from bot.queueing import Workers, queue_at

    queue_address = homeroom.settings.queue_address
    queue = await stack.enter_async_context(queue_at(queue_address))
    rounds.jobs = queue
    await rounds.begin(alone=queue_address is None)
    if Role.WORKER in roles:
        lines = [*rounds.sender.messengers, TENDING]
        await stack.enter_async_context(Workers(queue, rounds.perform, lines, GRACE))


def _health_of(telemetry: Telemetry, *, open_to_all: bool) -> web.Health:
    """Return what answers how this process is doing."""
    return web.Health(telemetry.readiness, telemetry.exposition, open_to_all)


def _shown(host: str) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 -- shown, not bound to
    return everywhere.get(host, f"[{host}]" if ":" in host else host)
