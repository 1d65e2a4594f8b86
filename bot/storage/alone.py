"""What only one may do at a time, in whatever process."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

_TAKE = text("SELECT pg_advisory_lock(hashtextextended(:name, 0))")
_LET_GO = text("SELECT pg_advisory_unlock(hashtextextended(:name, 0))")


class Alone:
    """Lets one in at a time under each name: on a file one process, on a server all of them."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._shared = engine.dialect.name == "postgresql"
        self._here: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def under(self, name: str) -> AsyncIterator[None]:
        """Wait for one's turn under a name, and have it until one leaves."""
        lock, waiting = self._here.get(name, (asyncio.Lock(), 0))
        self._here[name] = lock, waiting + 1
        try:
            async with lock:
                if self._shared:
                    async with self._elsewhere(name):
                        yield
                else:
                    yield
        finally:
            lock, waiting = self._here.pop(name)
            if waiting > 1:
                self._here[name] = lock, waiting - 1

    @asynccontextmanager
    async def _elsewhere(self, name: str) -> AsyncIterator[None]:
        """Keep other processes out: the server lets go of it, too, when this one is killed."""
        async with self._engine.connect() as lent:
            # No transaction: what is done meanwhile may take longer than one may.
            connection = await lent.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(_TAKE, {"name": name})
            try:
                yield
            finally:
                await connection.execute(_LET_GO, {"name": name})
