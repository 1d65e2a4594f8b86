"""One delivery on its way: sent; looked for if there was no clear answer, never just repeated."""

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.core.ports import Account, Clock, Ledger, Library, Messenger
from bot.core.reply import Reply
from bot.domain.calendar import deadline, local_date
from bot.domain.delivery import Change, Delivery, State
from bot.domain.lesson import Lesson
from bot.domain.progress import lesson_for
from bot.domain.subscription import Status, Subscription
from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused
from bot.replies.lesson import post_of

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds to wait for a platform; after that the outcome is in doubt."""
LATE = dt.timedelta(minutes=15)
"""How late a lesson may come before the post says so."""
MOST_ATTEMPTS = 8
LONGEST_PAUSE = dt.timedelta(minutes=10)
LOOK_AGAIN = dt.timedelta(minutes=1)
LOOK_SELDOM = dt.timedelta(hours=1)
"""Once its day is over, a post in doubt is looked for only now and then."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Takes deliveries a step further. ``patience`` is in seconds."""

    ledger: Ledger
    library: Library
    messengers: Mapping[str, Messenger]
    clock: Clock
    patience: float = PATIENCE
    made: dict[str, tuple[Lesson, Reply]] = field(default_factory=dict, repr=False)
    """The last post of each lesson, and what it was made of."""

    async def send(self, delivery: Delivery, account: Account | None = None) -> None:
        """Send a planned delivery: choose its lesson, say so in the ledger, and only then send.

        ``account`` is what the ledger knows of its subscription, if that was asked for already.
        """
        account = account or await self.ledger.account(delivery.subscription_id)
        subscription = account.subscription
        lesson = self._lesson(delivery, account)
        messenger = self.messengers.get(subscription.platform)
        if subscription.status is not Status.ACTIVE:
            await self._end(delivery, State.SKIPPED, subscription.status.value)
        elif self.clock.now() >= deadline(subscription, delivery.slot, delivery.due):
            await self._end(delivery, State.SKIPPED, "missed; it would have come too late")
        elif lesson is None:
            await self._end(delivery, State.SKIPPED, "no lesson for this day")
        elif messenger is None:
            await self._end(delivery, State.FAILED, f"{subscription.platform} is not running")
        elif messenger.ready:
            post = self._post_of(lesson, self._late(delivery, subscription))
            given_up = self.clock.now() + dt.timedelta(seconds=2 * self.patience)
            change = Change(State.SENDING, self.clock.now(), ready=given_up, lesson_id=lesson.id)
            if await self.ledger.move(delivery, change):
                tried = delivery.attempts + 1
                sending = replace(
                    delivery, state=State.SENDING, lesson_id=lesson.id, attempts=tried
                )
                await self._post(sending, subscription, messenger, post)

    async def doubt(self, delivery: Delivery, account: Account | None = None) -> None:
        """Put in doubt what was being sent when its sender was stopped or failed."""
        account = account or await self.ledger.account(delivery.subscription_id)
        await self._in_doubt(delivery, account.subscription, "stopped while sending")

    async def settle(self, delivery: Delivery, account: Account | None = None) -> None:
        """Look for a post in doubt by its key; plan it again if it surely is not there."""
        account = account or await self.ledger.account(delivery.subscription_id)
        subscription = account.subscription
        messenger = self.messengers.get(subscription.platform)
        if messenger is not None and not messenger.ready:
            return
        try:
            post_id = await self._found(delivery, subscription)
        except (SendInDoubt, TimeoutError) as error:
            why = str(error) or "the platform did not answer"
            log.warning("delivery %s is still in doubt: %s", delivery.key, why)
            # It keeps its lesson for itself, so that the channel does not get it twice.
            over = delivery.slot < local_date(self.clock.now(), subscription.zone)
            again = self.clock.now() + (LOOK_SELDOM if over else LOOK_AGAIN)
            await self.ledger.move(delivery, Change(State.IN_DOUBT, self.clock.now(), why, again))
            return
        if post_id is not None:
            await self._end(delivery, State.SENT, "found posted", post_id)
        elif delivery.attempts >= MOST_ATTEMPTS:
            await self._end(delivery, State.FAILED, f"{delivery.attempts} attempts came to nothing")
        else:
            again = self.clock.now() + _pause(delivery.attempts)
            change = Change(State.PLANNED, self.clock.now(), "surely not posted", again)
            await self.ledger.move(delivery, change)

    async def _post(
        self, sending: Delivery, subscription: Subscription, messenger: Messenger, post: Reply
    ) -> None:
        """Send, and record what came of it. What got no clear answer is in doubt."""
        try:
            async with asyncio.timeout(self.patience):
                post_id = await messenger.send(subscription, post, sending.key)
        except SendRefused as error:
            log.warning("delivery %s was refused: %s", sending.key, error)
            await self._end(sending, State.FAILED, str(error))
        except SendPostponed as error:
            log.warning("delivery %s has to wait: %s", sending.key, error)
            pause = max(dt.timedelta(seconds=error.after), _pause(sending.attempts))
            again = self.clock.now() + pause
            change = Change(State.PLANNED, self.clock.now(), str(error), again, untried=True)
            await self.ledger.move(sending, change)
        except Exception as error:
            log.exception("delivery %s is in doubt", sending.key)
            why = str(error) if isinstance(error, SendError) else type(error).__name__
            await self._in_doubt(sending, subscription, why)
        else:
            await self._end(sending, State.SENT, "", post_id)
            log.info("delivery %s was sent to %s", sending.key, subscription.platform)

    async def _found(self, delivery: Delivery, subscription: Subscription) -> str | None:
        messenger = self.messengers.get(subscription.platform)
        if messenger is None:
            raise SendInDoubt(why=f"{subscription.platform} is not running")
        async with asyncio.timeout(self.patience):
            return await messenger.find(subscription, delivery.key, delivery.due)

    async def _in_doubt(self, delivery: Delivery, to: Subscription, reason: str) -> None:
        messenger = self.messengers.get(to.platform)
        settled = self.clock.now() + (messenger.settling if messenger else dt.timedelta())
        change = Change(State.IN_DOUBT, self.clock.now(), reason, settled)
        await self.ledger.move(delivery, change)

    async def _end(
        self, delivery: Delivery, state: State, reason: str, post_id: str | None = None
    ) -> None:
        change = Change(state, self.clock.now(), reason, post_id=post_id)
        await self.ledger.move(delivery, change)

    def _lesson(self, delivery: Delivery, account: Account) -> Lesson | None:
        """What an earlier try chose stays chosen, unless it is gone: it surely was not posted."""
        if kept := self.library.lesson(delivery.lesson_id or ""):
            return kept
        track = self.library.lessons(account.subscription.track)
        return lesson_for(account.subscription, delivery.slot, track, account.taken)

    def _post_of(self, lesson: Lesson, late: dt.datetime | None) -> Reply:
        """Return the post; most of those sent side by side are the same."""
        made = self.made.get(lesson.id)
        if late is None and made is not None and made[0] is lesson:
            return made[1]
        post = post_of(lesson, late)
        if late is None:
            self.made[lesson.id] = (lesson, post)
        return post

    def _late(self, delivery: Delivery, subscription: Subscription) -> dt.datetime | None:
        late = self.clock.now() - delivery.due > LATE
        return delivery.due.astimezone(subscription.zone) if late else None


def _pause(attempts: int) -> dt.timedelta:
    """How long to wait before trying once more: not at all at first, then ever longer."""
    if attempts <= 1:
        return dt.timedelta()
    return min(dt.timedelta(seconds=5 * 2**attempts), LONGEST_PAUSE)
