"""A line is said, typed or by a button, and answered."""

import json
import math
import secrets
from typing import Any

from aiohttp import web

from bot.core.lines import LINE_MAX
from bot.platforms.web.article import answer_article, post_article
from bot.platforms.web.board import next_lesson_html
from bot.platforms.web.guards import refusal
from bot.platforms.web.room import PLACE, ROOM, Room
from bot.platforms.web.visitor import Visitor, visitor_of


async def say(request: web.Request) -> web.Response:
    """Answer a line: privately, or with a post that all tabs see."""
    room, visitor = request.app[ROOM], visitor_of(request)
    wait = room.pace.wait(_who(visitor, request), room.clock.now())
    if wait:
        seconds = math.ceil(wait)
        sentence = visitor.words.too_fast.format(seconds=seconds)
        return refusal(429, sentence, {"Retry-After": str(seconds)})
    line = _line(await request.read())
    if line is None:
        return refusal(400, visitor.words.not_understood)
    response = web.json_response(await _answer(line, room, visitor))
    visitor.greet(response)
    return response


async def complete(request: web.Request) -> web.Response:
    """Return what a half-typed line might become."""
    line = request.query.get("line", "")[:LINE_MAX]
    found = request.app[ROOM].dispatcher.complete(line)
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


def _who(visitor: Visitor, request: web.Request) -> str:
    """Whose pace it is: without an id of ours it is the address's, or ids would be had for free."""
    return f"at {request.remote}" if visitor.new else visitor.asker.id
