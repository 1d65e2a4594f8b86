"""Sends what is planned, one job each, as fast as its platform bears."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.core.ports import Account, Job, Order
from bot.delivery.doubts import Doubts
from bot.delivery.gathering import Gathering
from bot.delivery.send import Sender
from bot.domain.delivery import State

log = logging.getLogger(__name__)

GLANCE = 0.5
"""Seconds between two looks whether a platform that has no connection has one again."""
LINGER = 5.0
"""Seconds for which a job waits here for its platform; then another worker may have it."""
SPREAD = 0.25
"""Seconds between those of one server that are told to come back, lest they come all at once."""
LONGEST = 60.0
"""The most seconds, for that, that one is told to wait for longer than its platform wants."""


@dataclass(slots=True)
class _Rest:
    """Until when a server is to be left alone, and how many were told so."""

    until: float
    told: int = 0


@dataclass(slots=True)
class Outbox:
    """Sends to every platform there is. ``held`` names those that have to wait."""

    sender: Sender
    doubts: Doubts
    stopping: asyncio.Event
    held: Callable[[str], bool] = lambda platform: False
    linger: float = LINGER
    _orders: Gathering[int, Order] = field(init=False, repr=False)
    _resting: dict[tuple[str, str], _Rest] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        self._orders = Gathering(self.sender.ledger.orders)

    def open(self, platform: str) -> bool:
        """Tell whether anything may be sent to a platform now."""
        messenger = self.sender.messengers.get(platform)
        if messenger is None or self.stopping.is_set():
            return False
        return messenger.ready and not self.held(platform)

    async def perform(self, job: Job) -> float:
        """Send one; return 0, or the seconds after which it is to be tried again."""
        if not await self._opened(job.line):
            return GLANCE
        order = await self._orders.get(int(job.what))
        if order is None:
            return 0.0
        delivery, account = order.delivery, order.account
        if delivery.state is State.SENDING:
            # Its worker is gone, or was stopped for so long that it will not send it any more.
            await self.doubts.doubt_left(delivery, account)
        if delivery.state is not State.PLANNED:
            return 0.0
        if seconds := await self.sender.send(delivery, account):
            return self._come_back(job.line, account, seconds)
        return 0.0

    async def _opened(self, platform: str) -> bool:
        """Wait a little until something may be sent to a platform; return whether it may."""
        loop = asyncio.get_running_loop()
        ends = loop.time() + self.linger
        while not self.open(platform):
            if self.stopping.is_set() or loop.time() >= ends:
                return False
            await asyncio.sleep(GLANCE)
        return True

    def _come_back(self, platform: str, account: Account | None, seconds: float) -> float:
        """Return after how many seconds one comes back whose server has to wait."""
        now, key = asyncio.get_running_loop().time(), (platform, "")
        if account is not None:
            key = (platform, account.subscription.server)
        rest = self._resting.get(key)
        if rest is None or rest.until <= now:
            self._resting = {of: one for of, one in self._resting.items() if one.until > now}
            rest = self._resting[key] = _Rest(now + seconds)
        rest.told += 1
        return seconds + min((rest.told - 1) * SPREAD, LONGEST)
