"""What became of a delivery, recorded; and told, where somebody has to do something about it."""

import datetime as dt
import logging
from dataclasses import dataclass, replace

from bot.core.ports import Clock, Ledger, Messenger, Notice, Notices, Trouble
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import Subscription
from bot.errors import SendError, SendPostponed, SendRefused

log = logging.getLogger(__name__)

LONGEST_PAUSE = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Records what became of deliveries."""

    ledger: Ledger
    notices: Notices
    clock: Clock

    async def sent(
        self, delivery: Delivery, post_id: str, reason: str = "", *, unfinished: bool = False
    ) -> Delivery | None:
        """Record that a lesson stands in its channel; return it, if that was news."""
        change = Change(
            State.SENT, self.clock.now(), reason, post_id=post_id, unfinished=unfinished
        )
        moved = await self.ledger.move(delivery, change)
        return changed(delivery, change) if moved else None

    async def skipped(self, delivery: Delivery, reason: str) -> None:
        """Record that nothing comes of it."""
        await self.ledger.move(delivery, Change(State.SKIPPED, self.clock.now(), reason))

    async def refused(self, delivery: Delivery, to: Subscription, error: SendRefused) -> None:
        """Record a no for good: the subscription is paused, and its admin told once.

        Each step may be taken again, and the delivery's end is the last of them: a kill on the
        way leaves it in doubt, and then it comes here once more.
        """
        why = why_of(error)
        log.warning("delivery %s was refused, its subscription is paused: %s", delivery.key, why)
        await self._tell(delivery, Trouble.REFUSED, why)
        await self.ledger.pause(to.id, why)
        await self.ledger.move(delivery, Change(State.FAILED, self.clock.now(), why))

    async def failed(self, delivery: Delivery, reason: str) -> None:
        """Record that it was tried often enough, and have its admin told."""
        log.error("delivery %s failed: %s", delivery.key, reason)
        await self._tell(delivery, Trouble.MISSING, reason)
        await self.ledger.move(delivery, Change(State.FAILED, self.clock.now(), reason))

    async def postponed(self, delivery: Delivery, error: SendPostponed) -> None:
        """Record that the platform can't take it now; the try does not count."""
        log.warning("delivery %s has to wait: %s", delivery.key, why_of(error))
        pause = max(dt.timedelta(seconds=error.after), pause_after(delivery.attempts))
        now = self.clock.now()
        change = Change(State.PLANNED, now, why_of(error), now + pause, untried=True)
        await self.ledger.move(delivery, change)

    async def again(self, delivery: Delivery) -> None:
        """Record that it surely was not posted, and is to be sent again after a pause."""
        now = self.clock.now()
        ready = now + pause_after(delivery.attempts)
        await self.ledger.move(delivery, Change(State.PLANNED, now, "surely not posted", ready))

    async def in_doubt(
        self,
        delivery: Delivery,
        messenger: Messenger | None,
        reason: str,
        given_up: dt.datetime | None = None,
    ) -> None:
        """Record that it is not known whether it stands there; it is looked for once it must.

        ``given_up`` is when its sender would have given it up, had it not been stopped.
        """
        now = self.clock.now()
        settling = messenger.settling if messenger else dt.timedelta()
        # Where nothing has to settle, nothing is slow.
        settled = max(now, given_up or now) + settling if settling else now
        await self.ledger.move(delivery, Change(State.IN_DOUBT, now, reason, settled))

    async def still_in_doubt(
        self, delivery: Delivery, reason: str, again: dt.datetime, *, tell: bool
    ) -> None:
        """Record that looking did not help, when to look again, and perhaps tell its admin."""
        log.warning("delivery %s is still in doubt: %s", delivery.key, reason)
        if tell:
            await self._tell(delivery, Trouble.IN_DOUBT, reason)
        await self.ledger.move(delivery, Change(State.IN_DOUBT, self.clock.now(), reason, again))

    async def unfinished(self, delivery: Delivery, reason: str, again: dt.datetime) -> None:
        """Record that the thread or the like is to be tried again."""
        change = Change(State.SENT, self.clock.now(), reason, again, unfinished=True)
        await self.ledger.move(delivery, change)

    async def finished(self, delivery: Delivery, reason: str = "") -> None:
        """Record that everything about the post is done; with a reason: that it can't be."""
        if reason:
            await self._tell(delivery, Trouble.UNFINISHED, reason)
        change = Change(State.SENT, self.clock.now(), reason, unfinished=False)
        await self.ledger.move(delivery, change)

    async def _tell(self, delivery: Delivery, trouble: Trouble, reason: str) -> None:
        notice = Notice(delivery.subscription_id, trouble, delivery.slot, reason)
        await self.notices.add(notice, self.clock.now())


def changed(delivery: Delivery, change: Change) -> Delivery:
    """Return a delivery as a change leaves it, as far as the steps that follow look at it."""
    return replace(
        delivery,
        state=change.state,
        lesson_id=change.lesson_id or delivery.lesson_id,
        post_id=change.post_id or delivery.post_id,
        attempts=delivery.attempts + (change.state is State.SENDING),
        tried=delivery.tried or (change.at if change.state is State.SENDING else None),
        late=delivery.late if change.late is None else change.late,
        edition=change.edition or delivery.edition,
        again=delivery.again if change.again is None else change.again,
        unfinished=delivery.unfinished if change.unfinished is None else change.unfinished,
    )


def why_of(error: Exception) -> str:
    """Return the reason in an error of sending, or the kind of any other."""
    if isinstance(error, SendError):
        return str(error.details.get("why", error))
    return type(error).__name__


def pause_after(attempts: int) -> dt.timedelta:
    """Return how long to wait before trying once more: not at all at first, then ever longer."""
    if attempts <= 1:
        return dt.timedelta()
    # Two to the power of more than this is longer anyway, and soon longer than there are dates.
    return min(dt.timedelta(seconds=5 * 2 ** min(attempts, 10)), LONGEST_PAUSE)
