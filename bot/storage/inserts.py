"""Inserts that leave alone what is there already: uniqueness does the locking."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncEngine


def insert_if_new(engine: AsyncEngine, table: Table, rows: Sequence[dict[str, Any]]) -> Executable:
    """Return an insert of rows that skips those whose unique key is taken."""
    if engine.dialect.name == "postgresql":
        return postgresql.insert(table).values(list(rows)).on_conflict_do_nothing()
    return sqlite.insert(table).values(list(rows)).on_conflict_do_nothing()
