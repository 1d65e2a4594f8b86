"""Many subscriptions at once, and the rounds that go over them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import insert

from bot.app import Homeroom
from bot.core.clock import SystemClock
from bot.core.ports import Clock, Messenger
from bot.delivery.rounds import Records, Rounds, rounds_over
from bot.domain.subscription import Slot, Subscription
from bot.storage.database import Engine
from bot.storage.editions import SqlEditions
from bot.storage.notices import SqlNotices
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


def rounds_of(
    parts: Homeroom, messengers: Mapping[str, Messenger], clock: Clock | None = None
) -> Rounds:
    """Return the rounds of a bot, without its page and its bell."""
    records = Records(parts.ledger, SqlNotices(parts.engine), SqlEditions(parts.engine))
    return rounds_over(records, parts.library, messengers, clock or parts.clock)


async def subscribe(engine: Engine, wishes: Iterable[tuple[Subscription, Slot]]) -> None:
    """Record subscriptions, each with the slot that comes next, as fast as the database can."""
    rows = [columns_of(wish) | slot_columns_of(first) for wish, first in wishes]
    async with engine.begin() as connection:
        for begin in range(0, len(rows), AT_A_TIME):
            await connection.execute(insert(subscriptions), rows[begin : begin + AT_A_TIME])
