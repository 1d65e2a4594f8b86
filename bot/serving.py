"""What every server of ours over HTTP bears: how much it reads, how long it waits, and where."""

import asyncio
import errno
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.errors import OperatorError, PortInUse

LINE_MAX, FIELD_MAX = 8_190, 8_190
"""Bytes of a request's first line, in which its query is, and of one header."""
FIELDS_MAX = 64
"""Headers of a request. Browsers behind two proxies send some thirty."""
LAST_PORT = 65_535
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


class Listening:
    """Serves an application at a host and a port, from ``begin`` to ``end``.

    ``setting`` is the name of the port's setting; ``refused`` makes the error for any reason but
    that the port is in use.
    """

    def __init__(
        self,
        setting: str,
        refused: Callable[[str, int, str], OperatorError],
        patience: Patience = PATIENCE,
    ) -> None:
        self._setting, self._refused, self._patience = setting, refused, patience
        self._runner: web.AppRunner | None = None

    async def begin(self, app: web.Application, host: str, port: int) -> int:
        """Listen; return the real port, if ``port`` is 0. Raises ``PortInUse``, or ``refused``."""
        runner = runner_of(app, self._patience)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError as error:
            await runner.cleanup()
            raise self._named(host, port, error) from error
        self._runner = runner
        return int(runner.addresses[0][1])

    async def end(self) -> None:
        """Let go of the port."""
        runner, self._runner = self._runner, None
        if runner is not None:
            await runner.cleanup()

    def _named(self, host: str, port: int, error: OSError) -> OperatorError:
        if error.errno == errno.EADDRINUSE:
            other = port + 1 if port < LAST_PORT else port - 1
            return PortInUse(port=port, host=host, example=f"{self._setting}={other} make run")
        return self._refused(host, port, _why(error))


def _why(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return str(error.strerror)
    # From Python 3.13 on asyncio does not pass on the number of this one.
    if error.errno in {None, errno.EADDRNOTAVAIL}:
        return "this machine has no such address"
    return os.strerror(error.errno or 0)
