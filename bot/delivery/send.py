"""Deliveries that are planned are sent; those in doubt are looked for, never just repeated."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, replace

from bot.core.ports import Clock, Ledger, Library, Messenger
from bot.core.reply import Reply
from bot.domain.delivery import Delivery, State
from bot.domain.lesson import Lesson
from bot.domain.progress import lesson_for
from bot.domain.subscription import Subscription
from bot.errors import SendError, SendInDoubt, SendRefused
from bot.replies.lesson import post_of

log = logging.getLogger(__name__)

AT_A_TIME = 200
PATIENCE = 30.0
"""Seconds to wait for a platform; after that the outcome is in doubt."""
LATE = dt.timedelta(minutes=15)
"""How late a lesson may come before the post says so."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends what is planned, each once."""

    ledger: Ledger
    library: Library
    messengers: Mapping[str, Messenger]
    clock: Clock

    async def send_planned(self) -> None:
        """Send every planned delivery. One channel's trouble never stops the others."""
        async for delivery in self._in(State.PLANNED):
            await self._carefully(delivery, self._send)

    async def doubt_unfinished(self, before: dt.datetime) -> None:
        """Put in doubt what has been on its way since before a time: whoever sent it is gone."""
        async for delivery in self._in(State.SENDING, before):
            await self._move(delivery, State.IN_DOUBT, reason="stopped while sending")

    async def settle_doubts(self) -> None:
        """Look on the platform for every post in doubt; plan again what surely is not there."""
        async for delivery in self._in(State.IN_DOUBT):
            await self._carefully(delivery, self._settle)

    async def _in(self, state: State, before: dt.datetime | None = None) -> AsyncIterator[Delivery]:
        """Yield every delivery in a state, perhaps only those since before a time, each once."""
        last = 0
        while found := await self.ledger.in_state(
            state, before=before, after_id=last, limit=AT_A_TIME
        ):
            for delivery in found:
                yield delivery
            last = found[-1].id

    async def _move(
        self,
        delivery: Delivery,
        state: State,
        *,
        lesson_id: str | None = None,
        post_id: str | None = None,
        reason: str = "",
    ) -> bool:
        return await self.ledger.move(
            delivery,
            state,
            self.clock.now(),
            lesson_id=lesson_id,
            post_id=post_id,
            reason=reason,
        )

    async def _carefully(
        self, delivery: Delivery, step: Callable[[Delivery, Subscription], Awaitable[None]]
    ) -> None:
        """Take one step with one delivery; a fault in it is logged and ends here."""
        try:
            await step(delivery, await self.ledger.subscription(delivery.subscription_id))
        except Exception:
            log.exception("delivery %s: a step failed; it will be tried again", delivery.key)

    async def _send(self, delivery: Delivery, subscription: Subscription) -> None:
        """Choose the lesson, say so in the ledger, and only then send."""
        lesson = self._lesson(delivery, subscription)
        messenger = self.messengers.get(subscription.platform)
        if lesson is None:
            await self._move(delivery, State.SKIPPED, reason="no lesson for this day")
        elif messenger is None:
            reason = f"{subscription.platform} is not running"
            await self._move(delivery, State.FAILED, reason=reason)
        elif await self._move(delivery, State.SENDING, lesson_id=lesson.id):
            sending = replace(delivery, state=State.SENDING, lesson_id=lesson.id)
            post = post_of(lesson, self._late(delivery, subscription))
            await self._post(sending, subscription, messenger, post)

    async def _post(
        self, sending: Delivery, subscription: Subscription, messenger: Messenger, post: Reply
    ) -> None:
        """Send, and record what came of it. What got no clear answer is in doubt."""
        try:
            async with asyncio.timeout(PATIENCE):
                post_id = await messenger.send(subscription.channel, post, sending.key)
        except SendRefused as error:
            await self._move(sending, State.FAILED, reason=str(error))
            log.warning("delivery %s was refused: %s", sending.key, error)
        except Exception as error:
            why = str(error) if isinstance(error, SendError) else type(error).__name__
            await self._move(sending, State.IN_DOUBT, reason=why)
            log.exception("delivery %s is in doubt", sending.key)
        else:
            await self._move(sending, State.SENT, post_id=post_id)
            log.info("delivery %s was sent to %s", sending.key, subscription.platform)

    async def _settle(self, delivery: Delivery, subscription: Subscription) -> None:
        """Look for a post in doubt by its key."""
        messenger = self.messengers.get(subscription.platform)
        if messenger is None:
            return
        try:
            async with asyncio.timeout(PATIENCE):
                post_id = await messenger.find(subscription.channel, delivery.key)
        except (SendInDoubt, TimeoutError) as error:
            log.warning("delivery %s is still in doubt: %s", delivery.key, error)
            return
        if post_id is None:
            await self._move(delivery, State.PLANNED, reason="surely not posted; sent again")
        else:
            await self._move(delivery, State.SENT, post_id=post_id, reason="found posted")

    def _lesson(self, delivery: Delivery, subscription: Subscription) -> Lesson | None:
        """What an earlier try chose stays chosen."""
        if delivery.lesson_id:
            return self.library.lesson(delivery.lesson_id)
        track = self.library.lessons(subscription.track)
        return lesson_for(subscription, delivery.slot, track)

    def _late(self, delivery: Delivery, subscription: Subscription) -> dt.datetime | None:
        late = self.clock.now() - delivery.due > LATE
        return delivery.due.astimezone(subscription.zone) if late else None
