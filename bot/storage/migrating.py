"""Brings the tables up to date, forward only, while the release before may be at work on them.

A migration adds; what it makes needless goes with the release after. So in a rolling upgrade old
and new processes share a database, and an old one that restarts finds one that is newer than it
knows: it may go on if what is noted there says so.
"""

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, delete, insert, select

from bot.storage.tables import notes

log = logging.getLogger(__name__)

MIGRATIONS = Path(__file__).parent / "migrations"
BEARS = "0008"
"""The oldest tables whose program may work on those of today. Raise it when something goes that
such a program needs, a release after it has become needless."""
NOTE = "schema-bears"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Apply the migrations up to a revision, on an open connection.

    Raises ``CommandError`` if the tables are newer, and don't bear this program.
    """
    config = _config()
    config.attributes["connection"] = connection
    there = revision_of(connection)
    newest, known = revisions()
    if there == newest:
        return
    if there and there not in known:
        _go_on_beside(connection, there, newest)
        return
    command.upgrade(config, revision)
    if revision == "head":
        connection.execute(delete(notes).where(notes.c.name == NOTE))
        connection.execute(insert(notes).values(name=NOTE, text=BEARS))


def revision_of(connection: Connection) -> str:
    """Return which tables a database has; empty if none of Homeroom's."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def revisions() -> tuple[str, frozenset[str]]:
    """Return which tables this program makes, and all that it knows how to bring there."""
    scripts = ScriptDirectory.from_config(_config())
    known = frozenset(one.revision for one in scripts.walk_revisions())
    return scripts.get_current_head() or "", known


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _go_on_beside(connection: Connection, there: str, newest: str) -> None:
    bears = connection.execute(select(notes.c.text).where(notes.c.name == NOTE)).scalar()
    if not bears or bears > newest:
        message = f"the tables are of revision {there}, this program's of {newest}"
        raise CommandError(message)
    log.warning("the tables are newer (%s) than this program (%s): update it soon", there, newest)
