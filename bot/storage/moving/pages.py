"""Rows of a table by their keys, a page at a time: in the same order in every database."""

from collections.abc import AsyncIterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, Select, Table, bindparam, select, tuple_
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import String

from bot.storage.contents import wanted

Key = tuple[Any, ...]
PAGE = 5_000
"""Rows read, written and compared at once: a second's work, and some megabytes."""


def key_of(table: Table, row: Sequence[Any] | Row[Any]) -> Key:
    """Return a row's primary key."""
    names = [column.name for column in table.columns]
    return tuple(row[names.index(column.name)] for column in table.primary_key)


async def page(engine: AsyncEngine, table: Table, after: Key | None) -> list[tuple[Any, ...]]:
    """Return the rows that come after a key, or from the first on; no more than ``PAGE``."""
    async with engine.connect() as connection:
        query = _query(table, engine.dialect.name, begun=after is not None)
        values = {f"after_{number}": value for number, value in enumerate(after or ())}
        return [tuple(row) for row in await connection.execute(query, values)]


async def pages(
    engine: AsyncEngine, table: Table, after: Key | None
) -> AsyncIterator[list[tuple[Any, ...]]]:
    """Yield all pages that come after a key."""
    while rows := await page(engine, table, after):
        yield rows
        after = key_of(table, rows[-1])


def _query(table: Table, dialect: str, *, begun: bool) -> Select[Any]:
    keys = [_ordered(column, dialect) for column in table.primary_key]
    query = select(table).where(wanted(table.name)).order_by(*keys).limit(PAGE)
    if not begun:
        return query
    after = [
        bindparam(f"after_{number}", type_=column.type)
        for number, column in enumerate(table.primary_key)
    ]
    return query.where(tuple_(*keys) > tuple_(*after))


def _ordered(column: Column[Any], dialect: str) -> ColumnElement[Any]:
    """Texts by their bytes, as SQLite has them; a server may have a language's order."""
    if dialect == "postgresql" and isinstance(column.type, String):
        return column.collate("C")
    return column
