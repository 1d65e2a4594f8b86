"""Backups on a timer, beside everything else; of several processes one takes them."""

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Clock, Notes
from bot.domain.retention import Keep
from bot.errors import HomeroomError
from bot.storage.backups.files import Backup, thin_out
from bot.storage.backups.taking import take
from bot.storage.connecting import connected
from bot.storage.notes import SqlNotes

log = logging.getLogger(__name__)

NOTE, FAILED = "backup", "backup-failed"
"""Notes of when the last good one was taken (ISO), and why the last try failed, if it did."""
AFTER_START = 300.0
"""Seconds; a start has enough to do."""
AGAIN = dt.timedelta(hours=1)
"""After a failure."""
AHEAD = dt.timedelta(minutes=10)
"""A backup that was taken so far in the future tells nothing: the clock was wrong."""
_ALONE = 4_846_463_667
"""The key of the lock under which one process takes a backup; any number nobody else takes."""


@dataclass(slots=True)
class Backups:
    """Takes a backup of a database into a folder ``every`` so often, and deletes old ones."""

    url: str
    engine: AsyncEngine
    folder: Path
    every: dt.timedelta
    keep: Keep
    notes: Notes
    clock: Clock
    _begun: float = field(init=False)
    _not_before: dt.datetime | None = field(default=None, init=False)
    _under_way: asyncio.Task[None] | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._begun = self.clock.monotonic()

    async def go(self, now: dt.datetime) -> None:
        """Begin a backup if it is time for one and none is under way. Does not wait for it."""
        if not self.every or self.clock.monotonic() - self._begun < AFTER_START:
            return
        if self._under_way is not None and not self._under_way.done():
            return
        if self._not_before is not None and now < self._not_before <= now + AGAIN:
            return
        if await self._due(now):
            self._under_way = asyncio.create_task(self._carefully(), name="backup")
        else:
            # Another look in a minute is soon enough.
            self._not_before = now + dt.timedelta(minutes=1)

    async def end(self) -> None:
        """Break off what is under way; nothing is left of it."""
        if self._under_way is not None:
            self._under_way.cancel()
            await asyncio.gather(self._under_way, return_exceptions=True)

    async def _due(self, now: dt.datetime) -> bool:
        last = await self.notes.noted(NOTE)
        if not last:
            return True
        return not now - self.every < dt.datetime.fromisoformat(last) < now + AHEAD

    async def _carefully(self) -> None:
        self._not_before = self.clock.now() + AGAIN
        try:
            async with _alone(self.engine) as alone:
                if alone and await self._due(self.clock.now()):
                    await self._take()
        except Exception as error:
            known = isinstance(error, HomeroomError)
            why = str(error) if known else repr(error)
            # What is wrong and what to do says enough, where it is known.
            said = None if known else error
            log.error("a backup failed, and is tried again in an hour: %s", why, exc_info=said)  # noqa: TRY400 -- with the traceback of what is not known
            await self.notes.note(FAILED, f"{self.clock.now().isoformat()} {why}")

    async def _take(self) -> None:
        backup = await take(self.url, self.folder, self.clock.now())
        await _note(self.notes, backup)
        log.info("a backup was taken: %s (%s bytes)", backup.path, backup.size)
        for path in await asyncio.to_thread(thin_out, self.folder, self.keep):
            log.info("an old backup was deleted: %s", path)


async def note_taken(url: str, backup: Backup) -> None:
    """Note in a database that a backup of it was taken by hand."""
    async with connected(url) as engine:
        await _note(SqlNotes(engine), backup)


async def _note(notes: Notes, backup: Backup) -> None:
    await notes.note(NOTE, backup.taken.isoformat())
    await notes.note(FAILED, "")


@asynccontextmanager
async def _alone(engine: AsyncEngine) -> AsyncIterator[bool]:
    """Tell whether no other process takes a backup now, and keep others from it meanwhile."""
    if engine.dialect.name != "postgresql":
        # One process has the file.
        yield True
        return
    # On a connection of its own, which waits for nothing in a transaction; it lets go with it.
    async with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        taken = await connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": _ALONE})
        try:
            yield bool(taken)
        finally:
            # Closed, not put back for others: the lock goes with it.
            await connection.invalidate()
