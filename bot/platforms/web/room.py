"""What every part of the page works with."""

from dataclasses import dataclass

from aiohttp import web

from bot.core.dispatch import Dispatcher
from bot.core.ports import Clock, Posts
from bot.core.request import Place
from bot.core.upcoming import NextLesson, next_lesson
from bot.platforms.web.door import Door
from bot.platforms.web.feed import Feed
from bot.platforms.web.pace import Pace

PLACE = Place("web", "classroom")
SHOWN = 50
"""Posts on the page, and the most that one reconnecting tab can have missed."""


@dataclass(frozen=True, slots=True)
class Room:
    """The commands, posts and time behind the page, how fast one may ask, and who may come in.

    ``heartbeat`` is in seconds: see ``events``.
    """

    dispatcher: Dispatcher
    posts: Posts
    clock: Clock
    feed: Feed
    pace: Pace
    door: Door
    heartbeat: float

    async def next_lesson(self) -> NextLesson | None:
        """Return when the next lesson comes here."""
        return await next_lesson(self.dispatcher.store, self.dispatcher.library, PLACE)


ROOM = web.AppKey("room", Room)
