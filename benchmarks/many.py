"""Many subscriptions at once, and a clock to have them due."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import insert

from bot.core.clock import SystemClock
from bot.domain.subscription import Slot, Subscription
from bot.storage.database import Engine
from bot.storage.rows import columns_of, slot_columns_of
from bot.storage.tables import subscriptions

AT_A_TIME = 5_000


@dataclass
class SetClock:
    """A clock that is as far ahead as one likes."""

    ahead: dt.timedelta = field(default_factory=dt.timedelta)
    machine: SystemClock = field(default_factory=SystemClock)

    def now(self) -> dt.datetime:
        """Return the time now."""
        return self.machine.now() + self.ahead

    def monotonic(self) -> float:
        """Return seconds that go on as ``now`` does: to whoever compares, nobody set the clock."""
        return self.machine.monotonic() + self.ahead.total_seconds()


async def subscribe(engine: Engine, wishes: Iterable[tuple[Subscription, Slot]]) -> None:
    """Record subscriptions, each with the slot that comes next, as fast as the database can."""
    rows = [columns_of(wish) | slot_columns_of(first) for wish, first in wishes]
    async with engine.begin() as connection:
        for begin in range(0, len(rows), AT_A_TIME):
            await connection.execute(insert(subscriptions), rows[begin : begin + AT_A_TIME])
