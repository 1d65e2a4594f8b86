"""Where the parts are put together, and the only place."""

import datetime as dt
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot import commands
from bot.content.folder import read_folder
from bot.content.holidays import LibraryHolidays
from bot.content.library import LessonLibrary
from bot.content.watching import WatchedFolder
from bot.core import readiness
from bot.core.clock import SystemClock
from bot.core.command import Command
from bot.core.discovery import discover
from bot.core.dispatch import Dispatcher
from bot.core.limits import Limits
from bot.core.ports import Channels, Clock, Library, Messenger, Notes, Posts, Store
from bot.core.readiness import Check, Readiness, Rings
from bot.delivery.classroom import Timetable, keep_classroom
from bot.delivery.membership import Purging
from bot.delivery.restored import Restored
from bot.delivery.rounds import Records, rounds_over
from bot.delivery.send import PATIENCE
from bot.delivery.tending import LINE as TENDING
from bot.errors import CannotWrite, OperatorError
from bot.platforms import web
from bot.queueing import Workers, queue_at
from bot.replies.errors import apology, explained
from bot.scheduling import Bell
from bot.settings import Settings
from bot.storage.backups.timer import Backups
from bot.storage.census import SqlCounts
from bot.storage.database import Engine, opened
from bot.storage.editions import SqlEditions
from bot.storage.ledger import SqlLedger
from bot.storage.lock import alone
from bot.storage.notes import SqlNotes
from bot.storage.notices import SqlNotices
from bot.storage.numbers import reserve_numbers
from bot.storage.posts import SqlPosts
from bot.storage.store import SqlStore
from bot.telemetry import PrometheusMeter, Telemetry

if TYPE_CHECKING:
    from bot.platforms import slack

log = logging.getLogger(__name__)

GRACE = PATIENCE + 5
"""Seconds in which what is being sent may finish, once the bot is to stop."""


@dataclass(frozen=True, slots=True)
class Homeroom:
    """The parts of a running bot, before any platform."""

    settings: Settings
    clock: Clock
    library: Library
    lessons: WatchedFolder
    store: Store
    records: Records
    posts: Posts
    notes: Notes
    dispatcher: Dispatcher
    limited: Dispatcher
    """The same for platforms where anybody may ask, with limits. The page has its own, at its door;
    whoever sits at the terminal may ask as often as they like."""
    engine: Engine
    telemetry: Telemetry


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Homeroom]:
    """Put the parts together, and take them apart in the end. Raises ``OperatorError``."""
    reading = read_folder(settings.lessons_dir)
    library = LessonLibrary(reading.lessons.values())
    lessons = WatchedFolder(settings.lessons_dir, library, reading)
    clock = clock or SystemClock()
    _make_data_dir(settings)
    async with opened(settings.store_url) as engine:
        store = SqlStore(engine)
        found = discover(commands)
        telemetry = _telemetry(settings, clock, engine, found, library, lessons)
        dispatcher = Dispatcher(
            found,
            library,
            store,
            clock,
            settings.timezone,
            explain=explained,
            apologise=apology,
            holidays=LibraryHolidays(),
            meter=telemetry.meter,
        )
        limits = Limits(settings.person_per_minute, settings.server_per_minute)
        yield Homeroom(
            settings,
            clock,
            library,
            lessons,
            store,
            Records(SqlLedger(engine), SqlNotices(engine), SqlEditions(engine)),
            SqlPosts(engine),
            SqlNotes(engine),
            dispatcher,
            replace(dispatcher, limits=limits),
            engine,
            telemetry,
        )


async def run(
    homeroom: Homeroom, started: Callable[[str], None], stop: Callable[[], Awaitable[object]]
) -> None:
    """Serve the page, be on the platforms there are tokens for, and post what is due.

    Until ``stop`` returns.
    ``started`` is given the page's address once it can be opened. Raises ``OperatorError``.
    """
    settings, clock, telemetry = homeroom.settings, homeroom.clock, homeroom.telemetry
    rings = telemetry.rings = Rings(clock, settings.ring_seconds)
    own_port = settings.health_port > 0
    feed = web.Feed()
    messengers: dict[str, Messenger] = {
        web.PLACE.platform: web.WebMessenger(homeroom.posts, clock, feed)
    }
    classroom = web.Classroom(
        dispatcher=homeroom.dispatcher,
        posts=homeroom.posts,
        clock=clock,
        feed=feed,
        host=settings.host,
        port=settings.port,
        names=settings.names,
        health=_health(telemetry, open_to_all=False),
        metrics=not own_port,
        token=settings.page_token,
        guarded=settings.page_open,
        per_minute=settings.person_per_minute,
    )
    channels: dict[str, Channels] = {}
    rounds = rounds_over(
        homeroom.records,
        homeroom.library,
        messengers,
        clock,
        channels=channels,
        holidays=homeroom.dispatcher.holidays,
        meter=telemetry.meter,
    )
    telemetry.readiness.checks += [
        Check("rings", rings.look),
        readiness.clock(lambda: rounds.believed),
    ]
    timetable = Timetable(
        web.PLACE, settings.classroom_time, settings.timezone, settings.classroom_track
    )

    purging = Purging(homeroom.store, channels)
    backups = _backups(homeroom)

    async def ring() -> None:
        read = clock.now()
        await _look(homeroom.lessons)
        await keep_classroom(homeroom.store, homeroom.library, timetable, clock.now())
        await rounds.ring(read)
        rings.rang()
        await purging.go(clock.now())
        await backups.go(clock.now())

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(classroom)
        if own_port:
            health = _health(telemetry, open_to_all=True)
            await stack.enter_async_context(
                web.HealthServer(health, settings.health_host, settings.health_port)
            )
        stack.enter_context(alone(settings.store_url))
        # Before anybody can ask for anything, and before anything is sent.
        await restored(homeroom).go()
        stack.push_async_callback(backups.end)
        await _join_discord(homeroom, messengers, channels, stack)
        await _join_slack(homeroom, messengers, channels, stack)
        queue = await stack.enter_async_context(queue_at(settings.queue_address))
        rounds.jobs = queue
        await rounds.begin(alone=settings.queue_address is None)
        async with (
            Bell(ring, settings.ring_seconds, grace=GRACE),
            Workers(queue, rounds.perform, [*messengers, TENDING], GRACE),
        ):
            started(f"http://{_shown(settings.host)}:{classroom.port}")
            await stop()
            rounds.stopping.set()


def restored(homeroom: Homeroom) -> Restored:
    """Return what sees to a database that was restored from a backup."""
    return Restored(
        homeroom.records.ledger,
        homeroom.library,
        homeroom.notes,
        homeroom.clock,
        homeroom.dispatcher.holidays,
        lambda: reserve_numbers(homeroom.engine),
    )


def _backups(homeroom: Homeroom) -> Backups:
    settings = homeroom.settings
    return Backups(
        settings.store_url,
        homeroom.engine,
        settings.backup_folder,
        settings.backup_every if settings.backs_up else dt.timedelta(),
        settings.backup_keep,
        homeroom.notes,
        homeroom.clock,
    )


async def _join_discord(
    homeroom: Homeroom,
    messengers: dict[str, Messenger],
    channels: dict[str, Channels],
    stack: AsyncExitStack,
) -> None:
    """Be on Discord too, if there is a token; without one its library is not even loaded."""
    if not homeroom.settings.discord_token:
        return
    from bot.platforms import discord

    link = discord.Link()
    messengers[discord.PLATFORM] = discord.DiscordMessenger(link, discord.Pace())
    channels[discord.PLATFORM] = discord.DiscordChannels(link)
    dispatcher = replace(homeroom.limited, channels=channels)
    platform = discord.Discord(
        homeroom.settings.discord_token, dispatcher, link, homeroom.notes, homeroom.clock
    )
    await stack.enter_async_context(platform)
    homeroom.telemetry.readiness.checks.append(
        readiness.connection(discord.PLATFORM, lambda: link.ready)
    )


def slack_setup(settings: Settings) -> "slack.Setup":
    """Return what the operator set for Slack, in its platform's words."""
    from bot.platforms import slack

    return slack.Setup(
        bot_token=settings.slack_bot_token,
        app_token=settings.slack_app_token,
        signing_secret=settings.slack_signing_secret,
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret,
        token_key=settings.slack_token_key,
        host=settings.slack_host,
        port=settings.slack_port,
        url=settings.slack_url,
        api=settings.slack_api,
    )


async def _join_slack(
    homeroom: Homeroom,
    messengers: dict[str, Messenger],
    channels: dict[str, Channels],
    stack: AsyncExitStack,
) -> None:
    """Be on Slack too, if there is a token, or an app that workspaces install."""
    settings = homeroom.settings
    if not (settings.slack_bot_token or settings.slack_client_id):
        return
    from bot.platforms import slack

    setup = slack_setup(settings)
    dispatcher = homeroom.limited
    spelling = slack.Spelling(
        dispatcher.commands, settings.slack_commands, settings.slack_prefix, settings.slack_umbrella
    )
    reach = await stack.enter_async_context(
        slack.on_slack(
            setup, spelling, dispatcher, homeroom.engine, homeroom.clock, messengers, channels
        )
    )
    homeroom.telemetry.readiness.checks.append(Check(slack.PLATFORM, reach.look))


def _telemetry(
    settings: Settings,
    clock: Clock,
    engine: Engine,
    found: Sequence[Command],
    library: Library,
    lessons: WatchedFolder,
) -> Telemetry:
    there = {
        web.PLACE.platform: True,
        "discord": settings.discord_token,
        "slack": settings.slack_bot_token or settings.slack_client_id,
    }
    counts = SqlCounts(engine)

    def faults() -> int:
        return len(lessons.reading.faults)

    checks = [readiness.database(counts), readiness.lessons(library, faults)]
    meter = PrometheusMeter(
        (platform for platform, wanted in there.items() if wanted),
        (command.name for command in found),
        clock.monotonic,
    )
    return Telemetry(meter, clock, counts, library, faults, Readiness(checks))


def _health(telemetry: Telemetry, *, open_to_all: bool) -> web.Health:
    return web.Health(telemetry.readiness, telemetry.exposition, open_to_all)


async def _look(lessons: WatchedFolder) -> None:
    """Take up what changed in the lessons; trouble with their folder must not stop the posts."""
    try:
        await lessons.look()
    except (OSError, OperatorError) as error:
        log.warning("the lessons could not be looked at, and stay as they were: %s", error)


def _make_data_dir(settings: Settings) -> None:
    folder = settings.data_dir
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        mend = "Move it away, or set HOMEROOM_DATA_DIR to a folder."
        raise CannotWrite(path=folder, why="it is a file, not a folder", mend=mend) from error
    except OSError as error:
        raise _not_writable(folder, error.strerror or str(error)) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _not_writable(folder, "it is read-only")


def _not_writable(folder: Path, why: str) -> CannotWrite:
    mend = "Look at its rights, or set HOMEROOM_DATA_DIR to another folder."
    return CannotWrite(path=folder, why=why, mend=mend)


def _shown(host: str) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 -- shown, not bound to
    return everywhere.get(host, f"[{host}]" if ":" in host else host)
