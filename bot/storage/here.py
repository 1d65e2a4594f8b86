"""SQLite in the thread that asks, for rehearsals: no file is waited for, and commits can fail.

It is several times as fast as a thread for each connection, and as what is asked is answered
before anything else is done, the same seed gives the same run.
"""

import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import AsyncAdaptedQueuePool, Connection, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.util import LRUCache, await_only

from bot.storage.database import upgrade

PRAGMAS = ("synchronous=OFF", "journal_mode=WAL", "foreign_keys=ON", "cache_size=-65536")


class Probe(Protocol):
    """Is asked round each commit that changes something, and may raise in place of it."""

    def before_commit(self) -> None:
        """What is raised here leaves nothing committed."""

    def after_commit(self) -> None:
        """What is raised here comes too late: it was committed."""


class HereDialect(SQLiteDialect_pysqlite):
    """Python's own driver, called as if it were one of those that wait."""

    driver = "here"
    is_async = True
    supports_statement_cache = True

    def do_execute(self, cursor: Any, statement: str, parameters: Any, context: Any = None) -> None:
        """Run a statement, and wait for nothing: SQLAlchemy wants to see that one waits."""
        await_only(_nothing())
        cursor.execute(statement, parameters)

    def do_executemany(
        self, cursor: Any, statement: str, parameters: Any, context: Any = None
    ) -> None:
        """Run a statement for each of some rows."""
        await_only(_nothing())
        cursor.executemany(statement, parameters)


_COMPILED: LRUCache[Any, Any] = LRUCache(500)


async def _nothing() -> None:
    """Wait for nothing."""


registry.register("sqlite.here", __name__, HereDialect.__name__)


@asynccontextmanager
async def opened_here(path: Path, probe: Probe, *, new: bool) -> AsyncIterator[AsyncEngine]:
    """Open a database for a rehearsal; a ``new`` one is given its tables."""
    arguments = {"factory": _probed(probe), "check_same_thread": False, "timeout": 0}
    engine = create_async_engine(
        f"sqlite+here:///{path}", connect_args=arguments, poolclass=AsyncAdaptedQueuePool
    )
    # A program that is started again need not find out again what its queries are in SQL.
    engine.sync_engine._compiled_cache = _COMPILED  # noqa: SLF001
    event.listen(engine.sync_engine, "connect", _set_up)
    event.listen(engine.sync_engine, "begin", _begin)
    try:
        if new:
            async with engine.begin() as connection:
                await connection.run_sync(upgrade)
        yield engine
    finally:
        await engine.dispose()


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    kind = connection.get_execution_options().get("begin", "DEFERRED")
    # Not by SQLAlchemy: that takes longer than most of what comes after it.
    driver: Any = connection.connection.dbapi_connection
    driver.execute(f"BEGIN {kind}")


class _Cursor(sqlite3.Cursor):
    """What SQLAlchemy asks of the cursor of a driver that waits. It reads all rows at once: one
    that is left half read would keep the database locked."""

    server_side = False
    _rows: Sequence[Any] = ()

    def execute(self, statement: str, parameters: Any = ()) -> "_Cursor":
        super().execute(statement, parameters)
        self._rows = super().fetchall() if self.description else ()
        return self

    def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, ()
        return [*rows]

    def fetchone(self) -> Any:
        row = self._rows[0] if self._rows else None
        self._rows = self._rows[1:]
        return row

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        rows, self._rows = self._rows[:size], self._rows[size:]
        return [*rows]

    async def _async_soft_close(self) -> None:
        """Do nothing: its rows are still to be read."""


def _probed(probe: Probe) -> Callable[..., sqlite3.Connection]:
    class Probed(sqlite3.Connection):
        def cursor(self, factory: Any = _Cursor) -> Any:
            return super().cursor(factory)

        written = 0

        def commit(self) -> None:
            if self.total_changes == self.written:
                super().commit()
                return
            probe.before_commit()
            super().commit()
            self.written = self.total_changes
            probe.after_commit()

    return Probed
