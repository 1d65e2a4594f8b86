"""Numbers of subscriptions that are never given, for something may bear them that is not known."""

import datetime as dt

from sqlalchemy import Integer, func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.domain.subscription import Mode, Status
from bot.storage.contents import KEPT
from bot.storage.tables import subscriptions

SPARE = 1_000
"""How many schedules may have been made between a backup and its return."""
_NOBODY = {
    "platform": "none",
    "channel": "",
    "times": "00:00",
    "zone": "UTC",
    "days": "0",
    "track": "",
    "mode": Mode.COURSE.value,
    "status": Status.REMOVED.value,
    "reason": "holds the number that comes before it after a restore",
    "next_date": dt.date(9999, 1, 1),
    "next_due": dt.datetime(9999, 1, 1, tzinfo=dt.UTC),
}


async def reserve_numbers(engine: AsyncEngine, many: int = SPARE) -> None:
    """Have the next subscription numbered so many higher than it would be.

    A row that stands for no channel bears the last of them: SQLite gives the number after the
    highest there is, and knows no other way.
    """
    async with engine.begin() as connection:
        highest = await connection.scalar(select(func.max(subscriptions.c.id))) or 0
        await connection.execute(insert(subscriptions).values(_NOBODY | {"id": highest + many}))
        await set_numbers(connection)


async def set_numbers(connection: AsyncConnection) -> None:
    """Have a server go on numbering after the highest number there is. (SQLite does anyway.)"""
    if connection.dialect.name != "postgresql":
        return
    for table in KEPT:
        if "id" in table.c and isinstance(table.c.id.type, Integer):
            highest = await connection.scalar(select(func.max(table.c.id)))
            await connection.execute(
                text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :last, :used)"),
                {"name": table.name, "last": highest or 1, "used": highest is not None},
            )
