"""A dead man's switch: a channel that should have had a post and has none is noticed.

It asks the records what should be there, not the parts that should have put it there.
"""

import datetime as dt
import logging
from dataclasses import dataclass

from bot.core.ports import Clock, Ledger, Notice, Notices, Overdue, Trouble
from bot.domain.delivery import State

log = logging.getLogger(__name__)

AFTER = dt.timedelta(hours=1)
"""How late a post is before somebody is told. 100,000 posts at Discord's rate take half of that."""
FOR = dt.timedelta(hours=36)
"""How long ago it may have been due: what is older was told, or nobody listened."""
EVERY = dt.timedelta(minutes=1)
MOST = 500
"""Told at one time."""


@dataclass(slots=True)
class DeadMan:
    """Looks, at most once in ``EVERY``, for posts that should stand and don't."""

    ledger: Ledger
    notices: Notices
    clock: Clock
    _again: dt.datetime | None = None

    async def look(self) -> None:
        """Record a notice for each channel without its post; once for each slot."""
        now = self.clock.now()
        if self._again is not None and now < self._again <= now + EVERY:
            return
        self._again = now + EVERY
        for one in await self.ledger.overdue(now - FOR, now - AFTER, limit=MOST):
            await self._alert(one, now)

    async def _alert(self, one: Overdue, now: dt.datetime) -> None:
        # A doubt that lasts is told in words of its own.
        trouble = Trouble.IN_DOUBT if one.state is State.IN_DOUBT else Trouble.MISSING
        why = one.reason or ("it was not planned" if one.state is None else "it still waits")
        notice = Notice(one.subscription_id, trouble, one.slot, why)
        if await self.notices.add(notice, now):
            log.error(
                "schedule %s should have had a post at %s and has none: %s",
                one.subscription_id,
                one.due.isoformat(timespec="minutes"),
                why,
            )
