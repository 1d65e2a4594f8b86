"""New posts come by themselves: server-sent events, whose ids are the posts' ids.

So do changes of posts that stand: a tab says in which versions it has them, and is sent others.

https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

import asyncio
import json
import logging
import re
from collections.abc import Collection, Mapping

from aiohttp import web

from bot.platforms.web.article import post_article, version_of
from bot.platforms.web.board import next_lesson_html
from bot.platforms.web.guards import refusal
from bot.platforms.web.room import PLACE, ROOM, SHOWN, Room
from bot.platforms.web.visitor import visitor_of
from bot.platforms.web.wording import Words

log = logging.getLogger(__name__)

HEARTBEAT = 15.0
"""Seconds of silence after which a tab is told that we are still here, and the posts are looked
at anyway: another process may have posted."""
RETRY = 2_000
"""Milliseconds after which a tab that lost us tries again."""


MOST = 1_000
"""Tabs that listen at the same time. Each holds a connection, and looks at the posts now and then;
one that is too many asks again after five seconds."""


async def events(request: web.Request) -> web.StreamResponse:
    """Send a tab what it missed, and then whatever comes, until it or we go."""
    room, words = request.app[ROOM], visitor_of(request).words
    if len(room.feed) >= MOST:
        return refusal(503, words.unreachable)
    response = web.StreamResponse()
    response.content_type = "text/event-stream"
    response.headers["X-Accel-Buffering"] = "no"
    await response.prepare(request)
    try:
        await response.write(f"retry: {RETRY}\n\n".encode())
        await _tell(room, response, words, _seen(request), _had(request))
    except ConnectionResetError:
        log.debug("a tab went away")
    except Exception:
        log.exception("a tab lost its events; it will ask again")
    return response


async def _tell(
    room: Room,
    response: web.StreamResponse,
    words: Words,
    seen: int | None,
    had: Collection[str] | None,
) -> None:
    told = ""
    with room.feed.listening() as bell:
        while not room.feed.closed:
            bell.clear()
            posts = await room.posts.latest(PLACE.channel, SHOWN)
            for post in posts:
                if seen is None or post.id > seen:
                    html = post_article(post, words)
                    await response.write(_event("post", {"html": html}, post.id))
                elif had is not None and version_of(post) not in had:
                    await response.write(_event("change", {"html": post_article(post, words)}))
            seen = max(seen or 0, posts[-1].id if posts else 0)
            had = {version_of(post) for post in posts}
            told = await _tell_next(room, response, words, told)
            await _wait(bell, response, room.heartbeat)


async def _tell_next(room: Room, response: web.StreamResponse, words: Words, told: str) -> str:
    """Send when the next lesson comes, if that is not what was told last."""
    html = next_lesson_html(await room.next_lesson(), words)
    if html != told:
        await response.write(_event("next", {"html": html}))
    return html


async def _wait(bell: asyncio.Event, response: web.StreamResponse, heartbeat: float) -> None:
    """Wait for something new. Writing now and then shows whether the tab is still there."""
    try:
        await asyncio.wait_for(bell.wait(), heartbeat)
    except TimeoutError:
        await response.write(b": still here\n\n")


def _seen(request: web.Request) -> int | None:
    """The last post a tab has: from the browser when it comes back, from the page at first."""
    given = request.headers.get("Last-Event-ID") or request.query.get("after", "")
    return int(given) if re.fullmatch(r"[0-9]{1,18}", given) else None


def _had(request: web.Request) -> Collection[str] | None:
    """The versions of the posts a tab has; ``None`` if it does not say."""
    given = request.query.get("have", "")
    return given.split(".") if re.fullmatch(r"[0-9a-f.]{1,2000}", given) else None


def _event(kind: str, data: Mapping[str, object], event_id: int | None = None) -> bytes:
    """JSON has no line breaks, so one data line holds it."""
    name = "" if event_id is None else f"id: {event_id}\n"
    return f"{name}event: {kind}\ndata: {json.dumps(data)}\n\n".encode()
