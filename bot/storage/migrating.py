"""Brings the tables up to date, forward only, while the release before may be at work on them.

A migration adds; what it makes needless goes with the release after. So in a rolling upgrade old
and new processes share a database, and an old one that restarts finds one that is newer than it
knows: it may go on if what is noted there says so.
"""

import logging
from pathlib import Path

from sqlalchemy import Connection, delete, insert, inspect, select, text

from bot.storage.tables import notes

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
BEARS = "0008"
"""The oldest tables whose program may work on those of today. Raise it when something goes that
such a program needs, a release after it has become needless."""
NOTE = "schema-bears"
REVISION = "alembic_version"
"""The table in which Alembic keeps which tables there are."""


class TooNew(Exception):
    """The tables are newer than this program, and don't bear it."""


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Apply the migrations up to a revision, on an open connection.

    Raises ``TooNew``.
    """
    there = revision_of(connection)
    newest, known = revisions()
    if there == newest:
        return
    if there and there not in known:
        _go_on_beside(connection, there, newest)
        return
    _apply(connection, revision)
    if revision == "head":
        connection.execute(delete(notes).where(notes.c.name == NOTE))
        connection.execute(insert(notes).values(name=NOTE, text=BEARS))


def revision_of(connection: Connection) -> str:
    """Return which tables a database has; empty if none of Homeroom's."""
    if not inspect(connection).has_table(REVISION):
        return ""
    return connection.scalar(text(f"SELECT version_num FROM {REVISION}")) or ""  # noqa: S608


def revisions() -> tuple[str, frozenset[str]]:
    """Return which tables this program makes, and all that it knows how to bring there.

    Each migration's file begins with its number.
    """
    files = (MIGRATIONS / "versions").glob("[0-9]*.py")
    known = frozenset(file.name.partition("_")[0] for file in files)
    return max(known), known


def _apply(connection: Connection, revision: str) -> None:
    # Not for a database that is up to date: Alembic takes as long to load as SQLAlchemy.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _go_on_beside(connection: Connection, there: str, newest: str) -> None:
    bears = connection.execute(select(notes.c.text).where(notes.c.name == NOTE)).scalar()
    if not bears or bears > newest:
        message = f"the tables are of revision {there}, this program's of {newest}"
        raise TooNew(message)
    log.warning("the tables are newer (%s) than this program (%s): update it soon", there, newest)
