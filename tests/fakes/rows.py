"""Random rows for every table, with all that a database may trip over."""

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, String, Table, insert
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.types import TypeDecorator

from bot.storage.contents import KEPT
from bot.storage.numbers import set_numbers

LETTERS = [
    *"abcXYZ 019-_",
    *"äßñ",
    *"가나다한글",
    *"😀🇰🇷👩‍🏫",
    "'",
    '"',
    "\\",
    "\n",
    "\t",
    "%",
    ":",
    "\u200b",
    "\x01",
]
EPOCH = dt.datetime(1990, 1, 1)  # noqa: DTZ001 -- Slack's columns have no zone
Row = dict[str, Any]


async def fill(engine: AsyncEngine, chance: random.Random, many: Mapping[str, int]) -> None:
    """Put random rows into all tables, ``many`` of each, 20 where that is not said."""
    there: dict[str, list[int]] = {}
    for table in KEPT:
        rows = [_row(table, number, chance, there) for number in range(many.get(table.name, 20))]
        there[table.name] = [row["id"] for row in rows if "id" in row]
        async with engine.begin() as connection:
            if rows:
                await connection.execute(insert(table), rows)
    async with engine.begin() as connection:
        await set_numbers(connection)


def _row(
    table: Table, number: int, chance: random.Random, there: Mapping[str, Sequence[int]]
) -> Row:
    row = {column.name: _value(column, number, chance, there) for column in table.columns}
    if table.name == "attempts":
        row["learner"] = f"{number} {row['learner'][:100]}"
    return row


def _value(
    column: Column[Any], number: int, chance: random.Random, there: Mapping[str, Sequence[int]]
) -> Any:
    if column.nullable and chance.random() < 0.3:
        return None
    for key in column.foreign_keys:
        return chance.choice(there[key.column.table.name])
    if column.primary_key and isinstance(column.type, Integer):
        # With gaps, as there are.
        return number * 3 + 1
    return _plain(column, number, chance)


def _plain(column: Column[Any], number: int, chance: random.Random) -> Any:
    kind = column.type
    if isinstance(kind, TypeDecorator):
        moment = EPOCH + dt.timedelta(microseconds=chance.randrange(2 * 10**15))
        return moment.replace(tzinfo=dt.UTC)
    match kind:
        case Boolean():
            return chance.random() < 0.5
        case Integer():
            return chance.choice([0, 1, 7, 2**31 - 1, -1])
        case DateTime():
            return EPOCH + dt.timedelta(microseconds=chance.randrange(2 * 10**15))
        case Date():
            # With its number in it, since a slot is there once.
            return dt.date(1990, 1, 1) + dt.timedelta(days=number)
        case String():
            # Full to the last character now and then; with its number, for what must be unique.
            length = kind.length or 300
            most = chance.choice([0, 3, length, length])
            text = "".join(chance.choices(LETTERS, k=most))
            return f"{number}{text}"[:length]
        case _:
            raise AssertionError(kind)
