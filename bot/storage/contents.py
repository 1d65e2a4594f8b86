"""What a database holds that must survive, wherever it is kept."""

from sqlalchemy import ColumnElement, Select, exists, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.migrating import NOTE as SCHEMA_BEARS
from bot.storage.tables import (
    attempts,
    deliveries,
    editions,
    events,
    lookups,
    misses,
    notes,
    notices,
    posts,
    servers,
    slack_bots,
    slack_installations,
    slack_oauth_states,
    subscriptions,
    taught,
)

KEPT = (
    notes,
    servers,
    subscriptions,
    editions,
    deliveries,
    events,
    notices,
    attempts,
    posts,
    misses,
    taught,
    lookups,
    slack_installations,
    slack_bots,
    slack_oauth_states,
)
"""The tables with what must survive; each after those that it refers to."""
TRANSIENT = frozenset({"rate_budgets"})
"""Tables whose rows are made anew by themselves. The queue's, too, but they are not ours."""
MOVING = "moving"
"""The note of how far a move has come, in the database that is moved to."""
OWN_NOTES = frozenset({SCHEMA_BEARS, MOVING, "backup", "backup-failed"})
"""Notes that are about a database itself, not about what it holds."""


def wanted(name: str) -> ColumnElement[bool]:
    """Return which rows of a table are about more than the database they are in."""
    return notes.c.name.not_in(OWN_NOTES) if name == notes.name else true()


async def holds_something(engine: AsyncEngine) -> bool:
    """Tell whether a database that has all tables has anything in them."""
    async with engine.connect() as connection:
        return bool(await connection.scalar(_anything()))


def _anything() -> Select[tuple[bool]]:
    there = (exists(select(table).where(wanted(table.name))) for table in KEPT)
    return select(or_(*there))


def count(name: str) -> Select[tuple[int]]:
    """Return the query for how many rows a table holds that are kept."""
    (table,) = (one for one in KEPT if one.name == name)
    return select(func.count()).select_from(table).where(wanted(name))
