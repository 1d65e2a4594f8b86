"""Inserts that mind what is there already: uniqueness does the locking."""

from functools import cache
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine


def insert_if_new(engine: AsyncEngine, table: Table) -> Executable:
    """Return an insert that skips what has a unique key that is taken; rows go with it."""
    return _insert_if_new(engine.dialect.name, table)


def insert_or_replace(engine: AsyncEngine, table: Table, row: dict[str, Any]) -> Executable:
    """Return an insert of a row that takes the place of the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in row.items() if name not in keys}
    statement = _insert(engine.dialect.name, table).values(row)
    return statement.on_conflict_do_update(index_elements=keys, set_=rest)


@cache
def _insert_if_new(dialect: str, table: Table) -> Executable:
    """Build it once: that takes longer than to run it."""
    return _insert(dialect, table).on_conflict_do_nothing()


def _insert(dialect: str, table: Table) -> postgresql.Insert | sqlite.Insert:
    if dialect == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)
