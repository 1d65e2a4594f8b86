"""A post in doubt is looked for, never just repeated."""

import asyncio
import datetime as dt
import logging
from dataclasses import dataclass, replace

from bot.core.ports import Account, Messenger
from bot.delivery.follow import has_more
from bot.delivery.outcomes import why_of
from bot.delivery.restored import earliest, rechosen, unwanted
from bot.delivery.send import Sender
from bot.domain.calendar import deadline
from bot.domain.delivery import Delivery
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendPostponed

log = logging.getLogger(__name__)

MOST_ATTEMPTS = 8
LOOK_AGAIN = dt.timedelta(minutes=1)
PART = 3
"""One that is in doubt is looked for again after this part of its age: every minute at first, every
eight hours after a day, some fifty times in a year."""
AT_LEAST = dt.timedelta(minutes=45)
"""How often at least, while it could still be posted in time if it is not there."""
TELL_AFTER = dt.timedelta(minutes=5)
"""How long a doubt may last before somebody is told: most platforms' troubles are over by then."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Finds out what became of posts whose sending got no clear answer."""

    sender: Sender

    async def doubt(self, delivery: Delivery, account: Account | None = None) -> None:
        """Put in doubt what was being sent when its sender was stopped or failed."""
        if delivery.id in self.sender.in_flight:
            return
        account = account or await self.sender.ledger.account(delivery.subscription_id)
        to = account.subscription
        messenger = self.sender.messengers.get(to.platform)
        # Its request was as good as any: the platform may be as slow with it as if it were waited
        # for, and may then take until it settles.
        patience = dt.timedelta(seconds=self.sender.patience)
        given_up = (delivery.tried or delivery.due) + patience
        why = "stopped while sending"
        await self.sender.outcomes.in_doubt(delivery, to, messenger, why, given_up)

    async def doubt_left(self, delivery: Delivery, account: Account | None = None) -> None:
        """Put in doubt what another worker was sending, once it surely sends it no more."""
        patience = dt.timedelta(seconds=self.sender.patience)
        if delivery.tried is None or self.sender.clock.now() >= delivery.tried + patience:
            await self.doubt(delivery, account)

    async def settle(self, delivery: Delivery, account: Account | None = None) -> bool:
        """Look for a post by its key; plan it again if it surely is not there.

        Returns whether it was looked for: not while its platform has no connection.
        """
        account = account or await self.sender.ledger.account(delivery.subscription_id)
        to = account.subscription
        messenger = self.sender.messengers.get(to.platform)
        if messenger is not None and not messenger.ready:
            return False
        try:
            post_id = await self._found(delivery, to, messenger)
        except SendPostponed:
            return False
        except (SendInDoubt, TimeoutError) as error:
            await self._unknown(delivery, to, messenger, error)
            return True
        outcomes = self.sender.outcomes
        if delivery.assumed:
            # What was found before it may have shown which lesson it must have brought.
            delivery = rechosen(delivery, account, self.sender.posts)
        if post_id is not None:
            await outcomes.found(delivery, to, post_id, unfinished=has_more(to))
        elif delivery.attempts >= MOST_ATTEMPTS:
            why = f"{delivery.attempts} attempts came to nothing"
            await outcomes.failed(delivery, to, why)
        elif delivery.assumed and (why := unwanted(delivery, to, self.sender.clock.now())):
            # At once, for its lesson is the next one's.
            await outcomes.skipped(replace(delivery, lesson_id=None, again=False), to, why)
        else:
            await outcomes.again(delivery)
        return True

    async def _found(
        self, delivery: Delivery, to: Subscription, messenger: Messenger | None
    ) -> str | None:
        if messenger is None:
            raise SendInDoubt(why=f"{to.platform} is not running")
        # Not from when it was due: one that was sent early stands further up.
        since = min(delivery.due, delivery.tried or delivery.due)
        if delivery.assumed:
            since = min(since, earliest(delivery, to))
        async with asyncio.timeout(self.sender.patience):
            return await messenger.find(to, delivery.key, since)

    async def _unknown(
        self,
        delivery: Delivery,
        to: Subscription,
        messenger: Messenger | None,
        error: Exception,
    ) -> None:
        if messenger is not None and await self.sender.repeat(delivery, to):
            return
        # It keeps its lesson for itself, so that the channel does not get it twice.
        now = self.sender.clock.now()
        age = now - (delivery.tried or delivery.due)
        why = "the platform did not answer" if isinstance(error, TimeoutError) else why_of(error)
        pause = max(age / PART, LOOK_AGAIN)
        if now < deadline(to, delivery.slot, delivery.due):
            pause = min(pause, AT_LEAST)
        again = now + pause
        # After a restore the old ones would be many words about what nobody can mend.
        over = delivery.assumed and now >= deadline(to, delivery.slot, delivery.due)
        told = age >= TELL_AFTER and not over
        await self.sender.outcomes.still_in_doubt(delivery, to, why, again, tell=told)
