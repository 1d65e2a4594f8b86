"""Where the parts are put together, and the only place."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from bot import commands
from bot.content.faults import Fault
from bot.content.folder import read_folder
from bot.content.library import LessonLibrary
from bot.core.clock import SystemClock
from bot.core.discovery import discover
from bot.core.dispatch import Dispatcher
from bot.core.ports import Clock, Ledger, Messenger, Posts, Store
from bot.delivery.classroom import subscribe_first
from bot.delivery.rounds import Rounds
from bot.delivery.send import Sender
from bot.domain.progress import lesson_for
from bot.errors import CannotWrite
from bot.platforms import web
from bot.replies.errors import apology, explained
from bot.scheduling import Bell
from bot.settings import Settings
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.posts import SqlPosts
from bot.storage.store import SqlStore

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Homeroom:
    """The parts of a running bot, before any platform."""

    settings: Settings
    clock: Clock
    library: LessonLibrary
    faults: tuple[Fault, ...]
    store: Store
    ledger: Ledger
    posts: Posts
    dispatcher: Dispatcher


@asynccontextmanager
async def assembled(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Homeroom]:
    """Put the parts together, and take them apart in the end. Raises ``OperatorError``."""
    reading = read_folder(settings.lessons_dir)
    library = LessonLibrary(reading.lessons)
    clock = clock or SystemClock()
    _make_data_dir(settings)
    async with opened(settings.store_url) as engine:
        store = SqlStore(engine)
        dispatcher = Dispatcher(
            discover(commands), library, store, clock, explain=explained, apologise=apology
        )
        yield Homeroom(
            settings,
            clock,
            library,
            reading.faults,
            store,
            SqlLedger(engine),
            SqlPosts(engine),
            dispatcher,
        )


async def run(
    homeroom: Homeroom, started: Callable[[str], None], stop: Callable[[], Awaitable[object]]
) -> None:
    """Serve the page and post what is due, until ``stop`` returns.

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
        next_lesson=lambda: _next_lesson(homeroom),
        host=settings.host,
        port=settings.port,
    )
    sender = Sender(homeroom.ledger, homeroom.library, messengers, clock)
    rounds = Rounds(homeroom.ledger, sender, clock)
    async with AsyncExitStack() as stack:
        await stack.enter_async_context(classroom)
        await _subscribe_classroom(homeroom)
        await rounds.begin()
        await stack.enter_async_context(Bell(rounds.go, settings.ring_seconds))
        started(f"http://{_shown(settings.host)}:{classroom.port}")
        await stop()


async def _subscribe_classroom(homeroom: Homeroom) -> None:
    settings = homeroom.settings
    await subscribe_first(
        homeroom.store,
        homeroom.library,
        web.PLACE,
        settings.classroom_time,
        settings.timezone,
        homeroom.clock.now(),
    )


async def _next_lesson(homeroom: Homeroom) -> web.NextLesson | None:
    for subscription in await homeroom.store.subscriptions(web.PLACE):
        slot = await homeroom.store.next_slot(subscription.id)
        track = homeroom.library.lessons(subscription.track)
        if slot and lesson_for(subscription, slot.date, track):
            return web.NextLesson(slot.due.astimezone(subscription.zone), subscription.zone.key)
    return None


def _make_data_dir(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(
            path=settings.data_dir,
            why=error.strerror or error,
            mend="Look at its rights, or set HOMEROOM_DATA_DIR to another folder.",
        ) from error


def _shown(host: str) -> str:
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104 -- shown, not bound to
    return everywhere.get(host, f"[{host}]" if ":" in host else host)
