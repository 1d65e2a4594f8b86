"""Which database it is, and how big."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_SIZE = {
    "sqlite": text("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"),
    "postgresql": text("SELECT pg_database_size(current_database())"),
}


def named(engine: AsyncEngine) -> str:
    """Return which database it is, without a password."""
    url = engine.url
    if url.get_backend_name() == "sqlite":
        return f"SQLite, {url.database}"
    return f"PostgreSQL, {url.database} on {url.host or 'this machine'}"


async def size_of(engine: AsyncEngine) -> int:
    """Return its size in bytes."""
    async with engine.connect() as connection:
        return int((await connection.execute(_SIZE[engine.dialect.name])).scalar_one())
