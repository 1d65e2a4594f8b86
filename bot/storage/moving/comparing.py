"""Sees whether two databases hold the same, row by row."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.storage.moving.pages import PAGE, Key, key_of, page

SHOWN = 10
Rows = list[tuple[Any, ...]]


@dataclass(slots=True)
class Differences:
    """How many rows differ, and the first of them in words."""

    many: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Count one."""
        self.many += 1
        if self.many <= SHOWN:
            self.shown.append(line)


async def compare(
    source: AsyncEngine, target: AsyncEngine, table: Table, differences: Differences
) -> int:
    """Compare a table in two databases, both ways; return how many rows the source has."""
    after: Key | None = None
    many = 0
    while True:
        ours, theirs = await page(source, table, after), await page(target, table, after)
        if not ours and not theirs:
            return many
        last = _common_end(table, ours, theirs)
        if ours != theirs:
            for line in _differing(table, ours, theirs, last):
                differences.add(line)
        many += sum(key_of(table, row) <= last for row in ours)
        after = last


def _common_end(table: Table, ours: Rows, theirs: Rows) -> Key:
    """Return the key up to which both pages are complete."""
    full = [key_of(table, rows[-1]) for rows in (ours, theirs) if len(rows) == PAGE]
    return min(full) if full else max(key_of(table, rows[-1]) for rows in (ours, theirs) if rows)


def _differing(table: Table, ours: Rows, theirs: Rows, last: Key) -> Iterator[str]:
    here = {key: row for row in ours if (key := key_of(table, row)) <= last}
    there = {key: row for row in theirs if (key := key_of(table, row)) <= last}
    for key in sorted({*here, *there}):
        name = f"{table.name} {'/'.join(map(str, key))}"
        if key not in there:
            yield f"{name} is missing"
        elif key not in here:
            yield f"{name} is too many"
        elif here[key] != there[key]:
            columns = zip(table.columns, here[key], there[key], strict=True)
            names = ", ".join(column.name for column, one, other in columns if one != other)
            yield f"{name} differs in {names}"
