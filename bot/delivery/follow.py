"""What follows a post that stands: a thread to talk in, on to the followers. Each in its turn."""

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.ports import Account, Clock, Ledger, Messenger
from bot.core.reply import Reply
from bot.delivery.outcomes import Outcomes, pause_after, why_of
from bot.delivery.posts import Posts
from bot.domain.delivery import Delivery
from bot.domain.progress import Choice
from bot.domain.subscription import Subscription
from bot.errors import SendRefused

log = logging.getLogger(__name__)

PATIENCE = 15.0
"""Seconds for what follows a post. It may be done twice, so nothing is in doubt after that."""
FOLLOWING = dt.timedelta(seconds=2 * PATIENCE)
"""After that whoever sent a post is surely not about it any more."""
FOR = dt.timedelta(hours=6)
"""How long after it was due a thread is still worth opening."""
AGAIN = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Follower:
    """Does what a schedule wants done about its posts, until it is done."""

    ledger: Ledger
    posts: Posts
    messengers: Mapping[str, Messenger]
    outcomes: Outcomes
    clock: Clock

    async def again(self, delivery: Delivery, account: Account | None = None) -> None:
        """Try once more what did not work, or was cut short by a kill."""
        account = account or await self.ledger.account(delivery.subscription_id)
        to, messenger = account.subscription, self.messengers.get(account.subscription.platform)
        lesson = self.posts.library.lesson(delivery.lesson_id or "")
        if messenger is not None and not messenger.ready:
            return
        if not has_more(to) or not delivery.post_id or messenger is None or lesson is None:
            await self.outcomes.finished(delivery)
            return
        post = self.posts.post(Choice(lesson), delivery, to, late=delivery.late)
        await self.follow(delivery, to, post)

    async def follow(self, sent: Delivery, to: Subscription, post: Reply) -> None:
        """Do it now; what fails is tried again, until it is too late or refused."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.messengers[to.platform].follow(to, post, sent.post_id or "")
        except SendRefused as error:
            log.warning("what follows delivery %s was refused: %s", sent.key, why_of(error))
            await self.outcomes.finished(sent, why_of(error))
        except Exception as error:  # noqa: BLE001 -- it may be done again, whatever it was
            await self._later(sent, error)
        else:
            await self.outcomes.finished(sent)

    async def _later(self, sent: Delivery, error: Exception) -> None:
        why, now = why_of(error), self.clock.now()
        log.warning("what follows delivery %s has to wait: %s", sent.key, why, exc_info=error)
        if now - sent.due > FOR:
            await self.outcomes.finished(sent, why)
        else:
            pause = pause_after(1 + int((now - sent.due) / AGAIN))
            await self.outcomes.unfinished(sent, why, now + max(pause, AGAIN))


def has_more(to: Subscription) -> bool:
    """Tell whether something follows a subscription's posts."""
    return to.options.thread or to.options.publish
