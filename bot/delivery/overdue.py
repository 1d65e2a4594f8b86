"""A dead man's switch: a channel that should have had a post and has none is noticed.

It asks the records what should be there, not the parts that should have put it there.
"""

import datetime as dt
import logging
from dataclasses import dataclass, field

from bot.core.ports import Clock, Ledger, Notice, Notices, Overdue, Trouble
from bot.domain.delivery import State

log = logging.getLogger(__name__)

AFTER = dt.timedelta(minutes=30)
"""How late a post is when it is first looked at."""
STILL = dt.timedelta(minutes=30)
"""How long it then has to come yet: after an outage there is much to catch up with. 100,000 posts
at Discord's rate take as long."""
FOR = dt.timedelta(hours=36)
"""How long ago it may have been due: what is older was told, or nobody listened."""
EVERY = dt.timedelta(minutes=10)
MOST = 500
"""Looked at at one time."""


@dataclass(slots=True)
class DeadMan:
    """Looks, at most once in ``EVERY``, for posts that should stand and don't."""

    ledger: Ledger
    notices: Notices
    clock: Clock
    _again: dt.datetime | None = None
    _seen: dict[tuple[int, dt.date], dt.datetime] = field(default_factory=dict, repr=False)
    """What was missing, and since when it was seen to be."""

    async def look(self) -> None:
        """Record a notice for each channel that goes without its post; once for each slot."""
        now = self.clock.now()
        if self._again is not None and now < self._again <= now + EVERY:
            return
        self._again = now + EVERY
        overdue = await self.ledger.overdue(now - FOR, now - AFTER, limit=MOST)
        seen = {(one.subscription_id, one.slot): now for one in overdue}
        self._seen = {key: min(self._seen.get(key, at), at) for key, at in seen.items()}
        for one in overdue:
            if now - self._seen[one.subscription_id, one.slot] >= STILL:
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
