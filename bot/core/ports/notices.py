"""What somebody is to be told, once, because something is wrong with their lessons."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Trouble(Enum):
    """What is wrong with a subscription, as its admin is told."""

    REFUSED = "refused"
    """The platform says no for good: it was paused."""
    IN_DOUBT = "in doubt"
    """It can't be known whether a lesson stands in its channel."""
    MISSING = "missing"
    """A channel that should have had a post has none."""
    UNFINISHED = "unfinished"
    """A lesson stands there, but its thread or the like does not."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is to be told of a subscription: its trouble, with the reason in the platform's words.

    ``slot`` is the local date it is about. ``id`` is given when it is recorded.
    """

    subscription_id: int
    trouble: Trouble
    slot: dt.date
    reason: str
    id: int = 0
    attempts: int = 0

    @property
    def key(self) -> str:
        """The name under which it is told. One for each slot and trouble: so it is told once."""
        return f"n{self.subscription_id}-{self.slot:%Y%m%d}-{list(Trouble).index(self.trouble)}"


class Notices(Protocol):
    """The records of what is to be told."""

    async def add(self, notice: Notice, at: dt.datetime) -> bool:
        """Record a notice, unless there is one with its key; return whether it was new."""

    async def to_tell(self, now: dt.datetime, *, limit: int) -> Sequence[Notice]:
        """Return the notices that are to be told by now, oldest first."""

    async def told(self, notice: Notice) -> None:
        """Record that it was told, or that nobody can be."""

    async def put_off(self, notice: Notice, until: dt.datetime) -> None:
        """Record that a try to tell it came to nothing."""
