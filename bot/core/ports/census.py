"""What the records say in numbers, whichever process asks."""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Census:
    """How many deliveries are in doubt or wait though they are due, and since when the oldest is.

    ``schema`` is the number of the last migration, ``backup`` when the last good backup was made,
    if that is known.
    """

    in_doubt: int
    oldest_doubt: dt.datetime | None
    waiting: int
    oldest_waiting: dt.datetime | None
    schema: str
    backup: dt.datetime | None


class Counts(Protocol):
    """Counts what the records hold, by indexes: it may be asked every few seconds."""

    async def census(self, now: dt.datetime) -> Census:
        """Return the numbers as they are now."""

    async def answers(self) -> None:
        """Return if the records can be read, and written by us; raise what hinders that."""
