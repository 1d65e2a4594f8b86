"""What every server of ours over HTTP bears: how much of a request it reads, and for how long."""

import asyncio
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

LINE_MAX, FIELD_MAX = 8_190, 8_190
"""Bytes of a request's first line, in which its query is, and of one header."""
FIELDS_MAX = 64
"""Headers of a request. Browsers behind two proxies send some thirty."""
GRACE = 2.0
"""Seconds that answers under way have when a server is stopped."""
LINGER = 1.0
"""Seconds in which the rest of a body is let run out that nobody wants to read."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds a request may take to arrive: first its head, then its body.

    A connection on which nothing is asked is closed after as long as a head may take.
    """

    head: float = 15.0
    body: float = 10.0


PATIENCE = Patience()


def runner_of(app: web.Application, patience: Patience = PATIENCE) -> web.AppRunner:
    """Return what serves an application, and lets nobody hold it up.

    How large a body may be is the application's ``client_max_size``. It is read as it comes, so
    nothing small can swell; it is there before a handler begins, or refused with 408.
    """
    app.middlewares.append(_body_within(patience.body))
    return web.AppRunner(
        app,
        access_log=None,
        shutdown_timeout=GRACE,
        keepalive_timeout=patience.head,
        lingering_time=LINGER,
        max_line_size=LINE_MAX,
        max_field_size=FIELD_MAX,
        max_headers=FIELDS_MAX,
        auto_decompress=False,
    )


def _body_within(seconds: float) -> Middleware:
    @web.middleware
    async def in_time(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            async with asyncio.timeout(seconds):
                await request.read()
        except TimeoutError as error:
            raise web.HTTPRequestTimeout from error
        return await handler(request)

    return in_time
