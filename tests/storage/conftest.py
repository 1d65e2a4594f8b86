import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.settings import values
from bot.storage.database import opened
from tests.fakes.store import migrated


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the address of an empty database, once of each kind there is."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'homeroom.db'}"
    server, ready = map(request.getfixturevalue, ("postgres", "postgres_ready"))
    return values.database(asyncio.run(server.database(like=ready)))


@pytest.fixture
async def engine(url: str, tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    if url.startswith("sqlite"):
        assert migrated(tmp_path) == url
    async with opened(url) as engine:
        yield engine
