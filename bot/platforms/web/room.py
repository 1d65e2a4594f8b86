"""What every part of the page works with."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web

from bot.core.dispatch import Dispatcher
from bot.core.ports import Clock, Posts
from bot.core.request import Place
from bot.platforms.web.feed import Feed
from bot.platforms.web.pace import Pace

PLACE = Place("web", "classroom")
SHOWN = 50
"""Posts on the page, and the most that one reconnecting tab can have missed."""


@dataclass(frozen=True, slots=True)
class NextLesson:
    """When the next lesson comes: an aware instant, and the zone to tell it in."""

    at: dt.datetime
    zone: str


NextLessonOf = Callable[[], Awaitable[NextLesson | None]]


@dataclass(frozen=True, slots=True)
class Room:
    """The commands, posts and time behind the page, and how fast one may ask."""

    dispatcher: Dispatcher
    posts: Posts
    clock: Clock
    feed: Feed
    next_lesson: NextLessonOf
    pace: Pace


ROOM = web.AppKey("room", Room)
