"""Old and new side by side: what the newest tables say they bear, they bear."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, Inspector, create_engine, inspect

from bot.storage.migrating import BEARS, upgrade

PARTS = ("column_names", "constrained_columns", "referred_table", "referred_columns", "sqltext")
"""What of a constraint or an index says what it demands."""


def taken_or_demanded(older: str, newer: str) -> list[str]:
    """Say what a program of the older tables would miss, or be refused, on the newer ones."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        upgrade(connection, older)
        before = Schema(connection)
        upgrade(connection, newer)
        found = [*before.missing_in(Schema(connection))]
    engine.dispose()
    return found


class Schema:
    """What stands in a database: tables, columns, and what rows have to keep to."""

    def __init__(self, connection: Connection) -> None:
        seen = inspect(connection)
        self.columns = {
            (table, column["name"]): column
            for table in seen.get_table_names()
            for column in seen.get_columns(table)
        }
        self.demands = {
            f"{table}: {kind} {[demand[part] for part in PARTS if part in demand]}"
            for table in seen.get_table_names()
            for kind, demands in _demands(seen, table).items()
            for demand in demands
        }

    @property
    def tables(self) -> set[str]:
        return {table for table, _ in self.columns}

    def missing_in(self, newer: "Schema") -> Iterator[str]:
        """Yield what stood here and does not there, then what is demanded there and not here."""
        for place, column in self.columns.items():
            now = newer.columns.get(place)
            if now is None:
                yield f"{'.'.join(place)} is gone"
            elif str(now["type"]) != str(column["type"]):
                yield f"{'.'.join(place)} was {column['type']} and is {now['type']}"
            elif column["nullable"] and not now["nullable"]:
                yield f"{'.'.join(place)} may no longer be empty"
        added = sorted(newer.columns.keys() - self.columns.keys())
        for table, name in (place for place in added if place[0] in self.tables):
            column = newer.columns[table, name]
            if not column["nullable"] and column["default"] is None:
                yield f"{table}.{name} has to be filled, and the database has no default for it"
        yield from self.refused_by(newer)

    def refused_by(self, newer: "Schema") -> Iterator[str]:
        """Yield what is demanded there of the tables that stand here."""
        for demand in sorted(newer.demands - self.demands):
            if demand.split(":")[0] in self.tables:
                yield f"a new demand of {demand}"


def _demands(seen: Inspector, table: str) -> dict[str, Sequence[Mapping[str, object]]]:
    return {
        "unique": seen.get_unique_constraints(table),
        "unique index": [index for index in seen.get_indexes(table) if index["unique"]],
        "reference": seen.get_foreign_keys(table),
        "check": seen.get_check_constraints(table),
    }


def test_the_newest_tables_bear_a_program_of_the_oldest_that_they_say_they_bear() -> None:
    assert taken_or_demanded(BEARS, "head") == []


def test_what_an_older_program_would_miss_or_be_refused_is_found() -> None:
    # As it was before anybody upgraded side by side.
    assert taken_or_demanded("0005", "0006") == [
        "subscriptions.local_time is gone",
        "a new demand of deliveries: reference [['edition'], 'editions', ['id']]",
        "a new demand of deliveries: unique [['subscription_id', 'slot', 'nth']]",
    ]
