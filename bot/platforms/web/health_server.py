"""A port of its own on which a process, with or without a page, says how it is doing."""

from typing import Self

from aiohttp import web

from bot.errors import HealthCannotListen
from bot.platforms.web.guards import add_headers, only_for
from bot.platforms.web.health import Health
from bot.platforms.web.here import is_loopback
from bot.serving import Listening

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
        self._listening = Listening("HOMEROOM_HEALTH_PORT", _refused)

    async def __aenter__(self) -> Self:
        self.port = await self._listening.begin(self._served, self.host, self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._listening.end()


def _refused(host: str, port: int, why: str) -> HealthCannotListen:
    return HealthCannotListen(host=host, port=port, why=why)
