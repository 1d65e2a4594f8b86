"""Opens the database and brings its tables up to date."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from sqlalchemy import Connection
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import DatabaseUnusable
from bot.storage.migrating import TooNew, upgrade
from bot.storage.postgresql import hold_migrations, postgresql_engine, refusals
from bot.storage.sqlite import sqlite_engine

Engine = AsyncEngine
"""An open database, for those outside who pass it on."""


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database, migrated to the newest tables, and close it in the end.

    Raises ``DatabaseUnusable`` if it can't be reached, is no database, can't be written, or is too
    new for this program.
    """
    # Migrations may take as long as they need, and nothing else does.
    migrating = postgresql_engine(url, answering=None) if on_postgresql(url) else sqlite_engine(url)
    try:
        await migrate(migrating)
    finally:
        await migrating.dispose()
    engine = postgresql_engine(url) if on_postgresql(url) else sqlite_engine(url)
    try:
        yield engine
    finally:
        await engine.dispose()


def on_postgresql(url: str) -> bool:
    """Tell whether an address is one of a PostgreSQL database."""
    return make_url(url).get_backend_name() == "postgresql"


async def migrate(engine: AsyncEngine) -> None:
    """Bring the tables up to date; of processes that start together one does, the others wait."""
    with named(engine):
        async with engine.execution_options(begin="IMMEDIATE").begin() as connection:
            await connection.run_sync(_migrate_alone)


@contextmanager
def named(engine: AsyncEngine) -> Iterator[None]:
    """Turn what goes wrong with a database into ``DatabaseUnusable``, which names it."""
    unusable: tuple[type[Exception], ...] = (DBAPIError, OSError, TimeoutError, *refusals(engine))
    try:
        yield
    except unusable as error:
        raise _unusable(engine, error) from error
    except TooNew as error:
        why = "it was written by a newer Homeroom"
        mend = "Update this one, or restore a backup."
        raise DatabaseUnusable(path=shown(engine), why=why, mend=mend) from error


def _migrate_alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        hold_migrations(connection)
    upgrade(connection)


def _unusable(engine: AsyncEngine, error: Exception) -> DatabaseUnusable:
    cause = getattr(error, "orig", None) or error
    # The driver's words after its own name, in which a password is never said.
    why = str(cause).removeprefix(f"{type(cause)}: ") or "it does not answer"
    server = engine.dialect.name == "postgresql"
    mend = _mend_server(why) if server else _mend_file(why)
    return DatabaseUnusable(path=shown(engine), why=why, mend=mend)


def shown(engine: AsyncEngine) -> str:
    """Return how a database is named to people: without a password."""
    if engine.dialect.name == "postgresql":
        parts = engine.url
        return f"{parts.database or ''} on {parts.host or 'this machine'}:{parts.port or 5432}"
    return engine.url.database or ""


def _mend_file(why: str) -> str:
    if "not a database" in why or "malformed" in why:
        return "Move it away (a new one is begun), or put a backup in its place."
    if "full" in why:
        return "Make room on the disk."
    return "Look at its rights, or set HOMEROOM_DATA_DIR (or DATABASE_URL) to another place."


def _mend_server(why: str) -> str:
    if "does not exist" in why:
        return "Make it (createdb), or set DATABASE_URL to one that is there."
    if "password" in why or "authentication" in why or "pg_hba" in why:
        return "Look at the name and password in DATABASE_URL."
    if "permission" in why:
        return "Give its user the right to make tables there: GRANT CREATE ON SCHEMA public."
    return "Look whether PostgreSQL runs there, and at DATABASE_URL."
