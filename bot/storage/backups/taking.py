"""Takes a backup of a database, of whichever kind, while it is in use."""

import asyncio
import datetime as dt
import shutil
from pathlib import Path

from sqlalchemy.engine import make_url

from bot import __version__
from bot.errors import BackupFailed
from bot.storage.backups import postgresql, sqlite
from bot.storage.backups.files import Backup, digest, finish, in_the_making
from bot.storage.connecting import connected, revision
from bot.storage.database import on_postgresql

ROOM = 1.2
"""How much room there must be for a copy, against what is copied. A backup must not be what fills
the disk that the database is on."""


async def take(url: str, folder: Path, now: dt.datetime) -> Backup:
    """Take a backup into a folder, check it, and only then give it its name.

    Raises ``BackupFailed``, or ``DatabaseUnusable`` if the database can't be reached.
    """
    kind = "postgresql" if on_postgresql(url) else "sqlite"
    with in_the_making(folder, kind, now) as (made, final):
        if kind == "postgresql":
            async with connected(url) as engine:
                schema = await revision(engine)
            await postgresql.dump(url, made)
        else:
            schema = await asyncio.to_thread(_copied, Path(make_url(url).database or ""), made, now)
        size, sha256 = made.stat().st_size, await asyncio.to_thread(digest, made)
        backup = Backup(final, now, kind, schema, __version__, sha256, size)
        await asyncio.to_thread(finish, made, backup)
        return backup


def _copied(database: Path, made: Path, now: dt.datetime) -> str:
    if not database.exists():
        mend = "Start the bot once, or look at HOMEROOM_DATA_DIR and DATABASE_URL."
        raise BackupFailed(why=f"there is no database {database} yet", mend=mend)
    logged = database.with_name(database.name + "-wal")
    size = sum(path.stat().st_size for path in (database, logged) if path.exists())
    free = shutil.disk_usage(made.parent).free
    if free < ROOM * size:
        why = f"{made.parent} has {free // 2**20:,} MiB free, and it takes {size // 2**20:,}"
        mend = "Make room, set HOMEROOM_BACKUP_DIR to another disk, or keep fewer (backup_keep)."
        raise BackupFailed(why=why, mend=mend)
    sqlite.copy(database, made, now)
    return sqlite.revision(made)
