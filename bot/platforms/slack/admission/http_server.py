"""The server that Slack's requests and installations come to, from start to stop."""

import errno
import os
import socket
from typing import Self

from aiohttp import web
from slack_bolt.app.async_app import AsyncApp

from bot.core.ports import Clock
from bot.errors import PortInUse, SlackCannotListen
from bot.platforms.slack.admission.http import make_app
from bot.platforms.slack.admission.oauth import Flow
from bot.serving import PATIENCE, Patience, runner_of

LAST_PORT = 65_535


class HttpServer:
    """Listens while it is entered.

    Without ``app`` it takes no requests from Slack (they come over the socket), without ``flow``
    no installations. ``port`` 0 takes any that is free; it then is the real one. Entering raises
    ``PortInUse`` or ``SlackCannotListen``.
    """

    def __init__(
        self,
        app: AsyncApp | None,
        clock: Clock,
        *,
        signing_secret: str = "",
        flow: Flow | None = None,
        host: str = "127.0.0.1",
        port: int = 3000,
        patience: Patience = PATIENCE,
    ) -> None:
        self.host, self.port = host, port
        self._patience = patience
        self._served = make_app(app, signing_secret, clock, flow)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        runner = runner_of(self._served, self._patience)
        await runner.setup()
        try:
            await web.TCPSite(runner, self.host, self.port).start()
        except OSError as error:
            await runner.cleanup()
            raise self._refused(error) from error
        self._runner = runner
        self.port = int(runner.addresses[0][1])
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def _refused(self, error: OSError) -> PortInUse | SlackCannotListen:
        if error.errno == errno.EADDRINUSE:
            other = self.port + 1 if self.port < LAST_PORT else self.port - 1
            example = f"HOMEROOM_SLACK_PORT={other} make run"
            return PortInUse(port=self.port, host=self.host, example=example)
        return SlackCannotListen(host=self.host, port=self.port, why=_why(error))


def _why(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return str(error.strerror)
    # From Python 3.13 on asyncio does not pass on the number of this one.
    if error.errno in {None, errno.EADDRNOTAVAIL}:
        return "this machine has no such address"
    return os.strerror(error.errno or 0)
