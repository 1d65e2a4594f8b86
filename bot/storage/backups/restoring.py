"""Puts a backup in the place of a database, wholly or not at all."""

import asyncio
import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine import make_url

from bot.errors import CannotRestore
from bot.storage.backups import postgresql, server, sqlite
from bot.storage.backups.files import STAMP, Backup, about, digest
from bot.storage.backups.noted import NOTE, note
from bot.storage.backups.taking import take
from bot.storage.connecting import connected, others, revision
from bot.storage.contents import holds_something
from bot.storage.database import on_postgresql, opened
from bot.storage.lock import alone
from bot.storage.migrating import revisions
from bot.storage.notes import SqlNotes

Say = Callable[[str], None]


async def checked(path: Path, taken: dt.datetime | None) -> Backup:
    """Return a backup that is whole, and not newer than this program.

    One of which nothing is said beside it needs to be told when it was ``taken``.
    Raises ``CannotRestore``.
    """
    backup = _described(path, taken)
    if backup.sha256 and await asyncio.to_thread(digest, path) != backup.sha256:
        mend = "Take an older one: homeroom backup --list"
        raise CannotRestore(path=path, why="it is not as it was written", mend=mend)
    if backup.kind == "sqlite":
        schema = await asyncio.to_thread(sqlite.checked, path)
    else:
        await postgresql.table_of_contents(path)
        schema = backup.schema
    if schema and schema not in revisions()[1]:
        why = f"a newer Homeroom made it (tables {schema}, version {backup.version or 'unknown'})"
        raise CannotRestore(path=path, why=why, mend="Update this one.")
    return backup


async def restore(
    backup: Backup, url: str, now: dt.datetime, folder: Path, *, replace: bool, say: Say
) -> None:
    """Put a backup where the database is, and note in it that it was restored.

    Nothing may use the database meanwhile. What is there is kept: a file beside its place, a
    server's as a backup in ``folder`` (only if it may be replaced). Raises ``OperatorError``.
    """
    kind = "postgresql" if on_postgresql(url) else "sqlite"
    if kind != backup.kind:
        mend = (
            f"Set DATABASE_URL to a {backup.kind} database, restore there, then: homeroom db move"
        )
        why = f"it is one of {backup.kind}, and the database is {kind}"
        raise CannotRestore(path=backup.path, why=why, mend=mend)
    if kind == "sqlite":
        database = Path(make_url(url).database or "")
        database.parent.mkdir(parents=True, exist_ok=True)
        with alone(url):
            await _put_file(backup, database, now, say)
    else:
        await _put_on_server(backup, url, now, folder, replace=replace, say=say)
        async with opened(url):
            # Its tables are those of today now.
            pass


async def already(url: str, taken: dt.datetime, now: dt.datetime) -> None:
    """Note in a database that was put in place by other means of when it is."""
    with alone(url):
        async with connected(url) as engine:
            _quiet(url, await others(engine))
            await SqlNotes(engine).note(NOTE, note(taken, now))


async def _put_file(backup: Backup, database: Path, now: dt.datetime, say: Say) -> None:
    made = database.with_name(f".{database.name}.restored")
    try:
        await asyncio.to_thread(_copy, backup.path, made)
        async with opened(f"sqlite+aiosqlite:///{made}") as engine:
            await SqlNotes(engine).note(NOTE, note(backup.taken, now))
        await asyncio.to_thread(sqlite.into_one_file, made)
        aside = database.with_name(f"{database.name}.before-{now:{STAMP}}")
        if await asyncio.to_thread(sqlite.put_in_place, made, database, aside):
            say(f"What was there is kept: {aside}")
    except OSError as error:
        mend = "Look at the rights and the room there. The database is as it was."
        why = f"{database} can't be written: {error.strerror}"
        raise CannotRestore(path=backup.path, why=why, mend=mend) from error
    finally:
        for end in ("", *sqlite.BESIDE):
            made.with_name(made.name + end).unlink(missing_ok=True)


async def _put_on_server(
    backup: Backup, url: str, now: dt.datetime, folder: Path, *, replace: bool, say: Say
) -> None:
    async with connected(url) as engine:
        _quiet(url, await others(engine))
        full = await holds_something(engine) if await revision(engine) else False
    if full:
        if not replace:
            mend = "Restore into an empty one, or add --replace: what is there is dumped first."
            raise CannotRestore(path=backup.path, why="the database holds records", mend=mend)
        kept = await take(url, folder, now)
        say(f"What was there is kept: {kept.path}")
    await server.put(backup, url, now)


def _quiet(url: str, many: int) -> None:
    if many:
        where = make_url(url).database
        mend = "Stop every homeroom run first."
        raise CannotRestore(path=where, why=f"{many} connections of Homeroom are open", mend=mend)


def _described(path: Path, taken: dt.datetime | None) -> Backup:
    if not path.is_file():
        raise CannotRestore(path=path, why="it is not there", mend="See: homeroom backup --list")
    if taken is None:
        return about(path)
    kind = "postgresql" if path.suffix == ".dump" else "sqlite"
    return Backup(path, taken, kind, "", "", "", path.stat().st_size)


def _copy(path: Path, made: Path) -> None:
    made.unlink(missing_ok=True)
    os.close(os.open(made, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    shutil.copyfile(path, made)
