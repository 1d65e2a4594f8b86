"""The way to PgQueuer's tables: a pool of connections, or the memory of this process."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Protocol

from pgqueuer import AsyncpgPoolDriver, Queries
from pgqueuer.adapters.inmemory import InMemoryDriver, InMemoryQueries
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment
from pgqueuer.domain.settings import DBSettings, Durability

CONNECTING = 10.0
"""Seconds to reach the server."""
CLOSING = 5.0
ANSWERING = 10.0
"""Seconds for one statement; a network that is cut says nothing at all."""
# Jobs that come back are meant to, and of a server that is gone ``workers`` says enough.
logging.getLogger("pgqueuer").setLevel(logging.CRITICAL)

Way = Queries | InMemoryQueries
"""A way to a queue: what puts jobs there and takes them."""


class Source(Protocol):
    """Where a queue is."""

    def reached(self, connections: int) -> AbstractAsyncContextManager[Way]:
        """Open a way there, with at most so many connections."""


class Memory:
    """A queue in this process, gone with it."""

    def __init__(self) -> None:
        self._queries = InMemoryQueries(InMemoryDriver())

    @asynccontextmanager
    async def reached(self, connections: int) -> AsyncIterator[Way]:
        """Give the one way there is, however many ``connections``."""
        yield self._queries


class Server:
    """A queue in a database of PostgreSQL, by its address as an operator writes it."""

    def __init__(self, address: str) -> None:
        self._address = address

    @asynccontextmanager
    async def reached(self, connections: int) -> AsyncIterator[Way]:
        """Open a pool. Raises what the driver raises."""
        import asyncpg

        pool = await asyncpg.create_pool(
            self._address,
            min_size=1,
            max_size=connections,
            timeout=CONNECTING,
            command_timeout=ANSWERING,
            server_settings={"application_name": "homeroom", "jit": "off"},
        )
        try:
            yield Queries(AsyncpgPoolDriver(pool))
            with suppress(TimeoutError):
                async with asyncio.timeout(CLOSING):
                    await pool.close()
        finally:
            # Closing waits until each connection was given back, and one that broke may never be.
            pool.terminate()

    async def install(self) -> None:
        """Make the tables, or bring them up to date; of several processes one does."""
        import asyncpg

        settings = DBSettings(durability=Durability.volatile)
        connection: Any = await asyncpg.connect(self._address, timeout=CONNECTING)
        try:
            queries = Queries.from_asyncpg_connection(connection)
            queries.qbe = QueryBuilderEnvironment(settings)
            async with queries.schema_lock():
                if await queries.schema_is_installed():
                    await queries.apply_upgrade()
                else:
                    await queries.install()
        finally:
            await connection.close()
