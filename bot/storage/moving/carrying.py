"""Carries everything from one database to another, and goes on where it was broken off."""

import json
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, delete, insert, select
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.errors import CannotMove
from bot.storage.connecting import connected, others, revision
from bot.storage.contents import KEPT, MOVING, count, holds_something
from bot.storage.database import on_postgresql, opened, shown
from bot.storage.inserts import insert_or_replace
from bot.storage.lock import alone
from bot.storage.migrating import revisions
from bot.storage.moving.comparing import Differences, compare
from bot.storage.moving.fitness import unfit
from bot.storage.moving.pages import Key, key_of, pages
from bot.storage.numbers import set_numbers
from bot.storage.tables import notes

Say = Callable[[str], None]
EVERY = 5.0
"""Seconds between words about how far it is."""


async def move(source_url: str, target_url: str, say: Say, *, anyway: bool = False) -> int:
    """Carry everything over, and compare every row; return how many there are.

    The source is only read. ``anyway``: even if other Homerooms are connected to a server.
    Raises ``CannotMove``, with what is in the way, and other ``OperatorError``.
    """
    if _place(source_url) == _place(target_url):
        mend = "Name another with --from or --to, or set DATABASE_URL."
        raise CannotMove(why="both are the same database", mend=mend)
    with ExitStack() as held:
        async with connected(source_url) as source:
            for url in (source_url, target_url):
                held.enter_context(alone(url))
            await _ready(source, anyway=anyway)
            if on_postgresql(target_url) and not on_postgresql(source_url):
                await _fits(source)
            async with opened(target_url) as target:
                await _quiet(target, anyway=anyway)
                return await Carrier(source, target, say).go()


@dataclass(frozen=True, slots=True)
class Carrier:
    """Carries everything from a source to a target, of which nobody uses either."""

    source: AsyncEngine
    target: AsyncEngine
    say: Say

    async def go(self) -> int:
        """Copy what is not there yet, compare all, and make an end of it."""
        name, after = await self._begun()
        names = [table.name for table in KEPT]
        for table in KEPT[names.index(name) :] if name else ():
            await self._copy(table, after if table.name == name else None)
        await self._note("", None)
        rows = await self._compared()
        async with self.target.begin() as connection:
            await set_numbers(connection)
            await connection.execute(delete(notes).where(notes.c.name == MOVING))
        return rows

    async def _begun(self) -> tuple[str, Key | None]:
        """Return with which table, and after which row, to go on; no table if all are there."""
        query = select(notes.c.text).where(notes.c.name == MOVING)
        async with self.target.connect() as connection:
            noted = await connection.scalar(query)
        if noted:
            held = json.loads(noted)
            if held["from"] != shown(self.source):
                why = f"{shown(self.target)} holds part of what is in {held['from']}"
                mend = "Go on with that one (--from), or take an empty target."
                raise CannotMove(why=why, mend=mend)
            self.say("Going on where it was broken off.")
            after = held["after"]
            return held["table"], None if after is None else tuple(after)
        if await holds_something(self.target):
            why = f"{shown(self.target)} holds records that did not come from such a move"
            mend = "Take an empty one: createdb another, or move the file away."
            raise CannotMove(why=why, mend=mend)
        await self._note(KEPT[0].name, None)
        return KEPT[0].name, None

    async def _copy(self, table: Table, after: Key | None) -> None:
        async with self.source.connect() as connection:
            all_of_it = await connection.scalar(count(table.name)) or 0
        done, said = 0, time.monotonic()
        async for rows in pages(self.source, table, after):
            async with self.target.begin() as connection:
                # First, as it is what begins the transaction.
                await self._note(table.name, key_of(table, rows[-1]), connection)
                await _write(connection, table, rows)
            done += len(rows)
            if time.monotonic() - said > EVERY:
                said = time.monotonic()
                self.say(f"  {table.name}: {done:,} of {all_of_it:,}")
        if done:
            self.say(f"  {table.name}: {done:,} rows copied")

    async def _note(
        self, table: str, after: Key | None, within: AsyncConnection | None = None
    ) -> None:
        """Note how far it is; without a table, that everything is there and to be compared."""
        held = {"from": shown(self.source), "table": table, "after": after}
        row = {"name": MOVING, "text": json.dumps(held)}
        statement = insert_or_replace(self.target, notes, row)
        if within is not None:
            await within.execute(statement)
            return
        async with self.target.begin() as connection:
            await connection.execute(statement)

    async def _compared(self) -> int:
        self.say("Comparing every row.")
        differences, rows = Differences(), 0
        for table in KEPT:
            rows += await compare(self.source, self.target, table, differences)
        if differences.many:
            lines = "".join(f"\n  {line}" for line in differences.shown)
            why = f"{differences.many:,} rows are not the same in both"
            mend = "One of them was changed meanwhile. Begin again with an empty target. The first:"
            raise CannotMove(why=why, mend=mend + lines)
        return rows


async def _write(connection: AsyncConnection, table: Table, rows: list[tuple[Any, ...]]) -> None:
    names = [column.name for column in table.columns]
    if connection.dialect.name == "postgresql":
        # Several times as fast as any INSERT.
        raw = await connection.get_raw_connection()
        driver: Any = raw.driver_connection
        await driver.copy_records_to_table(table.name, records=rows, columns=names)
        return
    await connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])


async def _ready(source: AsyncEngine, *, anyway: bool) -> None:
    there, newest = await revision(source), revisions()[0]
    if there != newest:
        why = f"{shown(source)} has tables {there or 'of nobody'}, and this program's are {newest}"
        mend = "Start this homeroom on it once (homeroom doctor does), then move it."
        raise CannotMove(why=why, mend=mend)
    await _quiet(source, anyway=anyway)


async def _quiet(engine: AsyncEngine, *, anyway: bool) -> None:
    if (many := await others(engine)) and not anyway:
        why = f"{many} connections of Homeroom to {shown(engine)} are open"
        mend = "Stop every homeroom run first; --anyway if they surely do nothing."
        raise CannotMove(why=why, mend=mend)


async def _fits(source: AsyncEngine) -> None:
    if faults := await unfit(source):
        lines = "".join(f"\n  {line}" for line in faults)
        mend = f"Mend that while no bot runs, with sqlite3 {shown(source)}:{lines}"
        raise CannotMove(why="PostgreSQL can't hold some of it", mend=mend)


def _place(url: str) -> tuple[object, ...]:
    """Return what tells one database from another."""
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite":
        return ("sqlite", Path(parts.database or "").resolve())
    return ("postgresql", parts.host or "localhost", parts.port or 5432, parts.database)
