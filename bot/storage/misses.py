"""What nobody could answer, what was taught since, and what is looked up."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Select, case, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.ports import Miss, Taught
from bot.core.request import Place
from bot.domain.asked import asked_id, canonical, harmless, tidy
from bot.storage.inserts import inserting
from bot.storage.moves import locking
from bot.storage.tables import lookups, misses, taught

MOST = 2_000
"""Misses of a server that are kept: those asked most often, of these the newest."""
KEPT = dt.timedelta(days=180)
"""How long a miss is kept after it was last asked."""
USUAL = 500
"""Entries whose look-ups are told: more make no difference to what is completed to."""
LARGEST = 2**31 - 1
"""What a number is in PostgreSQL's columns at most."""


class SqlMisses:
    """``core.ports.Misses`` in a database."""

    def __init__(self, engine: AsyncEngine, most: int = MOST) -> None:
        """Keep no more than the ``most`` misses of a server."""
        self._engine = engine
        self._most = most

    async def note(
        self,
        place: Place,
        command: str,
        words: str,
        language: str,
        at: dt.datetime,
        *,
        unsure: bool,
    ) -> None:
        """Count that words found nothing, or nothing for sure.

        Addresses, mentions and what looks like a secret are left out of what is kept.
        """
        kept = harmless(words)
        if not kept:
            return
        row = {
            "id": asked_id(place.platform, place.server, command, kept),
            "platform": place.platform,
            "server": place.server,
            "command": command,
            "canonical": canonical(kept),
            "words": kept,
            "language": language[:10],
            "times": int(not unsure),
            "unsure": int(unsure),
            "first": at,
            "last": at,
        }
        async with locking(self._engine).begin() as connection:
            if await self._counted(connection, row) == 1:
                await self._make_room(connection, row)

    async def misses(
        self, platform: str | None = None, server: str | None = None, *, limit: int = 50
    ) -> Sequence[Miss]:
        """Return what was missed on a server, on a platform or everywhere, the most often first."""
        often = misses.c.times + misses.c.unsure
        query = select(misses).order_by(
            often.desc(), misses.c.times.desc(), misses.c["last"].desc(), misses.c.id
        )
        if platform is not None:
            query = query.where(misses.c.platform == platform)
        if server is not None:
            query = query.where(misses.c.server == server)
        async with self._engine.connect() as connection:
            return [_miss(row) for row in await connection.execute(query.limit(limit))]

    async def miss(self, miss_id: str) -> Miss | None:
        """Return a miss."""
        async with self._engine.connect() as connection:
            query = select(misses).where(misses.c.id == miss_id)
            row = (await connection.execute(query)).first()
        return _miss(row) if row else None

    async def teach(self, taught: Taught, at: dt.datetime) -> None:
        """Have words lead to an entry, and take them from the misses there, or everywhere."""
        async with locking(self._engine).begin() as connection:
            await _learn(connection, self._engine, taught, at)
            # By whichever command they were missed: what one does not find, it asks the other.
            answered = [misses.c.canonical == canonical(taught.words)]
            if taught.server:
                answered += [
                    misses.c.platform == taught.platform,
                    misses.c.server == taught.server,
                ]
            await connection.execute(delete(misses).where(*answered))

    async def unteach(self, taught_id: str) -> bool:
        """Have words lead nowhere again; return whether they did."""
        async with self._engine.begin() as connection:
            done = await connection.execute(delete(taught).where(taught.c.id == taught_id))
            return done.rowcount > 0

    async def taught(self) -> Sequence[Taught]:
        """Return all that was taught, what was taught last first."""
        query = select(taught).order_by(taught.c.at.desc(), taught.c.id)
        async with self._engine.connect() as connection:
            return [
                Taught(row.id, row.command, row.words, row.entry_id, row.platform, row.server)
                for row in await connection.execute(query)
            ]

    async def add_asked(self, asked: Mapping[str, int]) -> None:
        """Count how often entries were looked up, by their ids."""
        if not asked:
            return
        # In one order everywhere, so that two that write them never wait for each other.
        rows = [{"entry_id": one, "times": times} for one, times in sorted(asked.items())]
        insert = inserting(self._engine, lookups)
        room = LARGEST - insert.excluded.times
        total = case(
            (lookups.c.times > room, LARGEST), else_=lookups.c.times + insert.excluded.times
        )
        statement = insert.on_conflict_do_update(index_elements=["entry_id"], set_={"times": total})
        async with locking(self._engine).begin() as connection:
            await connection.execute(statement, rows)

    async def asked(self) -> Mapping[str, int]:
        """Return how often entries were looked up, the most usual ones, by their ids."""
        query = select(lookups).order_by(lookups.c.times.desc(), lookups.c.entry_id).limit(USUAL)
        async with self._engine.connect() as connection:
            return {row.entry_id: row.times for row in await connection.execute(query)}

    async def drop_old(self, now: dt.datetime) -> None:
        """Drop what was not asked for so long that it tells nobody anything."""
        async with self._engine.begin() as connection:
            await _delete(connection, select(misses.c.id).where(misses.c["last"] < now - KEPT))

    async def _counted(self, connection: AsyncConnection, row: Mapping[str, Any]) -> int:
        """Count a miss; return how often it was, of either kind."""
        insert = inserting(self._engine, misses).values(row)
        new = insert.excluded
        statement = insert.on_conflict_do_update(
            index_elements=["id"],
            set_={
                "times": misses.c.times + new.times,
                "unsure": misses.c.unsure + new.unsure,
                "language": new.language,
                "last": new["last"],
            },
        ).returning(misses.c.times + misses.c.unsure)
        return int((await connection.execute(statement)).scalar_one())

    async def _make_room(self, connection: AsyncConnection, new: Mapping[str, Any]) -> None:
        """Drop what is too many on the server of a new miss."""
        often = misses.c.times + misses.c.unsure
        too_many = (
            select(misses.c.id)
            .where(
                misses.c.platform == new["platform"],
                misses.c.server == new["server"],
                # Else, where all were asked again, none could ever come to be.
                misses.c.id != new["id"],
            )
            .order_by(often.desc(), misses.c["last"].desc(), misses.c.id)
            .offset(self._most - 1)
        )
        await _delete(connection, too_many)


async def _delete(connection: AsyncConnection, which: Select[tuple[str]]) -> None:
    # Whatever another process is at stays, and waits for nobody: it goes the next time.
    free = which.with_for_update(skip_locked=True)
    await connection.execute(delete(misses).where(misses.c.id.in_(free)))


async def _learn(
    connection: AsyncConnection, engine: AsyncEngine, new: Taught, at: dt.datetime
) -> None:
    key = {
        "platform": new.platform if new.server else "",
        "server": new.server,
        "command": new.command,
        "canonical": canonical(new.words),
    }
    link = {
        "id": new.id or asked_id(key["platform"], new.server, new.command, new.words),
        "words": tidy(new.words),
        "entry_id": new.entry_id,
        "at": at,
    }
    statement = inserting(engine, taught).values(key | link)
    await connection.execute(statement.on_conflict_do_update(index_elements=list(key), set_=link))


def _miss(row: Row[Any]) -> Miss:
    return Miss(
        row.id,
        row.command,
        row.words,
        row.language,
        row.platform,
        row.server,
        row.times,
        row.unsure,
        row.first,
        row.last,
    )
