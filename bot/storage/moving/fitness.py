"""What SQLite holds and PostgreSQL can't: SQLite minds neither lengths nor kinds."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Integer, String, Table, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.storage.contents import KEPT
from bot.storage.tables import metadata

SHOWN = 20
LARGEST = 2**31 - 1


async def unfit(engine: AsyncEngine) -> list[str]:
    """Return a line for each row that PostgreSQL can't hold, with what to do; the first of them."""
    found: list[str] = []
    async with engine.connect() as connection:
        for table in KEPT:
            for column in table.columns:
                for fault, mend in _faults(column):
                    found += await _lines(connection, table, column, fault, mend)
        found += await _orphans(connection)
    more = len(found) - SHOWN
    return found[:SHOWN] + ([f"and {more:,} more"] if more > 0 else [])


def _faults(column: Column[Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield what may be wrong with a column, as a condition, with its words and its mend."""
    name, kind = f'"{column.name}"', column.type
    if isinstance(kind, String):
        without = f"SET {name} = replace({name}, char(0), '')"
        yield f"instr({name}, char(0)) > 0", ("has a NUL character in it", without)
        yield f"typeof({name}) = 'blob'", ("is no text", f"SET {name} = …")
        if kind.length:
            shorter = f"SET {name} = …"
            words = f"is longer than {kind.length} characters"
            yield f"length({name}) > {kind.length}", (words, shorter)
    elif isinstance(kind, Boolean):
        yield f"{name} NOT IN (0, 1)", ("is neither yes (1) nor no (0)", f"SET {name} = …")
    elif isinstance(kind, Integer):
        beyond = f"typeof({name}) NOT IN ('integer', 'null') OR abs({name}) > {LARGEST}"
        yield beyond, (f"is no number up to {LARGEST:,}", f"SET {name} = …")


async def _lines(
    connection: AsyncConnection,
    table: Table,
    column: Column[Any],
    fault: str,
    mend: tuple[str, str],
) -> list[str]:
    keys = [key.name for key in table.primary_key]
    which = ", ".join(f'"{name}"' for name in keys)
    query = f'SELECT {which} FROM "{table.name}" WHERE {fault}'  # noqa: S608 -- names from the code
    said, set_to = mend
    return [
        f"{table.name} {_shown(row)}, {column.name}: {said}:"
        f" UPDATE {table.name} {set_to} WHERE {_where(keys, row)}"
        for row in await connection.execute(text(query.replace(":", "\\:")))
    ]


async def _orphans(connection: AsyncConnection) -> list[str]:
    """Rows that refer to others that are gone."""
    names = {table.name for table in metadata.tables.values()}
    rows = await connection.execute(text("PRAGMA foreign_key_check"))
    said = "{0} {1} belongs to a row of {2} that is not there: DELETE FROM {0} WHERE rowid = {1}"
    return [said.format(*row) for row in rows if row[0] in names]


def _shown(row: Any) -> str:
    return "/".join(str(value) for value in row)


def _where(keys: list[str], row: Any) -> str:
    quoted = (repr(value) if isinstance(value, str) else str(value) for value in row)
    return " AND ".join(f"{name} = {value}" for name, value in zip(keys, quoted, strict=True))
