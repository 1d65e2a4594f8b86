"""A planned delivery is sent: said so in the ledger before, and what came of it after."""

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.fence import leaving_by
from bot.core.ports import Account, Clock, Ledger, Messenger, Outcome
from bot.core.reply import Reply
from bot.delivery.follow import FOLLOWING, Follower, has_more
from bot.delivery.outcomes import Outcomes, about, changed, why_of
from bot.delivery.posts import LATE, Posts
from bot.domain.calendar import deadline
from bot.domain.delivery import Change, Delivery, Reason, State
from bot.domain.progress import Choice
from bot.domain.subscription import Status, Subscription
from bot.errors import SendPostponed, SendRefused

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds to wait for a platform; after that the outcome is in doubt."""


SOON = 1.0
"""Seconds after which one asks again for one's turn, at the least, where nobody can tell it."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Sends planned deliveries. ``patience`` is in seconds."""

    ledger: Ledger
    posts: Posts
    messengers: Mapping[str, Messenger]
    outcomes: Outcomes
    follower: Follower
    clock: Clock
    patience: float = PATIENCE
    in_flight: set[int] = field(default_factory=set, repr=False)
    """Deliveries whose request is out just now. However long that takes by the ledger's clock, they
    are in nobody's doubt: a machine that slept must not send them beside itself."""

    async def send(self, delivery: Delivery, account: Account | None = None) -> float:
        """Send a planned delivery: choose its lesson, say so in the ledger, and only then send.

        ``account`` is what the ledger knows of its subscription, if that was asked for already.
        Returns 0, or the seconds for which its server is to be left alone; nothing was done then.
        """
        account = account or await self.ledger.account(delivery.subscription_id)
        to = account.subscription
        if why := self.moot(delivery, to):
            await self.outcomes.skipped(delivery, to, why)
            return 0.0
        choice = self.posts.choice(delivery, account)
        if choice is None:
            await self.outcomes.skipped(delivery, to, Reason.NO_LESSON.value)
            return 0.0
        if seconds := await self._turn(to):
            return seconds
        if not await self._begin(delivery, to, choice):
            # Another worker has it, or somebody paused while it waited for its turn.
            await self.give_up(delivery)
        return 0.0

    def moot(self, delivery: Delivery, to: Subscription) -> str:
        """Return why nothing is to be sent any more; empty if something is."""
        if to.status is not Status.ACTIVE:
            return str(to.status.value)
        over = self.clock.now() >= deadline(to, delivery.slot, delivery.due)
        return Reason.TOO_LATE.value if over else ""

    async def give_up(self, delivery: Delivery, account: Account | None = None) -> None:
        """End a delivery of which nothing can come any more, though nobody could send it."""
        account = account or await self.ledger.account(delivery.subscription_id)
        to = account.subscription
        if why := self.moot(delivery, to):
            await self.outcomes.skipped(delivery, to, why)

    async def repeat(self, delivery: Delivery, to: Subscription) -> bool:
        """Send one in doubt again under its key; return whether it could be.

        Only with the lesson it had, and while its platform surely knows it again: what then
        stands there is one post, whichever of the two was taken.
        """
        messenger, tried, now = self.messengers[to.platform], delivery.tried, self.clock.now()
        lesson = self.posts.library.lesson(delivery.lesson_id or "")
        if tried is None or lesson is None or self.moot(delivery, to):
            return False
        # Before it was tried: then the clock was set back, and tells nothing.
        if not tried <= now < tried + messenger.repeatable(to) or await self._turn(to):
            return False
        return await self._begin(delivery, to, Choice(lesson, delivery.again))

    async def _turn(self, to: Subscription) -> float:
        """Wait for one's turn, and take it; return 0, or the seconds until it is worth asking."""
        try:
            return await self.messengers[to.platform].turn(to)
        except SendPostponed as error:
            # Whose turn it is can't be known now.
            return max(error.after, SOON)

    async def _begin(self, delivery: Delivery, to: Subscription, choice: Choice) -> bool:
        now, by = self.clock.now(), self.clock.monotonic() + self.patience
        late = now - delivery.due > LATE
        post = self.posts.post(choice, delivery, to, late=late)
        change = Change(
            State.SENDING,
            now,
            ready=now + dt.timedelta(seconds=2 * self.patience),
            lesson_id=choice.id,
            late=late,
            edition=await self.posts.edition(choice, now),
            again=choice.again,
        )
        if not await self.ledger.move(delivery, change):
            return False
        self.in_flight.add(delivery.id)
        try:
            doubtful = delivery.tried is not None
            await self._post(changed(delivery, change), to, post, by, doubtful=doubtful)
        finally:
            self.in_flight.discard(delivery.id)
        return True

    async def _post(
        self, sending: Delivery, to: Subscription, post: Reply, by: float, *, doubtful: bool
    ) -> None:
        """Send, and record what came of it. What got no clear answer is in doubt.

        ``by`` is when it must have left, on the clock that nobody sets: later on another process
        may take it for unfinished. ``doubtful``: a try before may have come to something, and a no
        to this one says nothing about that.
        """
        messenger = self.messengers[to.platform]
        try:
            with leaving_by(self.clock, by) as fence:
                async with asyncio.timeout(self.patience):
                    post_id = await messenger.send(to, post, sending.key)
        except (SendRefused, SendPostponed) as error:
            if doubtful or fence.unclear:
                await self.outcomes.in_doubt(sending, to, messenger, why_of(error))
            elif isinstance(error, SendRefused):
                await self.outcomes.refused(sending, to, error)
            else:
                await self.outcomes.postponed(sending, to, error)
        except Exception as error:
            said = about(sending, to, Outcome.IN_DOUBT)
            log.exception("delivery %s is in doubt", sending.key, extra=said)
            await self.outcomes.in_doubt(sending, to, messenger, why_of(error))
        else:
            more = has_more(to)
            following = FOLLOWING if more else None
            sent = await self.outcomes.sent(sending, to, post_id, following=following)
            if more and sent is not None:
                await self.follower.follow(sent, to, post)
