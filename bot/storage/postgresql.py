"""What is PostgreSQL's alone: a server that other processes use at the same time."""

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

CONNECTING = 10.0
"""Seconds to reach the server."""
ANSWERING = 10.0
"""Seconds for one statement; a network that is cut says nothing at all."""
SESSION = {
    "application_name": "homeroom",
    # Compiling takes longer than any query here.
    "jit": "off",
    # A process that is stopped in the middle of a transaction must not keep its locks from the
    # others; 10 s is longer than any transaction takes.
    "idle_in_transaction_session_timeout": "10s",
    "lock_timeout": "15s",
}
CONNECTIONS = 10
_MIGRATING = 4_846_463_666
"""The key of the lock under which one process migrates; any number nobody else takes."""


def postgresql_engine(url: str, answering: float | None = ANSWERING) -> AsyncEngine:
    """Return an engine for a database on a server, which has so many seconds to answer."""
    return create_async_engine(
        _spelt_for_driver(url),
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        # An idle connection may have been cut by what is between: not later than after that.
        pool_recycle=600,
        connect_args={
            "timeout": CONNECTING,
            "command_timeout": answering,
            "server_settings": SESSION,
        },
    )


def refusals(engine: AsyncEngine) -> tuple[type[Exception], ...]:
    """Return what the driver raises of its own, past SQLAlchemy, when it can't connect."""
    if engine.dialect.name != "postgresql":
        return ()
    import asyncpg

    return (asyncpg.PostgresError, asyncpg.InterfaceError)


def hold_migrations(connection: Connection) -> None:
    """Until this transaction ends, migrate alone: others wait for what came of it."""
    # Whoever is first may have much to do.
    connection.execute(text("SET LOCAL lock_timeout = '10min'"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _MIGRATING})


def driver_address(url: str) -> str:
    """Return a database's address as an operator writes it, and PgQueuer's driver wants it."""
    return url.replace("postgresql+asyncpg://", "postgresql://", 1)


def _spelt_for_driver(url: str) -> str:
    """Operators write ``sslmode``, as every tool of PostgreSQL has it; the driver wants ``ssl``."""
    parts = make_url(url)
    if mode := parts.query.get("sslmode"):
        parts = parts.difference_update_query(["sslmode"]).update_query_dict({"ssl": mode})
    return parts.render_as_string(hide_password=False)
