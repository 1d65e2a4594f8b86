"""A channel's wish to be sent lessons, and the slots that come of it."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
WORKING_DAYS = frozenset(range(5))


class Mode(Enum):
    """How a channel goes through a track."""

    COURSE = "course"
    """From the first lesson to the last, one each time."""
    NEWS = "news"
    """The lesson dated that day, or nothing."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel, when it wants its lessons, and which.

    ``at`` is a local time in ``zone``; ``days`` counts Monday as 0, as ``datetime.date`` does.
    Raises ``ValueError`` if there are none.
    """

    id: int
    platform: str
    channel: str
    at: dt.time
    zone: ZoneInfo
    track: str
    days: frozenset[int] = EVERY_DAY
    mode: Mode = Mode.COURSE

    def __post_init__(self) -> None:
        if not self.days <= EVERY_DAY or not self.days:
            message = f"days are some of 0 to 6, not {sorted(self.days)}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Slot:
    """One local date of one subscription, and the instant (UTC) at which it is due."""

    date: dt.date
    due: dt.datetime
