"""Records for tests that are not about records: real ones, in a folder of their own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory

from bot.storage.database import opened
from bot.storage.store import SqlStore


@asynccontextmanager
async def records() -> AsyncIterator[SqlStore]:
    """Open an empty database, and throw it away in the end."""
    with TemporaryDirectory() as folder:
        async with opened(f"sqlite+aiosqlite:///{folder}/homeroom.db") as engine:
            yield SqlStore(engine)
