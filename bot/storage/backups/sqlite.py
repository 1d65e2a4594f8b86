"""A SQLite database is copied while others write to it, and put in another's place."""

import datetime as dt
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from bot.errors import BackupFailed, CannotRestore
from bot.storage.backups.noted import NOTE, note

BESIDE = ("-wal", "-shm")
"""Ends of the names of files that SQLite keeps beside a database in use."""


def copy(source: Path, target: Path, now: dt.datetime) -> None:
    """Copy a database into a new file, as it is at one moment, and check the copy.

    In one step: a reader holds up no writer here, and one
    that reads in several begins anew at every write in between.
    Raises ``BackupFailed``.
    """
    try:
        with _opened(source) as read, _opened(target) as written:
            read.execute("PRAGMA query_only=ON")
            read.backup(written)
            # One file that needs none beside it.
            written.execute("PRAGMA journal_mode=DELETE")
            check(written)
            written.execute("INSERT OR REPLACE INTO notes VALUES (?, ?)", (NOTE, note(now)))
            written.commit()
    except sqlite3.Error as error:
        mend = "Look at homeroom doctor, and at the disk."
        raise BackupFailed(why=f"SQLite says: {error}", mend=mend) from error


def check(connection: sqlite3.Connection) -> None:
    """Raise ``sqlite3.DatabaseError`` if a database is damaged; reads all of it."""
    said = [row[0] for row in connection.execute("PRAGMA integrity_check(3)")]
    if said != ["ok"]:
        raise sqlite3.DatabaseError("; ".join(said))


def revision(path: Path) -> str:
    """Return which tables a database has; empty if none. Raises ``sqlite3.Error``."""
    with _opened(path) as connection:
        tables = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'"
        ).fetchone()
        if tables is None:
            return ""
        row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        return str(row[0]) if row else ""


def checked(path: Path) -> str:
    """Return which tables a database has that is whole. Raises ``CannotRestore``."""
    try:
        with _opened(path) as connection:
            check(connection)
        return revision(path)
    except sqlite3.Error as error:
        mend = "Take an older backup: homeroom backup --list"
        raise CannotRestore(path=path, why=f"SQLite says: {error}", mend=mend) from error


def into_one_file(path: Path) -> None:
    """Have a database that nobody uses need no files beside it. Raises ``sqlite3.Error``."""
    with _opened(path) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def put_in_place(made: Path, database: Path, aside: Path) -> bool:
    """Put a database where another one is, which is kept ``aside``; return whether there was one.

    At no moment is there none. Nobody may have it open. Raises ``CannotRestore``.
    """
    there = database.exists()
    _own(made, like=database if there else database.parent)
    if there:
        _settle(database)
        for end in BESIDE:
            # What could not be settled stays with what it belongs to.
            if (beside := database.with_name(database.name + end)).exists():
                beside.rename(aside.with_name(aside.name + end))
        _keep(database, aside)
    made.replace(database)
    _written_down(database.parent)
    return there


def _settle(database: Path) -> None:
    """Bring what was committed into the file itself. What is broken is left as it is.

    Raises ``CannotRestore`` if somebody has it open.
    """
    try:
        with _opened(database) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    except sqlite3.DatabaseError:
        return
    # Whoever closes it last takes these away.
    if any(database.with_name(database.name + end).exists() for end in BESIDE):
        mend = "Close what else has it open, such as homeroom chat or sqlite3."
        raise CannotRestore(path=database, why="it is in use", mend=mend)


def _own(made: Path, like: Path) -> None:
    """Give a file to whom the other one belongs: root may put back what the bot is to read."""
    before = like.stat()
    if os.name == "posix" and os.geteuid() == 0:
        os.chown(made, before.st_uid, before.st_gid)
    if like.is_file():
        made.chmod(before.st_mode & 0o777)


def _keep(database: Path, aside: Path) -> None:
    try:
        os.link(database, aside)
    except OSError:
        # Some disks have no second names.
        database.rename(aside)


def _written_down(folder: Path) -> None:
    """Have names in a folder survive a power cut, where the system can do that."""
    try:
        number = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def _opened(path: Path) -> Iterator[sqlite3.Connection]:
    # Closed in the end; as a context manager of its own a connection only commits.
    with closing(sqlite3.connect(path, timeout=30)) as connection:
        yield connection
