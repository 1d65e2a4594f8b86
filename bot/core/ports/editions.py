"""The texts that lessons were posted with, so that they can be compared with those of today."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.reply import Reply
from bot.domain.delivery import Delivery


@dataclass(frozen=True, slots=True)
class Edition:
    """A lesson's post as it was made at some time, without the note that it comes late."""

    id: int
    lesson_id: str
    post: Reply


@dataclass(frozen=True, slots=True)
class Standing:
    """How many posts of a lesson stand with an edition on a platform, in how many channels.

    Without an ``edition`` it is not known what they say. ``refused`` is why they could not be
    corrected the last time, in the platform's words; empty if that was not tried. ``marked`` of
    them are to be corrected, and wait for it.
    """

    edition: int | None
    lesson_id: str
    platform: str
    refused: str
    posts: int
    channels: int
    marked: int


class Editions(Protocol):
    """The records of texts."""

    async def keep(self, lesson_id: str, post: Reply, at: dt.datetime) -> int:
        """Return the id of a lesson's edition with this very text; it is recorded if it is new.

        ``post`` is the one without the note that it comes late: a delivery says that of itself.
        """

    async def all(self) -> Sequence[Edition]:
        """Return the editions that posts stand with, by lesson and age. Unreadable ones are left
        out."""

    async def standing(
        self, since: dt.datetime, before: dt.datetime | None = None
    ) -> Sequence[Standing]:
        """Return what posts stand with that were due since a time, and before another."""

    async def mark(self, edition_ids: Collection[int], since: dt.datetime, at: dt.datetime) -> int:
        """Have the posts with some editions corrected, of those due since a time; return how many.

        ``at`` is the time now: the lessons may be read by then, not earlier.
        """

    async def to_correct(self, platform: str, by: dt.datetime, *, limit: int) -> Sequence[Delivery]:
        """Return posts that were marked, or may be tried again, by a time, the oldest first."""

    async def corrected(self, delivery: Delivery, edition: int, by: dt.datetime) -> None:
        """Record that a post now stands with an edition; marked after ``by``, it stays marked."""

    async def refused(self, delivery: Delivery, reason: str, by: dt.datetime) -> None:
        """Record why a post can't be corrected; marked after ``by``, it stays marked."""

    async def put_off(self, delivery: Delivery, until: dt.datetime) -> None:
        """Record that a try to correct it came to nothing."""
