"""What a clock did that was ahead of time, undone once it is set back."""

import datetime as dt

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.delivery import BY_THE_CLOCK, UNDER_WAY, Change, State
from bot.storage.moves import locking, move_all
from bot.storage.queues import TO_TELL
from bot.storage.rows import delivery_of
from bot.storage.tables import deliveries, notices

LONGEST = dt.timedelta(minutes=10)
"""Nothing is put off for longer, but the look for an old doubt."""
SOON = dt.timedelta(minutes=1)
"""When it is done instead: what was just sent has to settle first."""


async def take_back(engine: AsyncEngine, now: dt.datetime) -> int:
    """Plan again what was skipped, by the clock, before its time; return how many slots."""
    reasons = [reason.value for reason in BY_THE_CLOCK]
    column = deliveries.c
    query = select(deliveries).where(
        column.due > now, column.state == State.SKIPPED.value, column.reason.in_(reasons)
    )
    async with engine.connect() as connection:
        skipped = [delivery_of(row) for row in await connection.execute(query)]
    again = (Change(State.PLANNED, now, "the clock was ahead", one.due) for one in skipped)
    return len(await move_all(locking(engine), list(zip(skipped, again, strict=True))))


async def bring_forward(engine: AsyncEngine, now: dt.datetime, *, doubts: bool) -> int:
    """Have everything done soon that was put off for longer than anything is.

    Old ``doubts`` can't be told from those, and are looked for once more. Returns how many
    deliveries that were.
    """
    states = {state.value for state in UNDER_WAY if doubts or state is not State.IN_DOUBT}
    column, far, soon = deliveries.c, now + LONGEST, now + SOON
    async with locking(engine).begin() as connection:
        moved = await connection.execute(
            update(deliveries)
            .where(column.state.in_(states), column.ready > far)
            .values(ready=soon)
        )
        await connection.execute(
            update(deliveries).where(column.follow_at > far).values(follow_at=soon)
        )
        await connection.execute(
            update(notices).where(TO_TELL, notices.c.ready > far).values(ready=soon)
        )
    return moved.rowcount
