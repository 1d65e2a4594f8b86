"""Opens a database as it is, without bringing its tables up to date."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import DatabaseUnusable
from bot.storage.database import named, on_postgresql
from bot.storage.migrating import revision_of
from bot.storage.postgresql import postgresql_engine
from bot.storage.sqlite import sqlite_engine

OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name LIKE 'homeroom%' AND pid <> pg_backend_pid()"
)


@asynccontextmanager
async def connected(url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database that is there, and close it in the end; nothing is changed in it.

    Raises ``DatabaseUnusable`` if it can't be reached or is no database.
    """
    engine = postgresql_engine(url) if on_postgresql(url) else sqlite_engine(_there(url))
    try:
        with named(engine):
            async with engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        yield engine
    finally:
        await engine.dispose()


async def revision(engine: AsyncEngine) -> str:
    """Return which tables a database has; empty if none of Homeroom's."""
    async with engine.connect() as connection:
        return await connection.run_sync(revision_of)


async def others(engine: AsyncEngine) -> int:
    """Return how many connections of other Homerooms a database on a server has."""
    if engine.dialect.name != "postgresql":
        return 0
    async with engine.connect() as connection:
        return int(await connection.scalar(text(OTHERS)) or 0)


def _there(url: str) -> str:
    path = make_url(url).database or ""
    if not Path(path).is_file():
        mend = "Look at HOMEROOM_DATA_DIR and DATABASE_URL."
        raise DatabaseUnusable(path=path, why="there is no such file", mend=mend)
    return url
