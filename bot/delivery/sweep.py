"""Takes one step with each delivery of a list; one channel's trouble stops no other."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.core.ports import Account, Ledger
from bot.domain.delivery import Delivery

log = logging.getLogger(__name__)

AT_A_TIME = 200
AT_ONCE = 50
"""Channels of a platform that are worked on side by side. One that hangs holds up itself only."""

Step = Callable[[Delivery, Account | None], Awaitable[object]]
Page = Callable[[int, int], Awaitable[Sequence[Delivery]]]
"""Returns at most so many deliveries, by id, from after an id on."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """Once ``stopping`` is set, what has begun is finished and nothing more is begun."""

    ledger: Ledger
    stopping: asyncio.Event

    async def each(self, page: Page, step: Step) -> None:
        """Take a step with everything in a list, page by page."""
        places: defaultdict[str, asyncio.Semaphore]
        places = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))

        async def in_turn(deliveries: Iterable[Delivery], account: Account | None) -> None:
            async with places[account.subscription.platform if account else ""]:
                for delivery in deliveries:
                    if not self.stopping.is_set():
                        await _carefully(delivery, account, step)
                    # Only what comes first may go by what was known before: it changes that.
                    account = None

        async for deliveries in _pages(page):
            accounts = await self.ledger.accounts({one.subscription_id for one in deliveries})
            async with asyncio.TaskGroup() as group:
                for ours in _by_subscription(deliveries):
                    account = accounts.get(ours[0].subscription_id)
                    group.create_task(in_turn(ours, account))


async def _pages(page: Page) -> AsyncIterator[Sequence[Delivery]]:
    last = 0
    while deliveries := await page(last, AT_A_TIME):
        yield deliveries
        if len(deliveries) < AT_A_TIME:
            return
        last = deliveries[-1].id


def _by_subscription(page: Sequence[Delivery]) -> list[list[Delivery]]:
    """Deliveries of one channel go one after the other: each takes the lesson after the last."""
    ordered = sorted(page, key=lambda one: (one.subscription_id, one.slot, one.nth))
    return [list(group) for _, group in groupby(ordered, key=lambda one: one.subscription_id)]


async def _carefully(delivery: Delivery, account: Account | None, step: Step) -> None:
    """Take one step with one delivery; a fault in it is logged and ends here."""
    try:
        await step(delivery, account)
    except Exception:
        log.exception("delivery %s: a step failed; it will be tried again", delivery.key)
