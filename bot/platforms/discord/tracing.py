"""What is done at every request that discord.py makes, its own and those it repeats.

Each that counts towards the limit for the whole bot is let leave by its budget; the pauses that
Discord asks of the whole bot are kept; its clock is compared with ours. And discord.py is kept
from sending again what Discord may have carried out already: it repeats a request five times after
500, 502 and 504. Where a nonce goes with a message that does no harm; a forum post and a message
that follows an answer have none, and would stand there twice.
"""

import re
from collections.abc import Callable
from http import HTTPStatus
from types import SimpleNamespace

import aiohttp

from bot.core.fence import check_fence, note_unclear
from bot.core.ports import NO_METER, Clock, Meter
from bot.core.skew import Skew
from bot.errors import SendInDoubt
from bot.platforms.discord.failures import told
from bot.platforms.discord.pace import Pace

_SAID_IN = re.compile(r"/channels/(\d+)/(messages|threads)")
_WITHOUT_NONCE = re.compile(r"/channels/\d+/threads|/webhooks/\d+/[^/]+")
_EXEMPT = re.compile(r"/(interactions|webhooks)/")
"""Not counted for the whole bot (docs.discord.com, topics/rate-limits)."""
PLATFORM = "discord"
FAULTS = 500
"""From this status on it is a fault of theirs (RFC 9110, 15.6)."""
TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS
INVALID = frozenset({401, 403, TOO_MANY})
"""What Discord counts against an address, unless the limit is one that others share
(docs.discord.com, topics/rate-limits, "Invalid Request Limit")."""
PAUSE, LONGEST_PAUSE = 60.0, 3600.0
"""Seconds, where Discord does not say how long; what asks for more is asked again after that."""


class Traced(aiohttp.TraceConfig):
    """What to give discord.py. ``unknown`` is called when Discord does not take our token."""

    def __init__(
        self,
        pace: Pace,
        skew: Skew,
        clock: Clock,
        meter: Meter = NO_METER,
        unknown: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._unknown = unknown
        self._pace, self._skew, self._clock, self._meter = pace, skew, clock, meter
        self.on_request_start.append(self._begins)
        # Making a connection takes its time: a request leaves when there is one.
        self.on_connection_create_end.append(self._connected)
        self.on_connection_reuseconn.append(self._connected)
        # Called before each of them is written: nothing comes between.
        self.on_request_headers_sent.append(self._leaves)
        self.on_request_chunk_sent.append(self._leaves)
        self.on_request_end.append(self._ended)
        self.on_request_exception.append(self._failed)

    async def _begins(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        begun: aiohttp.TraceRequestStartParams,
    ) -> None:
        path = _path(begun.url.path)
        context.counts = bool(path) and not _EXEMPT.match(path)
        context.asked = self._clock.now()
        if context.counts:
            await self._pace.pay()

    async def _connected(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        _connected: object,
    ) -> None:
        if context.counts:
            context.left = await self._pace.leave()
        context.asked = self._clock.now()

    async def _leaves(
        self, _session: aiohttp.ClientSession, _context: SimpleNamespace, _written: object
    ) -> None:
        check_fence()

    async def _ended(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        done: aiohttp.TraceRequestEndParams,
    ) -> None:
        answer = done.response
        self._arrived(context)
        self._skew.measure(answer.headers.get("Date", ""), context.asked)
        self._count(answer)
        # Without Via it is Cloudflare's, and for everything that comes from this address.
        of_all = "X-RateLimit-Global" in answer.headers or "Via" not in answer.headers
        if answer.status == TOO_MANY:
            said_in = _SAID_IN.fullmatch(_path(done.url.path)) if done.method == "POST" else None
            seconds = _seconds(answer.headers.get("Retry-After", ""))
            if of_all or said_in:
                await self._pace.pause(seconds, said_in[1] if said_in and not of_all else "")
        # An interaction has a token of its own, which soon ends.
        if answer.status == HTTPStatus.UNAUTHORIZED and context.counts:
            self._unknown()
        if answer.status >= FAULTS:
            note_unclear()
        unsafe = done.method == "POST" and _WITHOUT_NONCE.fullmatch(_path(done.url.path))
        if unsafe and answer.status >= FAULTS:
            raise SendInDoubt(why=f"Discord had a fault ({answer.status})")

    def _count(self, answer: aiohttp.ClientResponse) -> None:
        if answer.status == TOO_MANY:
            self._meter.limited(PLATFORM)
        shared = answer.headers.get("X-RateLimit-Scope") == "shared"
        if answer.status in INVALID and not shared:
            self._meter.invalid(PLATFORM)

    async def _failed(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        failed: aiohttp.TraceRequestExceptionParams,
    ) -> None:
        if isinstance(told(failed.exception), SendInDoubt):
            note_unclear()
        self._arrived(context)

    def _arrived(self, context: SimpleNamespace) -> None:
        if left := getattr(context, "left", None):
            context.left = None
            self._pace.arrived(left)


def _path(whole: str) -> str:
    """Return a route's path; empty if it is none of the API's."""
    route = whole.partition("/api/")[2].partition("/")[2]
    return f"/{route}" if route else ""


def _seconds(said: str) -> float:
    try:
        return min(max(float(said), 0.0), LONGEST_PAUSE)
    except ValueError:
        return PAUSE
