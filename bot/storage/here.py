"""SQLite in the thread that asks, for rehearsals: no file is waited for, and commits can fail.

It is several times as fast as a thread for each connection, and as what is asked is answered
before anything else is done, the same seed gives the same run.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol, Self, cast

from sqlalchemy import Connection, CursorResult, Executable, create_engine, event
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.migrating import upgrade

PRAGMAS = (
    "locking_mode=EXCLUSIVE",
    "journal_mode=MEMORY",
    "synchronous=OFF",
    "temp_store=MEMORY",
    "foreign_keys=ON",
    "cache_size=-262144",
)


class Probe(Protocol):
    """Is asked round each commit that changes something, and may raise in place of it."""

    def before_commit(self) -> None:
        """What is raised here leaves nothing committed."""

    def after_commit(self) -> None:
        """What is raised here comes too late: it was committed."""


Database = Callable[[Probe], AsyncEngine]
"""Gives what one run of a program uses it with: its commits go through a probe."""


class _Probed(sqlite3.Connection):
    probe: Probe | None = None
    written = 0

    def commit(self) -> None:
        if self.probe is None or self.total_changes == self.written:
            super().commit()
            return
        self.probe.before_commit()
        super().commit()
        self.written = self.total_changes
        self.probe.after_commit()


class _Connection:
    """What is asked of an ``AsyncConnection``, answered at once; for one transaction."""

    def __init__(self, connection: Connection, probe: Probe, begin: str, *, commits: bool) -> None:
        self.dialect = connection.dialect
        self._connection, self._begin, self._commits = connection, begin, commits
        # Transactions are not left to SQLAlchemy: it takes longer than most of what is in them.
        self._driver = cast("_Probed", connection.connection.dbapi_connection)
        self._driver.probe = probe

    async def __aenter__(self) -> Self:
        self._driver.execute(self._begin)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if self._commits and kind is None:
                self._driver.commit()
        finally:
            self._driver.rollback()

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Executable, parameters: Any = None) -> Any:
        return self._connection.scalar(statement, parameters)


class _Engine:
    """What is asked of an ``AsyncEngine``, of one connection: nobody waits within a transaction."""

    def __init__(self, connection: Connection, probe: Probe, begin: str = "DEFERRED") -> None:
        self.dialect = connection.dialect
        self._connection, self._probe, self._begin = connection, probe, f"BEGIN {begin}"

    def execution_options(self, *, begin: str) -> "_Engine":
        """Return one whose transactions begin in another way."""
        return _Engine(self._connection, self._probe, begin)

    def connect(self) -> _Connection:
        """Lend the connection for reading."""
        return _Connection(self._connection, self._probe, self._begin, commits=False)

    def begin(self) -> _Connection:
        """Lend the connection; what is done with it is committed in the end."""
        return _Connection(self._connection, self._probe, self._begin, commits=True)


@contextmanager
def opened_here(path: Path) -> Iterator[Database]:
    """Open a new database for a rehearsal, with all its tables."""
    engine = create_engine(f"sqlite:///{path}", connect_args={"factory": _Probed})
    event.listen(engine, "connect", _set_up)
    try:
        with engine.connect() as connection:
            upgrade(connection)
            connection.commit()
            yield lambda probe: cast("AsyncEngine", _Engine(connection, probe))
    finally:
        engine.dispose()


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
