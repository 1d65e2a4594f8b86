"""The texts that lessons were posted with, so that they can be compared with those of today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.reply import Reply
from bot.domain.delivery import Delivery


@dataclass(frozen=True, slots=True)
class Edition:
    """A lesson's post as it was made at some time."""

    id: int
    lesson_id: str
    post: Reply


class Editions(Protocol):
    """The records of texts."""

    async def keep(self, lesson_id: str, post: Reply, at: dt.datetime) -> int:
        """Return the id of a lesson's edition with this very text; it is recorded if it is new."""

    async def all(self) -> Sequence[Edition]:
        """Return the editions that posts stand with, by lesson and age. Unreadable ones are left
        out."""

    async def posts_with(
        self, edition_id: int, since: dt.datetime, *, limit: int, after_id: int = 0
    ) -> Sequence[Delivery]:
        """Return sent deliveries with an edition that were due since a time, by id."""

    async def mark(self, edition_ids: Sequence[int], since: dt.datetime, at: dt.datetime) -> int:
        """Have the posts with some editions corrected from a time on; return how many."""

    async def to_correct(self, now: dt.datetime, *, limit: int) -> Sequence[Delivery]:
        """Return posts that are marked and may be corrected now, by id."""

    async def corrected(self, delivery: Delivery, edition_id: int | None) -> None:
        """Record that a post now stands with an edition; ``None``: that it can't be corrected."""

    async def put_off(self, delivery: Delivery, until: dt.datetime) -> None:
        """Record that a try to correct it came to nothing."""
