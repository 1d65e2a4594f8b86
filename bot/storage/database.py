"""Opens the database and brings its tables up to date."""

import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, event
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import DatabaseUnusable

Engine = AsyncEngine
"""An open database, for those outside who pass it on."""

ATTEMPTS, PAUSE = 100, 0.05
"""How often, and after how many seconds, a locked database is tried again."""
MIGRATIONS = Path(__file__).parent / "migrations"


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[AsyncEngine]:
    """Open a database, migrated to the newest tables, and close it in the end.

    Raises ``DatabaseUnusable`` if the file is no database, can't be written, or is newer than
    this program.
    """
    engine = create_async_engine(url)
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    try:
        await _migrate(engine)
        yield engine
    finally:
        await engine.dispose()


async def _migrate(engine: AsyncEngine) -> None:
    try:
        # Locked from the start, so that of two processes one migrates and the other waits.
        async with engine.execution_options(begin="IMMEDIATE").begin() as connection:
            await connection.run_sync(upgrade)
    except (DBAPIError, OSError) as error:
        why = str(getattr(error, "orig", None) or error)
        raise _unusable(engine, why, _mend(why)) from error
    except CommandError as error:
        why = "it was written by a newer Homeroom"
        raise _unusable(engine, why, "Update this one, or restore a backup.") from error


def _unusable(engine: AsyncEngine, why: str, mend: str) -> DatabaseUnusable:
    path = make_url(engine.url).database or engine.url.render_as_string(hide_password=True)
    return DatabaseUnusable(path=path, why=why, mend=mend)


def _mend(why: str) -> str:
    if "not a database" in why or "malformed" in why:
        return "Move it away (a new one is begun), or put a backup in its place."
    if "full" in why:
        return "Make room on the disk."
    return "Look at its rights, or set HOMEROOM_DATA_DIR (or DATABASE_URL) to another place."


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Apply the migrations up to a revision, on an open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _set_up_sqlite(connection: DBAPIConnection, _record: ConnectionPoolEntry | None) -> None:
    """Readers don't wait for the writer, references hold, and what was committed stays."""
    # Python's driver would begin transactions by itself, but not before a CREATE TABLE: a kill
    # could then leave half a migration behind. docs.sqlalchemy.org, "pysqlite", says how.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("busy_timeout=5000", "synchronous=FULL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    for attempt in range(ATTEMPTS, 0, -1):
        try:
            # Kept in the file: only the first connection of all has something to change.
            cursor.execute("PRAGMA journal_mode=WAL")
            break
        except sqlite3.OperationalError as error:
            # For this change SQLite does not wait until another process has made it.
            if "locked" not in str(error) or attempt == 1:
                raise
            time.sleep(PAUSE)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
