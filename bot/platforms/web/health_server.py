"""A port of its own on which a process, with or without a page, says how it is doing."""

import errno
from typing import Self

from aiohttp import web

from bot.errors import HealthCannotListen, PortInUse
from bot.platforms.web.guards import add_headers, is_loopback, only_for
from bot.platforms.web.health import Health
from bot.platforms.web.listening import LAST_PORT, why
from bot.serving import runner_of

BODY_MAX = 1024
"""Bytes of a request that are read: none has any."""


class HealthServer:
    """Listens while it is entered. ``port`` 0 takes any that is free; it then is the real one.

    Entering raises ``PortInUse`` or ``HealthCannotListen``.
    """

    def __init__(self, health: Health, host: str = "127.0.0.1", port: int = 0) -> None:
        self.host, self.port = host, port
        # Elsewhere it is asked by whatever name its container has there.
        guards = [only_for(host, ())] if is_loopback(host) else []
        self._served = web.Application(middlewares=guards, client_max_size=BODY_MAX)
        self._served.on_response_prepare.append(add_headers)
        health.join(self._served)
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        runner = runner_of(self._served)
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

    def _refused(self, error: OSError) -> PortInUse | HealthCannotListen:
        if error.errno == errno.EADDRINUSE:
            other = self.port + 1 if self.port < LAST_PORT else self.port - 1
            example = f"HOMEROOM_HEALTH_PORT={other} make run"
            return PortInUse(port=self.port, host=self.host, example=example)
        return HealthCannotListen(host=self.host, port=self.port, why=why(error))
