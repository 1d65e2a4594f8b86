"""A line is said, typed or by a button, and answered."""

import json
import secrets
from typing import Any

from aiohttp import web

from bot.core.lines import LINE_MAX
from bot.platforms.web.article import answer_article, post_article
from bot.platforms.web.board import next_lesson_html
from bot.platforms.web.door import address_of
from bot.platforms.web.guards import refusal, too_fast
from bot.platforms.web.room import PLACE, ROOM, Room
from bot.platforms.web.visitor import Visitor, visitor_of


async def say(request: web.Request) -> web.Response:
    """Answer a line: privately, or with a post that all tabs see."""
    room, visitor = request.app[ROOM], visitor_of(request)
    address = address_of(request)
    # Those who bring no id share one learner's pace at each address.
    learner = address if visitor.new else visitor.asker.id
    if wait := room.pace.ask(learner, address, room.clock.monotonic()):
        return too_fast(wait, visitor.words)
    line = _line(await request.read())
    if line is None:
        return refusal(400, visitor.words.not_understood)
    response = web.json_response(await _answer(line, room, visitor))
    visitor.greet(response)
    return response


async def complete(request: web.Request) -> web.Response:
    """Return what a half-typed line might become."""
    room = request.app[ROOM]
    if wait := room.pace.complete(address_of(request), room.clock.monotonic()):
        return too_fast(wait, visitor_of(request).words)
    line = request.query.get("line", "")[:LINE_MAX]
    found = room.dispatcher.complete(line)
    return web.json_response([{"label": s.label, "value": s.value} for s in found])


async def _answer(line: str, room: Room, visitor: Visitor) -> dict[str, object]:
    words = visitor.words
    reply = await room.dispatcher.answer_line(line, PLACE, visitor.asker)
    answer: dict[str, object] = {"private": reply.private}
    if reply.private:
        answer["html"] = answer_article(reply, words)
    else:
        key = f"said-{secrets.token_hex(8)}"
        post = await room.posts.add(PLACE.channel, key, reply, room.clock.now())
        room.feed.ring()
        answer |= {"html": post_article(post, words), "post": post.id}
    return answer | {"next": next_lesson_html(await room.next_lesson(), words)}


def _line(body: bytes) -> str | None:
    """Return the line in a body, or ``None`` if it is not of the form ``{"line": "…"}``."""
    try:
        data: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    line = data.get("line") if isinstance(data, dict) else None
    return line if isinstance(line, str) else None
