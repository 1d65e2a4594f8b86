"""A token's budget of requests, shared by all processes through PostgreSQL.

The generic cell rate algorithm (ITU-T I.371, annex A): one number says when the next request may
leave, and each that takes its turn moves it on. The server's clock counts, so that those of the
machines need not agree.
"""

import asyncio
import json
import logging
import math
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import SendPostponed
from bot.storage.postgresql import CONNECTING, driver_address

log = logging.getLogger(__name__)

CHANNEL = "homeroom_pauses"
AGAIN = 1.0
"""Seconds after which a way to hear of pauses that was lost is looked for again."""
LEAST = 0.001
"""Seconds until it is worth asking again whether a request may leave, at the least."""
SECOND = 1.01
"""A second, as its requests may be on their way for a different time."""
FOR_EVER = 1e9
ALIVE = 10.0
"""Seconds between two looks whether it is still there: a network that is cut says nothing."""

_NOW = "extract(epoch FROM clock_timestamp())"
# One statement, one row lock: whoever comes second sees what the first has taken.
_TAKE = text(
    f"""
    INSERT INTO rate_budgets AS budget (name, next_at, departures)
        VALUES (:name, {_NOW} + :between, '{{}}')
    ON CONFLICT (name) DO UPDATE SET next_at = greatest(budget.next_at, {_NOW}) + :between
        WHERE budget.next_at - {_NOW} <= :longest
    RETURNING next_at - :between - {_NOW}
    """  # noqa: S608 -- names from the code
)
_LEFT = text(f"SELECT next_at - {_NOW} FROM rate_budgets WHERE name = :name")  # noqa: S608 -- names from the code
_PAUSE = text(
    f"""
    INSERT INTO rate_budgets AS budget (name, next_at, departures)
        VALUES (:name, {_NOW} + :seconds, '{{}}')
    ON CONFLICT (name) DO UPDATE SET next_at = greatest(budget.next_at, {_NOW} + :seconds)
    """  # noqa: S608 -- names from the code
)
# As late as can be: what had its turn in time may have been held up since.
_LEAVE = text(
    f"""
    UPDATE rate_budgets SET departures =
        CASE WHEN cardinality(departures) < :most THEN departures ELSE departures[2:] END
        || {_NOW}::double precision
    WHERE name = :name AND (cardinality(departures) < :most OR departures[1] <= {_NOW} - :second)
    RETURNING 0.0
    """  # noqa: S608 -- names from the code
)
_NOT_YET = text(
    f"SELECT departures[1] + :second - {_NOW} FROM rate_budgets WHERE name = :name"  # noqa: S608 -- names from the code
)
_TELL = text("SELECT pg_notify(:channel, :payload)")

A = TypeVar("A")
T = TypeVar("T")
Rest = Callable[[float, str], None]
"""Is told of a pause: its seconds, and the channel if it is only for one."""


class SqlBudget:
    """``core.ports.Budget`` of one ``name``: so many requests a second, whoever makes them."""

    def __init__(self, engine: AsyncEngine, name: str, per_second: float) -> None:
        self._engine = engine
        self._name, self._between = name, 1 / per_second
        self._most = math.floor(per_second) + 1

    async def take(self, longest: float) -> float:
        """Wait for the next turn, and take it; return 0.

        If it is more than ``longest`` seconds off, take none, and return those seconds. Raises
        ``SendPostponed`` if that can't be known.
        """
        wait, far = await self._asked(self._taken, longest)
        if far:
            return wait
        if wait > 0:
            await asyncio.sleep(wait)
        return 0.0

    async def _asked(self, ask: Callable[[A], Awaitable[T]], of: A) -> T:
        try:
            return await ask(of)
        except Exception as error:
            why = f"the budget of requests can't be reached: {type(error).__name__}"
            raise SendPostponed(why=why, after=AGAIN) from error

    async def _taken(self, longest: float) -> tuple[float, bool]:
        """Return how far off one's turn is, and whether that is too far for it to be taken."""
        # "Infinite" is no number to a driver that wants one.
        values = {"name": self._name, "between": self._between, "longest": min(longest, FOR_EVER)}
        async with self._committing() as connection:
            wait = await connection.scalar(_TAKE, values)
            if wait is not None:
                return float(wait), False
            return float(await connection.scalar(_LEFT, {"name": self._name}) or AGAIN), True

    async def leave(self) -> None:
        """Wait until a request that had its turn may leave, by the last second of all processes.

        Raises ``SendPostponed`` if that can't be known.
        """
        values = {"name": self._name, "most": self._most, "second": SECOND}
        while True:
            wait = await self._asked(self._not_yet, values)
            if wait <= 0:
                return
            await asyncio.sleep(wait)

    async def _not_yet(self, values: Mapping[str, Any]) -> float:
        async with self._committing() as connection:
            if await connection.scalar(_LEAVE, values) is not None:
                return 0.0
            wait = await connection.scalar(_NOT_YET, values)
            # Without a row all of it was lost, in a crash of the server: nothing is known to leave.
            return 0.0 if wait is None else max(float(wait), LEAST)

    async def pause(self, seconds: float, channel: str = "") -> None:
        """Let nobody take a turn for so long, or tell all that nothing may go to a channel."""
        said = json.dumps({"name": self._name, "seconds": seconds, "channel": channel})
        async with self._committing() as connection:
            if not channel:
                await connection.execute(_PAUSE, {"name": self._name, "seconds": seconds})
            await connection.execute(_TELL, {"channel": CHANNEL, "payload": said})

    @asynccontextmanager
    async def hearing(self, rest: Rest) -> AsyncIterator[None]:
        """While it is entered, have ``rest`` called for each pause that anybody is asked for."""
        task = asyncio.create_task(self._hear(rest), name="pauses")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _hear(self, rest: Rest) -> None:
        import asyncpg

        address = driver_address(self._engine.url.render_as_string(hide_password=False))

        def told(_connection: object, _pid: object, _channel: object, payload: str) -> None:
            said = json.loads(payload)
            if said["name"] == self._name:
                rest(said["seconds"], said["channel"])

        while True:
            try:
                connection: Any = await asyncpg.connect(address, timeout=CONNECTING)
                try:
                    await connection.add_listener(CHANNEL, told)
                    while True:
                        await asyncio.sleep(ALIVE)
                        await connection.execute("SELECT 1", timeout=ALIVE)
                finally:
                    connection.terminate()
            except Exception as error:  # noqa: BLE001 -- whatever it was, the server may come back
                # What was said meanwhile is in the budget, too, but for single channels.
                log.debug("pauses can't be heard of now: %s", error)
            await asyncio.sleep(AGAIN)

    @asynccontextmanager
    async def _committing(self) -> AsyncIterator[AsyncConnection]:
        async with self._engine.connect() as lent:
            yield await lent.execution_options(isolation_level="AUTOCOMMIT")
