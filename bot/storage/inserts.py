"""Inserts that mind what is there already: uniqueness does the locking."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Executable, Table, bindparam, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine


def insert_if_new(table: Table, row: Mapping[str, Any]) -> Executable:
    """Return an insert that skips what has a unique key that is taken.

    Rows go with it that have the columns of ``row``.
    """
    return _insert_if_new(table, tuple(row))


def insert_or_replace(engine: AsyncEngine, table: Table, row: dict[str, Any]) -> Executable:
    """Return an insert of a row that takes the place of the one with the same primary key."""
    keys = [column.name for column in table.primary_key]
    rest = {name: value for name, value in row.items() if name not in keys}
    inserted = inserting(engine, table).values(row)
    return inserted.on_conflict_do_update(index_elements=keys, set_=rest)


def inserting(engine: AsyncEngine, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an insert, in the database's own kind, which can say what is done on a conflict."""
    return (postgresql.insert if engine.dialect.name == "postgresql" else sqlite.insert)(table)


@cache
def _insert_if_new(table: Table, names: tuple[str, ...]) -> Executable:
    # As text, for SQLAlchemy compiles its own kind of it anew each time, which takes longer than
    # most of what is inserted.
    # Quoted: "right" and "first" are words of PostgreSQL's own.
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(f":{name}" for name in names)
    statement = (
        f"INSERT INTO {table.name} ({columns}) VALUES ({values})"  # noqa: S608 -- names from the code
        " ON CONFLICT DO NOTHING"
    )
    typed = (bindparam(name, type_=table.c[name].type) for name in names)
    return text(statement).bindparams(*typed)
