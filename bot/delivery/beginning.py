"""After a start, what is in doubt is looked for before anything new goes out."""

import datetime as dt
from dataclasses import dataclass, field

from bot.core.ports import Clock, Ledger
from bot.domain.delivery import Delivery, State

SOON = dt.timedelta(minutes=1)
"""Doubts that are not to be looked at within that were looked at before, in vain."""
LONGEST = 600.0
"""Seconds for which nothing new goes out at most: a platform may not answer about the old."""
AT_A_TIME = 500


@dataclass(slots=True)
class Beginning:
    """Knows on which platforms something has to be looked for first."""

    ledger: Ledger
    clock: Clock
    _doubts: dict[int, str] = field(default_factory=dict, repr=False)
    """Their platforms, by the delivery's id."""
    _ends: float = 0.0

    async def note(self) -> None:
        """Note what is in doubt now."""
        self._ends = self.clock.monotonic() + LONGEST
        last, soon = 0, self.clock.now() + SOON
        while page := await self.ledger.in_state(
            State.IN_DOUBT, ready_by=soon, after_id=last, limit=AT_A_TIME
        ):
            accounts = await self.ledger.accounts({one.subscription_id for one in page})
            for one in page:
                if account := accounts.get(one.subscription_id):
                    self._doubts[one.id] = account.subscription.platform
            last = page[-1].id

    def looked_for(self, delivery: Delivery) -> None:
        """Note that one was looked for, whatever was found."""
        self._doubts.pop(delivery.id, None)

    def holds(self, platform: str) -> bool:
        """Tell whether nothing new may go out to a platform yet."""
        if self._doubts and self.clock.monotonic() >= self._ends:
            self._doubts.clear()
        return platform in self._doubts.values()
