"""What is done at every answer of Slack's: its clock is compared with ours, its noes counted."""

from types import SimpleNamespace

import aiohttp

from bot.core.ports import NO_METER, Clock, Meter
from bot.core.skew import Skew
from bot.platforms.slack.admission.workspaces import PLATFORM

TOO_MANY = 429
INVALID = frozenset({401, 403, TOO_MANY})


class Timed(aiohttp.TraceConfig):
    """What to give the session that all requests to Slack go over."""

    def __init__(self, skew: Skew, clock: Clock, meter: Meter = NO_METER) -> None:
        super().__init__()
        self._skew, self._clock, self._meter = skew, clock, meter
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
        answer = done.response
        self._skew.measure(answer.headers.get("Date", ""), context.asked)
        if answer.status == TOO_MANY:
            self._meter.limited(PLATFORM)
        if answer.status in INVALID:
            self._meter.invalid(PLATFORM)
