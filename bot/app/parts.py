"""The parts of the bot, before any platform."""

import datetime as dt
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot import commands
from bot.app.learning import Learning
from bot.app.observing import telemetry_over
from bot.content.caching import Cache
from bot.content.folder import read_folder
from bot.content.holidays import LibraryHolidays
from bot.content.known import KnownFiles
from bot.content.library import LessonLibrary
from bot.content.meaning.folder import read_model_folder
from bot.content.meaning.understanding import Understanding
from bot.content.watching import WatchedFolder
from bot.core.clock import SystemClock
from bot.core.collecting import uncollected
from bot.core.discovery import discover
from bot.core.dispatch import Dispatcher
from bot.core.limits import Limits
from bot.core.ports import Clock, Library, Notes, Posts, Store
from bot.delivery.restored import Restored
from bot.delivery.rounds import Records
from bot.errors import CannotWrite
from bot.replies.errors import apology, explained
from bot.settings import Settings
from bot.storage.backups.timer import Backups
from bot.storage.database import Engine, opened
from bot.storage.editions import SqlEditions
from bot.storage.ledger import SqlLedger
from bot.storage.notes import SqlNotes
from bot.storage.notices import SqlNotices
from bot.storage.numbers import reserve_numbers
from bot.storage.posts import SqlPosts
from bot.storage.store import SqlStore
from bot.telemetry.exposing import Telemetry


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
    learning: Learning


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Homeroom]:
    """Put the parts together, and take them apart in the end. Raises ``OperatorError``."""
    clock = clock or SystemClock()
    lessons = lessons_of(settings)
    library = lessons.library
    async with opened(settings.store_url) as engine:
        store = SqlStore(engine)
        found = discover(commands)
        telemetry = telemetry_over(settings, clock, engine, found, library, lessons)
        learning = Learning(engine, library, clock)
        await learning.go()
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
            misses=learning.misses,
            lookups=learning.lookups,
            library_for=learning.words.library_for,
        )
        limits = Limits(settings.person_per_minute, settings.server_per_minute)
        homeroom = Homeroom(
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
            learning,
        )
        try:
            yield homeroom
        finally:
            await learning.end()


def lessons_of(settings: Settings) -> WatchedFolder:
    """Return the lessons, and the library they are in. Raises ``OperatorError``."""
    with uncollected():
        cache = Cache(settings.cache_folder)
        known = KnownFiles(cache)
        reading = read_folder(settings.lessons_dir, known)
        make_data_dir(settings)
        known.save()
        understanding = understanding_of(settings, cache)
        library = LessonLibrary(reading.lessons.values(), cache, reading.key, understanding)
    return WatchedFolder(settings.lessons_dir, library, reading, known)


def understanding_of(settings: Settings, cache: Cache) -> Understanding | None:
    """Return what works out meanings, if there is a model for it. Raises ``ModelUnusable``."""
    if settings.semantic_model is None:
        return None
    folder = read_model_folder(settings.semantic_model)
    return Understanding(folder, settings.semantic_languages, cache)


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


def backups_of(homeroom: Homeroom) -> Backups:
    """Return what takes backups while the bot runs, as the settings say."""
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


def make_data_dir(settings: Settings) -> None:
    """Make the folder for what must survive. Raises ``CannotWrite``."""
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
