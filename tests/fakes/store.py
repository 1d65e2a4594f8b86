"""Records for tests that are not about records: real ones, in a folder of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine

from bot.storage.database import opened
from bot.storage.migrating import upgrade
from bot.storage.store import SqlStore


@asynccontextmanager
async def records() -> AsyncIterator[SqlStore]:
    """Open an empty database, and throw it away in the end."""
    with TemporaryDirectory() as folder:
        async with opened(migrated(Path(folder))) as engine:
            yield SqlStore(engine)


def migrated(folder: Path) -> str:
    """Return the address of the database in a folder; if there is none, an empty one is made."""
    path = folder / "homeroom.db"
    if not path.exists():
        folder.mkdir(exist_ok=True)
        path.write_bytes(_empty())
    return f"sqlite+aiosqlite:///{path}"


@cache
def _empty() -> bytes:
    """Return the file of a database with all tables, to copy: ten times as quick as to migrate."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "homeroom.db"
        engine = create_engine(f"sqlite:///{path}")
        with engine.begin() as connection:
            upgrade(connection)
        engine.dispose()
        return path.read_bytes()
