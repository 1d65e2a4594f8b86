"""The bot's records, read from outside while it runs, or after it was killed."""

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Row:
    """What the ledger says of a delivery."""

    state: str
    reason: str
    attempts: int


@dataclass(frozen=True)
class Records:
    """The database of a bot, of which nothing is changed here."""

    path: Path

    def deliveries(self, date: dt.date) -> Mapping[int, Row]:
        """Return the deliveries of a local date, by subscription."""
        rows, _ = self.look(date)
        return rows

    def look(self, date: dt.date) -> tuple[Mapping[int, Row], int]:
        """Return the deliveries of a local date, and how many notices about it are not told yet."""
        query = "SELECT subscription_id, state, reason, attempts FROM deliveries WHERE slot = ?"
        notices = "SELECT count(*) FROM notices WHERE slot = ? AND NOT done"
        with self._reading() as reading:
            rows = reading.execute(query, (date.isoformat(),)).fetchall()
            (untold,) = reading.execute(notices, (date.isoformat(),)).fetchone()
        return {number: Row(*rest) for number, *rest in rows}, int(untold)

    def doubted(self, date: dt.date) -> int:
        """Return how often a delivery of a local date came to be in doubt."""
        query = (
            "SELECT count(*) FROM events JOIN deliveries ON deliveries.id = delivery_id"
            " WHERE slot = ? AND events.state = 'in doubt'"
        )
        with self._reading() as reading:
            (count,) = reading.execute(query, (date.isoformat(),)).fetchone()
        return int(count)

    def repeated(self) -> Sequence[tuple[int, str]]:
        """Return the lessons that a subscription was sent more than once."""
        query = (
            "SELECT subscription_id, lesson_id FROM deliveries WHERE state = 'sent'"
            " GROUP BY subscription_id, lesson_id HAVING count(*) > 1"
        )
        with self._reading() as reading:
            return reading.execute(query).fetchall()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the database as another program might that writes for long."""
        with closing(sqlite3.connect(self.path, timeout=60, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                other.execute("ROLLBACK")

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        there = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=10)
        with closing(there) as reading:
            yield reading
