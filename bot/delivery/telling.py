"""Whoever made a schedule is told, once, when something is wrong with it."""

import asyncio
import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.ports import Channels, Clock, Ledger, Messenger, Notice, Notices
from bot.delivery.outcomes import pause_after, why_of
from bot.domain.subscription import Subscription
from bot.errors import SendPostponed, SendRefused
from bot.replies.languages import texts_in
from bot.replies.notices import notice_reply

log = logging.getLogger(__name__)

AT_A_TIME = 50
PATIENCE = 15.0
"""Seconds to wait for a platform."""
MOST_ATTEMPTS = 8


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells what is to be told. ``channels`` knows what the channels are called."""

    ledger: Ledger
    notices: Notices
    messengers: Mapping[str, Messenger]
    channels: Mapping[str, Channels]
    clock: Clock

    async def go(self) -> None:
        """Tell what is due; one that can't be told stops no other."""
        told = await self.notices.to_tell(self.clock.now(), limit=AT_A_TIME)
        accounts = await self.ledger.accounts({one.subscription_id for one in told})
        for notice in told:
            try:
                await self._tell(notice, accounts[notice.subscription_id].subscription)
            except Exception:
                log.exception("notice %s could not be told; it will be tried again", notice.key)

    async def _tell(self, notice: Notice, to: Subscription) -> None:
        messenger = self.messengers.get(to.platform)
        if messenger is None:
            log.error("schedule %s: %s, %s", to.id, notice.trouble.value, notice.reason)
            await self.notices.told(notice)
        elif messenger.ready and not await messenger.turn(to):
            await self._say(notice, to, messenger)

    async def _say(self, notice: Notice, to: Subscription, messenger: Messenger) -> None:
        channel = await self._name(to)
        reply = notice_reply(notice, to, channel, texts_in(to.language))
        try:
            async with asyncio.timeout(PATIENCE):
                await messenger.tell(to, reply, notice.key)
        except SendRefused as error:
            why = why_of(error)
            log.error("nobody can be told of %s (%s): %s", channel, notice.reason, why)  # noqa: TRY400 -- an answer, not a fault
            await self.notices.told(notice)
        except SendPostponed as error:
            await self._later(notice, dt.timedelta(seconds=error.after))
        except Exception as error:  # noqa: BLE001 -- whatever it was, it gave no clear answer
            log.warning("whether notice %s was told is not known: %s", notice.key, why_of(error))
            # Told twice is worse than not: unless it is known again by its key.
            if messenger.repeatable(to):
                await self._later(notice, dt.timedelta())
            else:
                await self.notices.told(notice)
        else:
            await self.notices.told(notice)

    async def _later(self, notice: Notice, pause: dt.timedelta) -> None:
        if notice.attempts >= MOST_ATTEMPTS:
            log.error("notice %s could not be told: %s", notice.key, notice.reason)
            await self.notices.told(notice)
            return
        pause = max(pause, pause_after(notice.attempts + 2))
        await self.notices.put_off(notice, self.clock.now() + pause)

    async def _name(self, to: Subscription) -> str:
        known = self.channels.get(to.platform)
        return await known.name(to.server, to.channel) if known else to.channel
