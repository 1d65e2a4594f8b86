"""What is SQLite's alone: a file beside the program, one writer at a time."""

import sqlite3
import time

from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

ATTEMPTS, PAUSE = 100, 0.05
"""How often, and after how many seconds, a locked database is tried again."""


def sqlite_engine(url: str) -> AsyncEngine:
    """Return an engine for a file, whose readers don't wait for the writer."""
    engine = create_async_engine(url)
    event.listen(engine.sync_engine, "connect", set_up)
    event.listen(engine.sync_engine, "begin", begin)
    return engine


def set_up(connection: DBAPIConnection, _record: ConnectionPoolEntry | None) -> None:
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


def begin(connection: Connection) -> None:
    """Begin a transaction in the way its options say."""
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
