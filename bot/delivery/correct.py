"""Posts that stand are changed to what their lessons say now."""

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.ports import Account, Clock, Editions, Ledger, Library, Messenger
from bot.delivery.assigning import LONG_AGO
from bot.domain.delivery import Delivery
from bot.domain.lesson import Lesson
from bot.domain.subscription import Subscription
from bot.errors import SendError, SendPostponed, SendRefused
from bot.replies.lesson import post_of

log = logging.getLogger(__name__)

PATIENCE = 30.0
"""Seconds to wait for a platform; after that a correction is tried again."""
MOST = 20
"""Posts of a platform that are corrected in one round: what is due meanwhile does not wait long."""
FIRST_PAUSE = dt.timedelta(seconds=10)
LONGEST_PAUSE = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Corrector:
    """Carries out the corrections that are marked. ``patience`` is in seconds.

    Changing a post twice does no harm: so what got no clear answer is simply tried again, after
    an ever longer pause, and the pauses begin anew with the program.
    """

    editions: Editions
    ledger: Ledger
    library: Library
    messengers: Mapping[str, Messenger]
    clock: Clock
    patience: float = PATIENCE
    tries: dict[int, int] = field(default_factory=dict, repr=False)
    """How often a post's correction came to nothing, by the delivery's id."""

    async def go(self, read: dt.datetime) -> None:
        """Correct some posts on each platform where no new one waits to be sent.

        ``read`` is when the lessons were read, or looked at in vain, the last time: what was
        marked later may mean lessons that are not in the library yet, and waits for the next
        round.
        """
        async with asyncio.TaskGroup() as group:
            for platform, messenger in self.messengers.items():
                if messenger.ready:
                    group.create_task(self._on(platform, messenger, read))

    async def _on(self, platform: str, messenger: Messenger, read: dt.datetime) -> None:
        found = await self.editions.to_correct(platform, read, limit=MOST)
        if not found or await self._to_send(platform):
            return
        accounts = await self.ledger.accounts({one.subscription_id for one in found})
        async with asyncio.TaskGroup() as group:
            for delivery in found:
                account = accounts.get(delivery.subscription_id)
                group.create_task(self._carefully(delivery, account, messenger, read))

    async def _to_send(self, platform: str) -> bool:
        """Tell whether anything new waits to be sent: it goes first."""
        now = self.clock.now()
        return bool(await self.ledger.turns(platform, now, since=LONG_AGO, limit=1))

    async def _carefully(
        self,
        delivery: Delivery,
        account: Account | None,
        messenger: Messenger,
        read: dt.datetime,
    ) -> None:
        """Correct one post, or record why not; a fault in it is logged and ends here."""
        try:
            try:
                await self._correct(delivery, account, messenger, read)
            except SendRefused as error:
                log.warning("delivery %s can't be corrected: %s", delivery.key, error)
                await self.editions.refused(delivery, str(error.details["why"]), read)
                self.tries.pop(delivery.id, None)
            except (SendError, TimeoutError) as error:
                why = str(error) or f"no answer in {self.patience:g} s"
                log.warning("delivery %s was not corrected yet: %s", delivery.key, why)
                await self._try_again(delivery, error)
            except Exception as error:
                log.exception("delivery %s was not corrected yet", delivery.key)
                await self._try_again(delivery, error)
        except Exception:
            log.exception("what came of correcting delivery %s is not recorded", delivery.key)

    async def _correct(
        self,
        delivery: Delivery,
        account: Account | None,
        messenger: Messenger,
        read: dt.datetime,
    ) -> None:
        """Change a post, if it is its turn."""
        to, lesson, post_id = self._needed(delivery, account)
        async with asyncio.timeout(self.patience):
            if seconds := await messenger.turn(to):
                await self._put_off(delivery, dt.timedelta(seconds=seconds))
                return
            late = delivery.due.astimezone(to.zone) if delivery.late else None
            await messenger.edit(to, post_of(lesson, late), delivery.key, post_id)
        edition = await self.editions.keep(lesson.id, post_of(lesson), self.clock.now())
        await self.editions.corrected(delivery, edition, read)
        self.tries.pop(delivery.id, None)
        log.info("delivery %s was corrected on %s", delivery.key, to.platform)

    def _needed(
        self, delivery: Delivery, account: Account | None
    ) -> tuple[Subscription, Lesson, str]:
        """Return where a post is, its lesson and its id. Raises ``SendRefused`` without one."""
        lesson = self.library.lesson(delivery.lesson_id or "")
        if account is None:
            raise SendRefused(why="its schedule can't be read")
        if lesson is None:
            raise SendRefused(why="its lesson is gone")
        if not delivery.post_id:
            raise SendRefused(why="its post was deleted")
        return account.subscription, lesson, delivery.post_id

    async def _try_again(self, delivery: Delivery, error: Exception) -> None:
        tries = self.tries.get(delivery.id, 0)
        self.tries[delivery.id] = tries + 1
        pause = min(FIRST_PAUSE * 2 ** min(tries, 10), LONGEST_PAUSE)
        if isinstance(error, SendPostponed):
            pause = max(pause, dt.timedelta(seconds=error.after))
        await self._put_off(delivery, pause)

    async def _put_off(self, delivery: Delivery, pause: dt.timedelta) -> None:
        await self.editions.put_off(delivery, self.clock.now() + pause)
