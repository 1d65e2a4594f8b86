"""What is done each time the clock rings."""

import asyncio
import datetime as dt
import logging
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import Account, Clock, Holidays, Ledger
from bot.delivery.plan import plan_due
from bot.delivery.send import Sender
from bot.domain.delivery import Delivery, State

log = logging.getLogger(__name__)

AT_A_TIME = 200
AT_ONCE = 50
"""Channels that are sent to side by side, so that a slow one does not hold the others up."""

Step = Callable[[Delivery, Account | None], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Rounds:
    """Goes over everything that is due. Nothing depends on how often, or on being in time.

    Once ``stopping`` is set, what has begun is finished and nothing more is begun.
    """

    ledger: Ledger
    sender: Sender
    clock: Clock
    holidays: Holidays = NO_HOLIDAYS
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    async def begin(self) -> None:
        """Before the first round: find out what became of the last run's unfinished posts."""
        await self._each(State.SENDING, None, self.sender.doubt)

    async def go(self) -> None:
        """Plan what is due, settle what is in doubt, send what is planned."""
        await plan_due(self.ledger, self.clock.now(), self.holidays.on)
        await self._each(State.SENDING, self.clock.now(), self.sender.doubt)
        await self._each(State.IN_DOUBT, self.clock.now(), self.sender.settle)
        await self._each(State.PLANNED, self.clock.now(), self.sender.send)

    async def _each(self, state: State, ready_by: dt.datetime | None, step: Step) -> None:
        """Take one step with every delivery in a state; one channel's trouble stops no other."""
        # A platform that hangs holds up itself only.
        places: defaultdict[str, asyncio.Semaphore]
        places = defaultdict(lambda: asyncio.Semaphore(AT_ONCE))

        async def in_turn(deliveries: Iterable[Delivery], account: Account | None) -> None:
            async with places[account.subscription.platform if account else ""]:
                for delivery in deliveries:
                    if not self.stopping.is_set():
                        await _carefully(delivery, account, step)
                    # Only what comes first may go by what was known before: it changes that.
                    account = None

        async for page in self._pages(state, ready_by):
            accounts = await self.ledger.accounts({one.subscription_id for one in page})
            async with asyncio.TaskGroup() as group:
                for deliveries in _by_subscription(page):
                    account = accounts.get(deliveries[0].subscription_id)
                    group.create_task(in_turn(deliveries, account))

    async def _pages(
        self, state: State, ready_by: dt.datetime | None
    ) -> AsyncIterator[Sequence[Delivery]]:
        last = 0
        while page := await self.ledger.in_state(
            state, ready_by=ready_by, after_id=last, limit=AT_A_TIME
        ):
            yield page
            last = page[-1].id


def _by_subscription(page: Sequence[Delivery]) -> list[list[Delivery]]:
    """Deliveries of one channel go one after the other: each takes the lesson after the last."""
    ordered = sorted(page, key=lambda delivery: (delivery.subscription_id, delivery.slot))
    return [list(group) for _, group in groupby(ordered, key=lambda one: one.subscription_id)]


async def _carefully(delivery: Delivery, account: Account | None, step: Step) -> None:
    """Take one step with one delivery; a fault in it is logged and ends here."""
    try:
        await step(delivery, account)
    except Exception:
        log.exception("delivery %s: a step failed; it will be tried again", delivery.key)
