"""Servers that were left, and forgetting all that was kept for them."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import (
    ColumnElement,
    Table,
    delete,
    exists,
    func,
    or_,
    select,
    union,
    update,
)
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.inserts import insert_if_new
from bot.storage.moves import locking
from bot.storage.tables import attempts, misses, servers, subscriptions, taught

_OF_SERVER = (attempts, subscriptions, misses, taught)


async def known_servers(engine: AsyncEngine, platform: str) -> Sequence[str]:
    """Return the servers of a platform that there are records of, each once."""
    query = union(
        *(
            select(table.c.server).where(table.c.platform == platform, table.c.server != "")
            for table in (*_OF_SERVER, servers)
        )
    )
    async with engine.connect() as connection:
        return list((await connection.execute(query)).scalars())


async def note_left(engine: AsyncEngine, platform: str, server: str, at: dt.datetime) -> None:
    """Note that a server was left, if anything is kept of it; since when stays as it is."""
    known = update(servers).where(*_of(servers, platform, server))
    row = {"platform": platform, "server": server, "managers": "", "left_at": at}
    kept = select(or_(*(exists().where(*_of(table, platform, server)) for table in _OF_SERVER)))
    async with locking(engine).begin() as connection:
        noted = known.values(left_at=func.coalesce(servers.c.left_at, at))
        # Whoever notes it may have learned of it before it was forgotten: then nothing may stay.
        if (await connection.execute(noted)).rowcount == 0 and await connection.scalar(kept):
            await connection.execute(insert_if_new(servers, row), row)


async def note_back(engine: AsyncEngine, platform: str, server: str) -> None:
    """Note that the bot is on a server."""
    statement = (
        update(servers)
        .where(*_of(servers, platform, server), servers.c.left_at.is_not(None))
        .values(left_at=None)
    )
    async with engine.begin() as connection:
        await connection.execute(statement)


async def left_by(engine: AsyncEngine, before: dt.datetime) -> Sequence[tuple[str, str]]:
    """Return the servers that were left at a time or earlier, each with its platform."""
    query = select(servers.c.platform, servers.c.server).where(servers.c.left_at <= before)
    async with engine.connect() as connection:
        return [(row.platform, row.server) for row in await connection.execute(query)]


async def forget(engine: AsyncEngine, platform: str, server: str, before: dt.datetime) -> bool:
    """Delete everything of a server that was left at a time or earlier; return whether it was."""
    gone = delete(servers).where(*_of(servers, platform, server), servers.c.left_at <= before)
    # One transaction: whoever comes back meanwhile finds everything there, or nothing.
    async with locking(engine).begin() as connection:
        if (await connection.execute(gone)).rowcount == 0:
            return False
        for table in _OF_SERVER:
            # Deliveries go with their subscriptions.
            await connection.execute(delete(table).where(*_of(table, platform, server)))
    return True


def _of(table: Table, platform: str, server: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.platform == platform, table.c.server == server
