"""The server that Slack's requests and installations come to, from start to stop."""

from typing import Self

from slack_bolt.app.async_app import AsyncApp

from bot.core.ports import Clock
from bot.errors import SlackCannotListen
from bot.platforms.slack.admission.http import make_app
from bot.platforms.slack.admission.oauth import Flow
from bot.serving import PATIENCE, Listening, Patience


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
        self._served = make_app(app, signing_secret, clock, flow)
        self._listening = Listening("HOMEROOM_SLACK_PORT", _refused, patience)

    async def __aenter__(self) -> Self:
        self.port = await self._listening.begin(self._served, self.host, self.port)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._listening.end()


def _refused(host: str, port: int, why: str) -> SlackCannotListen:
    return SlackCannotListen(host=host, port=port, why=why)
