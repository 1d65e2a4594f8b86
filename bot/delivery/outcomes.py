"""What became of a delivery, recorded; and told, where somebody has to do something about it."""

import datetime as dt
import logging
from dataclasses import dataclass

from bot.core.ports import (
    NO_METER,
    Clock,
    Ledger,
    Messenger,
    Meter,
    Notice,
    Notices,
    Outcome,
    Trouble,
)
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import Subscription
from bot.errors import SendError, SendPostponed, SendRefused

log = logging.getLogger(__name__)

LONGEST_PAUSE = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Records what became of deliveries, and counts what was recorded."""

    ledger: Ledger
    notices: Notices
    clock: Clock
    meter: Meter = NO_METER

    async def sent(
        self,
        delivery: Delivery,
        to: Subscription,
        post_id: str,
        *,
        following: dt.timedelta | None = None,
    ) -> Delivery | None:
        """Record that a lesson stands in its channel; return it, if that was news.

        ``following`` is for how long its sender will be about what follows it, if anything does:
        others take that up only after this.
        """
        now, unfinished = self.clock.now(), following is not None
        ready = now + following if following is not None else None
        change = Change(State.SENT, now, ready=ready, post_id=post_id, unfinished=unfinished)
        if not await self.ledger.move(delivery, change):
            return None
        outcome = Outcome.LATE if delivery.late else Outcome.SENT
        after = (now - delivery.due).total_seconds()
        self.meter.delivered(to.platform, outcome, after=after)
        if log.isEnabledFor(logging.INFO):
            said = about(delivery, to, outcome) | {"seconds": round(after, 3)}
            log.info("delivery %s was sent to %s", delivery.key, to.platform, extra=said)
        return changed(delivery, change) if unfinished else delivery

    async def found(
        self, delivery: Delivery, to: Subscription, post_id: str, *, unfinished: bool = False
    ) -> None:
        """Record that a lesson in doubt turned out to stand in its channel."""
        change = Change(
            State.SENT,
            self.clock.now(),
            "found posted",
            post_id=post_id,
            unfinished=unfinished,
        )
        await self._ended(delivery, to, change, Outcome.FOUND)

    async def skipped(self, delivery: Delivery, to: Subscription, reason: str) -> None:
        """Record that nothing comes of it."""
        change = Change(State.SKIPPED, self.clock.now(), reason)
        await self._ended(delivery, to, change, Outcome.SKIPPED)

    async def refused(self, delivery: Delivery, to: Subscription, error: SendRefused) -> None:
        """Record a no for good: the subscription is paused, and its admin told once.

        Each step may be taken again, and the delivery's end is the last of them: a kill on the
        way leaves it in doubt, and then it comes here once more.
        """
        why = why_of(error)
        log.warning(
            "delivery %s was refused, its subscription is paused: %s",
            delivery.key,
            why,
            extra=about(delivery, to, Outcome.FAILED),
        )
        await self._tell(delivery, Trouble.REFUSED, why)
        await self.ledger.pause(to.id, why)
        change = Change(State.FAILED, self.clock.now(), why)
        await self._ended(delivery, to, change, Outcome.FAILED)

    async def failed(self, delivery: Delivery, to: Subscription, reason: str) -> None:
        """Record that it was tried often enough, and have its admin told."""
        said = about(delivery, to, Outcome.FAILED)
        log.error("delivery %s failed: %s", delivery.key, reason, extra=said)
        await self._tell(delivery, Trouble.MISSING, reason)
        change = Change(State.FAILED, self.clock.now(), reason)
        await self._ended(delivery, to, change, Outcome.FAILED)

    async def postponed(self, delivery: Delivery, to: Subscription, error: SendPostponed) -> None:
        """Record that the platform can't take it now; the try does not count."""
        said = about(delivery, to)
        log.warning("delivery %s has to wait: %s", delivery.key, why_of(error), extra=said)
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
        to: Subscription,
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
        change = Change(State.IN_DOUBT, now, reason, settled)
        await self._ended(delivery, to, change, Outcome.IN_DOUBT)

    async def still_in_doubt(
        self, delivery: Delivery, to: Subscription, reason: str, again: dt.datetime, *, tell: bool
    ) -> None:
        """Record that looking did not help, when to look again, and perhaps tell its admin."""
        said = about(delivery, to, Outcome.IN_DOUBT)
        log.warning("delivery %s is still in doubt: %s", delivery.key, reason, extra=said)
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

    async def _ended(
        self, delivery: Delivery, to: Subscription, change: Change, outcome: Outcome
    ) -> None:
        """Record what a delivery has come to; of two that try, one counts it."""
        if await self.ledger.move(delivery, change):
            self.meter.delivered(to.platform, outcome)

    async def _tell(self, delivery: Delivery, trouble: Trouble, reason: str) -> None:
        notice = Notice(delivery.subscription_id, trouble, delivery.slot, reason)
        await self.notices.add(notice, self.clock.now())


def changed(delivery: Delivery, change: Change) -> Delivery:
    """Return a delivery as a change leaves it, as far as the steps that follow look at it."""
    sending = change.state is State.SENDING
    # Not by ``replace``, which takes twice as long, for each delivery.
    return Delivery(
        id=delivery.id,
        subscription_id=delivery.subscription_id,
        slot=delivery.slot,
        due=delivery.due,
        state=change.state,
        lesson_id=change.lesson_id or delivery.lesson_id,
        reason=delivery.reason,
        post_id=change.post_id or delivery.post_id,
        attempts=delivery.attempts + sending,
        nth=delivery.nth,
        tried=delivery.tried or (change.at if sending else None),
        late=delivery.late if change.late is None else change.late,
        edition=change.edition or delivery.edition,
        unfinished=delivery.unfinished if change.unfinished is None else change.unfinished,
        again=delivery.again if change.again is None else change.again,
    )


def about(
    delivery: Delivery, to: Subscription, outcome: Outcome | None = None
) -> dict[str, object]:
    """Return what a line of the log says of a delivery beside its words."""
    said = {"platform": to.platform, "delivery": delivery.key, "subscription": to.id}
    return said | ({"outcome": outcome.value} if outcome else {})


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
