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


class Status(Enum):
    """Whether lessons are sent."""

    ACTIVE = "active"
    PAUSED = "paused"
    """By a manager, or by the bot for a reason it gives."""
    AWAY = "away"
    """The bot was removed from the server; it goes on when it is back."""
    REMOVED = "removed"
    """Kept so that its number is never given again, and no old button means another one."""


@dataclass(frozen=True, slots=True)
class PostOptions:
    """How a post is made, where the platform has such things.

    ``thread``: a thread to talk in is opened under it; ``publish``: it is passed on to the
    channels that follow an announcement channel; ``mention``: the id of the one role it calls;
    ``tag``: the id of the tag a forum post gets.
    """

    thread: bool = False
    publish: bool = False
    mention: str = ""
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel, when it wants its lessons, and which.

    ``at`` is a local time in ``zone``; ``days`` counts Monday as 0, as ``datetime.date`` does.
    ``holidays`` is the region, such as ``KR`` or ``DE-BY``, on whose public holidays nothing
    comes; empty for none. ``reason`` says why it is not active. Raises ``ValueError`` if there
    are no days.
    """

    id: int
    platform: str
    channel: str
    at: dt.time
    zone: ZoneInfo
    track: str
    days: frozenset[int] = EVERY_DAY
    mode: Mode = Mode.COURSE
    server: str = ""
    options: PostOptions = PostOptions()
    status: Status = Status.ACTIVE
    reason: str = ""
    holidays: str = ""

    def __post_init__(self) -> None:
        if not self.days <= EVERY_DAY or not self.days:
            message = f"days are some of 0 to 6, not {sorted(self.days)}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Slot:
    """One local date of one subscription, and the instant (UTC) at which it is due."""

    date: dt.date
    due: dt.datetime
