"""Where the parts are put together, and the only place."""

import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import commands
from bot.content.folder import read_folder
from bot.content.holidays import LibraryHolidays
from bot.content.library import LessonLibrary
from bot.content.watching import WatchedFolder
from bot.core.clock import SystemClock
from bot.core.discovery import discover
from bot.core.dispatch import Dispatcher
from bot.core.ports import Channels, Clock, Library, Messenger, Notes, Posts, Store
from bot.delivery.classroom import Timetable, keep_classroom
from bot.delivery.membership import Purging
from bot.delivery.rounds import Records, rounds_over
from bot.delivery.send import PATIENCE
from bot.errors import CannotWrite, OperatorError
from bot.platforms import web
from bot.replies.errors import apology, explained
from bot.scheduling import Bell
from bot.settings import Settings
from bot.storage.database import Engine, opened
from bot.storage.editions import SqlEditions
from bot.storage.ledger import SqlLedger
from bot.storage.lock import alone
from bot.storage.notes import SqlNotes
from bot.storage.notices import SqlNotices
from bot.storage.posts import SqlPosts
from bot.storage.store import SqlStore

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
    engine: Engine


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Homeroom]:
    """Put the parts together, and take them apart in the end. Raises ``OperatorError``."""
    reading = read_folder(settings.lessons_dir)
    library = LessonLibrary(reading.lessons.values())
    clock = clock or SystemClock()
    _make_data_dir(settings)
    async with opened(settings.store_url) as engine:
        store = SqlStore(engine)
        dispatcher = Dispatcher(
            discover(commands),
            library,
            store,
            clock,
            settings.timezone,
            explain=explained,
            apologise=apology,
            holidays=LibraryHolidays(),
        )
        yield Homeroom(
            settings,
            clock,
            library,
            WatchedFolder(settings.lessons_dir, library, reading),
            store,
            Records(SqlLedger(engine), SqlNotices(engine), SqlEditions(engine)),
            SqlPosts(engine),
            SqlNotes(engine),
            dispatcher,
            engine,
        )


async def run(
    homeroom: Homeroom, started: Callable[[str], None], stop: Callable[[], Awaitable[object]]
) -> None:
    """Serve the page, be on the platforms there are tokens for, and post what is due.

    Until ``stop`` returns.
    ``started`` is given the page's address once it can be opened. Raises ``OperatorError``.
    """
    settings, clock = homeroom.settings, homeroom.clock
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
    )
    channels: dict[str, Channels] = {}
    rounds = rounds_over(
        homeroom.records,
        homeroom.library,
        messengers,
        clock,
        channels=channels,
        holidays=homeroom.dispatcher.holidays,
    )
    timetable = Timetable(
        web.PLACE, settings.classroom_time, settings.timezone, settings.classroom_track
    )

    purging = Purging(homeroom.store, channels)

    async def ring() -> None:
        read = clock.now()
        await _look(homeroom.lessons)
        await keep_classroom(homeroom.store, homeroom.library, timetable, clock.now())
        await rounds.ring(read)
        await purging.go(clock.now())

    async with AsyncExitStack() as stack:
        await stack.enter_async_context(classroom)
        stack.enter_context(alone(settings.store_url))
        await _join_discord(homeroom, messengers, channels, stack)
        await _join_slack(homeroom, messengers, channels, stack)
        await rounds.begin()
        async with Bell(ring, settings.ring_seconds, grace=GRACE):
            started(f"http://{_shown(settings.host)}:{classroom.port}")
            await stop()
            rounds.stopping.set()
        await rounds.end(GRACE)


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

    settings, pace = homeroom.settings, discord.Pace()
    messengers[discord.PLATFORM] = await stack.enter_async_context(
        discord.listening(
            settings.discord_token,
            homeroom.dispatcher,
            homeroom.notes,
            homeroom.clock,
            channels,
            pace=pace,
            shards=settings.discord_shards,
        )
    )
    if settings.discord_shards:
        # Lessons are for all servers, and others listen to the rest of them.
        there = await stack.enter_async_context(
            discord.posting(settings.discord_token, homeroom.clock, pace)
        )
        messengers[discord.PLATFORM] = there.messenger


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

    setup = slack.Setup(
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
    dispatcher = homeroom.dispatcher
    spelling = slack.Spelling(
        dispatcher.commands, settings.slack_commands, settings.slack_prefix, settings.slack_umbrella
    )
    await stack.enter_async_context(
        slack.on_slack(
            setup, spelling, dispatcher, homeroom.engine, homeroom.clock, messengers, channels
        )
    )


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
