"""The classroom: a page on which people read the lessons and ask.

    feed = Feed()
    messenger = WebMessenger(posts, clock, feed)
    async with Classroom(
        dispatcher=…, posts=…, clock=…, feed=feed, host="127.0.0.1", port=8080
    ) as classroom:
        classroom.port

``PLACE`` is where it is: the channel ``classroom`` on the platform ``web``. Starting raises
``PortInUse``, ``CannotListen`` or, without a token where others can reach it, ``PageUnguarded``. A
process without a page says how it is doing on a port of its own:

    async with HealthServer(Health(readiness, metrics, open_to_all=True), host, port):
        …
"""

from bot.platforms.web.classroom import Classroom
from bot.platforms.web.events import HEARTBEAT
from bot.platforms.web.feed import Feed
from bot.platforms.web.health import Health
from bot.platforms.web.health_server import HealthServer
from bot.platforms.web.messenger import WebMessenger
from bot.platforms.web.room import PLACE

__all__ = ["HEARTBEAT", "PLACE", "Classroom", "Feed", "Health", "HealthServer", "WebMessenger"]
