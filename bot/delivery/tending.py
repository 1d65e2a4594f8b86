"""What is done about deliveries beside sending them: each kind a job of its own."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.ports import Account, Clock, Job, Ledger, Work
from bot.delivery.beginning import Beginning
from bot.delivery.correct import Corrector
from bot.delivery.doubts import Doubts
from bot.delivery.jumps import Watch
from bot.delivery.send import Sender
from bot.delivery.sweep import Page, Step, Sweep
from bot.delivery.telling import Teller
from bot.domain.delivery import Delivery, State

LINE = "tending"
STALE = dt.timedelta(minutes=10)
"""What has waited that long to be sent may have waited too long."""


@dataclass(slots=True)
class Tending:
    """Settles what is in doubt, finishes and corrects posts, tells what is wrong."""

    ledger: Ledger
    sender: Sender
    doubts: Doubts
    sweep: Sweep
    beginning: Beginning
    watch: Watch
    teller: Teller
    corrector: Corrector
    clock: Clock
    read: dt.datetime | None = None
    """When this process looked at its lessons the last time, if it does: nothing is corrected by
    older ones."""

    def jobs(self, work: Work) -> Sequence[Job]:
        """Return what of it there is to do, in the order in which it helps."""
        there = {
            "doubting": work.sending,
            "settling": work.sending or work.in_doubt,
            "following": work.unfinished,
            "clearing": work.planned,
            "telling": work.notices or work.in_doubt,
            "correcting": work.corrections,
        }
        return [Job(LINE, what) for what, is_there in there.items() if is_there]

    async def perform(self, job: Job) -> None:
        """Do one kind of it."""
        kinds: Mapping[str, Callable[[], Awaitable[None]]] = {
            "doubting": self._doubting,
            "settling": self._settling,
            "following": self._following,
            "clearing": self._clearing,
            "telling": self.teller.go,
            "correcting": self._correcting,
        }
        # A newer program beside this one may know more kinds; the ledger makes a job of it again.
        if do := kinds.get(job.what):
            await do()

    async def _doubting(self) -> None:
        await self._each(self._in(State.SENDING, self.clock.now()), self.doubts.doubt)

    async def _settling(self) -> None:
        await self._each(self._in(State.IN_DOUBT, self.clock.now()), self._settle)

    async def _following(self) -> None:
        await self._each(self._unfinished, self.sender.follower.again)

    async def _clearing(self) -> None:
        stale = self._in(State.PLANNED, self.clock.now() - STALE)
        await self._each(stale, self.sender.give_up)

    async def _correcting(self) -> None:
        if self.read is not None:
            await self.corrector.go(self.read)

    async def _each(self, page: Page, step: Step) -> None:
        """Take a step with everything in a list, but no more once the clock is set far ahead."""

        async def surely(delivery: Delivery, account: Account | None) -> None:
            if not self.watch.ahead:
                await step(delivery, account)

        await self.sweep.each(page, surely)

    async def _settle(self, delivery: Delivery, account: Account | None) -> None:
        if await self.doubts.settle(delivery, account):
            self.beginning.looked_for(delivery)

    def _in(self, state: State, ready_by: dt.datetime) -> Page:
        """Return the list of what is in a state, and may be taken a step further by a time."""
        return lambda after_id, limit: self.ledger.in_state(
            state, ready_by=ready_by, after_id=after_id, limit=limit
        )

    def _unfinished(self, after_id: int, limit: int) -> Awaitable[Sequence[Delivery]]:
        return self.ledger.unfinished(self.clock.now(), after_id=after_id, limit=limit)
