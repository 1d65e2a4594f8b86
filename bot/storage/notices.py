"""What somebody is to be told."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Notice, Trouble
from bot.storage.inserts import insert_if_new
from bot.storage.queues import TELLING
from bot.storage.tables import notices


class SqlNotices:
    """``core.ports.Notices`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def add(self, notice: Notice, at: dt.datetime) -> bool:
        """Record a notice, unless there is one with its key; return whether it was new."""
        row = {
            "subscription_id": notice.subscription_id,
            "trouble": notice.trouble.value,
            "slot": notice.slot,
            "reason": notice.reason,
            "at": at,
            "ready": at,
            "attempts": 0,
            "done": False,
        }
        async with self._engine.begin() as connection:
            done = await connection.execute(insert_if_new(notices, row), row)
            return done.rowcount == 1

    async def to_tell(self, now: dt.datetime, *, limit: int) -> Sequence[Notice]:
        """Return the notices that are to be told by now, oldest first."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(TELLING, {"now": now, "limit": limit})
            return [
                Notice(
                    row.subscription_id,
                    Trouble(row.trouble),
                    row.slot,
                    row.reason,
                    row.id,
                    row.attempts,
                )
                for row in rows
            ]

    async def told(self, notice: Notice) -> None:
        """Record that it was told, or that nobody can be."""
        await self._update(notice, done=True)

    async def put_off(self, notice: Notice, until: dt.datetime) -> None:
        """Record that a try to tell it came to nothing."""
        await self._update(notice, ready=until, attempts=notice.attempts + 1)

    async def _update(self, notice: Notice, **values: Any) -> None:
        statement = update(notices).where(notices.c.id == notice.id).values(values)
        async with self._engine.begin() as connection:
            await connection.execute(statement)
