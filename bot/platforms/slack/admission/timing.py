"""Slack's clock compared with ours, by the ``Date`` of every answer."""

from types import SimpleNamespace

import aiohttp

from bot.core.ports import Clock
from bot.core.skew import Skew


class Timed(aiohttp.TraceConfig):
    """What to give the session that all requests to Slack go over."""

    def __init__(self, skew: Skew, clock: Clock) -> None:
        super().__init__()
        self._skew, self._clock = skew, clock
        self.on_request_start.append(self._begins)
        self.on_request_end.append(self._ended)

    async def _begins(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        _begun: aiohttp.TraceRequestStartParams,
    ) -> None:
        context.asked = self._clock.now()

    async def _ended(
        self,
        _session: aiohttp.ClientSession,
        context: SimpleNamespace,
        done: aiohttp.TraceRequestEndParams,
    ) -> None:
        self._skew.measure(done.response.headers.get("Date", ""), context.asked)
