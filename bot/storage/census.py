"""What the records say in numbers."""

import datetime as dt

from sqlalchemy import Select, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Census
from bot.domain.delivery import State
from bot.storage.migrating import revision_of
from bot.storage.moves import locking
from bot.storage.tables import deliveries, notes

BACKUP = "backup"
"""The note that says when the last good backup was made, as ISO 8601."""


def _numbers(state: State) -> Select[tuple[int, dt.datetime | None]]:
    """Return the query for how many are in a state though due, and the oldest: one range of the
    index over state and due."""
    column = deliveries.c
    return select(func.count(), func.min(column.due)).where(
        column.state == state.value, column.due <= bindparam("now")
    )


IN_DOUBT, WAITING = _numbers(State.IN_DOUBT), _numbers(State.PLANNED)
_BACKUP = select(notes.c.text).where(notes.c.name == BACKUP)
_NOTHING = update(notes).where(notes.c.name == "").values(text=notes.c.text)
"""Writes nothing, but only where one may write."""


class SqlCounts:
    """``core.ports.Counts`` in a database."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def census(self, now: dt.datetime) -> Census:
        """Return the numbers as they are now."""
        async with self._engine.connect() as connection:
            doubt, doubt_since = (await connection.execute(IN_DOUBT, {"now": now})).one()
            waiting, waiting_since = (await connection.execute(WAITING, {"now": now})).one()
            backup = (await connection.execute(_BACKUP)).scalar()
            schema = await connection.run_sync(revision_of)
        return Census(doubt, doubt_since, waiting, waiting_since, schema, _time(backup))

    async def answers(self) -> None:
        """Return if the records can be read, and written by us; raise what hinders that."""
        async with locking(self._engine).begin() as connection:
            await connection.execute(_NOTHING)


def _time(noted: str | None) -> dt.datetime | None:
    try:
        moment = dt.datetime.fromisoformat(noted or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
