"""Sends what is planned: as fast as its platform bears, and fairly between servers."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.core.ports import Account, Clock, Ledger, Messenger
from bot.delivery.send import Sender
from bot.domain.delivery import Delivery

log = logging.getLogger(__name__)

AT_A_TIME = 200
"""Deliveries looked up at once. New ones of servers that had none yet come after so many."""
AT_ONCE = 100
"""Channels of a platform that are sent to side by side: a slow one holds up no other."""
LINGER = 10.0
"""Seconds for which it is worth waiting here for a server's turn; later ones come with the next
ring."""


@dataclass(slots=True)
class Lane:
    """The way out to one platform, for as long as there is something to send.

    ``open`` tells whether anything may be begun. ``linger`` is in seconds.
    """

    platform: str
    ledger: Ledger
    sender: Sender
    clock: Clock
    open: Callable[[], bool]
    linger: float = LINGER
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    _under_way: set[int] = field(default_factory=set)
    """Subscriptions that are sent to now: their deliveries go one after the other."""
    _spent: set[int] = field(default_factory=set)
    """Deliveries with which a step failed: not again now, lest we turn in a circle."""
    _resting: dict[str, float] = field(default_factory=dict)
    """Servers to leave alone, and until when, in the loop's time."""
    _moved: asyncio.Event = field(default_factory=asyncio.Event)

    def look_again(self) -> None:
        """See what is ready by now: something was planned."""
        self._moved.set()

    async def drain(self) -> None:
        """Send until nothing is left that can be sent now."""
        async with asyncio.TaskGroup() as group:
            while self.open():
                found, batch = await self._batch()
                if batch:
                    await self._begin(batch, group)
                # More than that was not ready: now it is the others' turn to move.
                if found < AT_A_TIME and not await self._something_moved():
                    return

    async def _batch(self) -> tuple[int, Sequence[Delivery]]:
        """Return how many deliveries are ready, up to a limit, and those that are free."""
        now = asyncio.get_running_loop().time()
        self._resting = {of: until for of, until in self._resting.items() if until > now}
        limit = AT_A_TIME + len(self._under_way) + len(self._spent)
        found = await self.ledger.ready(
            self.platform, self.clock.now(), limit=limit, without=self._resting
        )
        return len(found), [one for one in found if self._free(one)][:AT_A_TIME]

    def _free(self, delivery: Delivery) -> bool:
        return delivery.subscription_id not in self._under_way and delivery.id not in self._spent

    async def _begin(self, batch: Sequence[Delivery], group: asyncio.TaskGroup) -> None:
        accounts = await self.ledger.accounts({one.subscription_id for one in batch})
        for delivery in batch:
            await self._places.acquire()
            account = accounts.get(delivery.subscription_id)
            resting = account is not None and account.subscription.server in self._resting
            if not self.open() or resting:
                self._places.release()
                continue
            self._under_way.add(delivery.subscription_id)
            group.create_task(self._send(delivery, account))

    async def _send(self, delivery: Delivery, account: Account | None) -> None:
        try:
            if seconds := await self.sender.send(delivery, account):
                server = account.subscription.server if account else ""
                self._resting[server] = asyncio.get_running_loop().time() + seconds
        except Exception:
            log.exception("delivery %s could not be sent; it will be tried again", delivery.key)
            self._spent.add(delivery.id)
        finally:
            self._under_way.discard(delivery.subscription_id)
            self._places.release()
            if not self._under_way:
                self._moved.set()

    async def _something_moved(self) -> bool:
        """Wait until no channel is sent to, or there is news, or a server's turn has come.

        Returns whether to look again.
        """
        if not self._moved.is_set():
            now = asyncio.get_running_loop().time()
            turn = min((until - now for until in self._resting.values()), default=None)
            if not self._under_way and (turn is None or turn >= self.linger):
                return False
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(turn):
                    await self._moved.wait()
        self._moved.clear()
        return True


@dataclass(slots=True)
class Outbox:
    """Sends to every platform there is, side by side. ``held`` names those that have to wait."""

    sender: Sender
    stopping: asyncio.Event
    held: Callable[[str], bool] = lambda platform: False
    linger: float = LINGER
    _lanes: dict[str, Lane] = field(default_factory=dict, init=False, repr=False)
    """Those that there is something to send on, or was until now."""
    _group: asyncio.TaskGroup | None = field(default=None, init=False, repr=False)

    async def drain(self) -> None:
        """Send until nothing is left that can be sent now."""
        async with asyncio.TaskGroup() as self._group:
            for platform in self.sender.messengers:
                self._begin(platform, self._group)

    def look_again(self) -> None:
        """While it sends, have it see what else is ready by now, on every platform."""
        if not self._lanes or self._group is None:
            return
        for platform in self.sender.messengers:
            if lane := self._lanes.get(platform):
                lane.look_again()
            else:
                self._begin(platform, self._group)

    def _begin(self, platform: str, group: asyncio.TaskGroup) -> None:
        lane = self._lanes[platform] = Lane(
            platform,
            self.sender.ledger,
            self.sender,
            self.sender.clock,
            self._opening(platform, self.sender.messengers[platform]),
            self.linger,
        )
        group.create_task(self._carefully(lane))

    def _opening(self, platform: str, messenger: Messenger) -> Callable[[], bool]:
        return lambda: messenger.ready and not self.held(platform) and not self.stopping.is_set()

    async def _carefully(self, lane: Lane) -> None:
        try:
            await lane.drain()
        except Exception:
            # Nothing of the platform's: the ledger could not be read.
            log.exception("what is planned for %s could not be looked up", lane.platform)
        finally:
            self._lanes.pop(lane.platform, None)
