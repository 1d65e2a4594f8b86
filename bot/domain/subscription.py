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


class Ending(Enum):
    """What comes once a channel has had every lesson of its course."""

    STOP = "stop"
    """A word of congratulation, and nothing more until there are new lessons."""
    AGAIN = "again"
    """The course from its first lesson on."""


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


@dataclass(frozen=True, slots=True, order=True)
class Vacation:
    """Local dates, both included, on which nothing comes. Raises ``ValueError`` if turned round."""

    first: dt.date
    last: dt.date

    def __post_init__(self) -> None:
        if self.last < self.first:
            message = f"a vacation ends before it begins: {self.first} to {self.last}"
            raise ValueError(message)

    def __contains__(self, date: dt.date) -> bool:
        return self.first <= date <= self.last


MOST_TIMES = 6
"""Lessons a day. A slot's number in its day is one digit of the key that a post carries."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel, when it wants its lessons, and which.

    ``times`` are local times in ``zone``, one lesson each, in order and each once; ``days`` counts
    Monday as 0, as ``datetime.date`` does. ``holidays`` is the region, such as ``KR`` or
    ``DE-BY``, on whose public holidays nothing comes; empty for none. ``reason`` says why it is
    not active. Nothing comes before the date ``starts`` nor in one of the ``vacations``.
    ``catch_up`` is how late a lesson may still be posted; ``None`` is the rest of its local day,
    which it never exceeds. ``owner`` is the id of who made it, who is told in ``language`` when it
    breaks. Raises ``ValueError`` if there are no days, or no times or too many.
    """

    id: int
    platform: str
    channel: str
    times: tuple[dt.time, ...]
    zone: ZoneInfo
    track: str
    days: frozenset[int] = EVERY_DAY
    mode: Mode = Mode.COURSE
    server: str = ""
    options: PostOptions = PostOptions()
    status: Status = Status.ACTIVE
    reason: str = ""
    holidays: str = ""
    ending: Ending = Ending.STOP
    starts: dt.date | None = None
    vacations: tuple[Vacation, ...] = ()
    catch_up: dt.timedelta | None = None
    owner: str = ""
    language: str = "en"

    def __post_init__(self) -> None:
        if not self.days <= EVERY_DAY or not self.days:
            message = f"days are some of 0 to 6, not {sorted(self.days)}"
            raise ValueError(message)
        if not 1 <= len(self.times) <= MOST_TIMES or self.times != tuple(sorted(set(self.times))):
            message = f"times are 1 to {MOST_TIMES}, in order and each once, not {self.times}"
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Slot:
    """One local date of one subscription, and the instant (UTC) at which it is due.

    ``nth`` counts the lessons of a day from 0. A slot is known by its date and this number, not
    by its time: a lesson that was posted does not come again because its time was changed.
    """

    date: dt.date
    due: dt.datetime
    nth: int = 0

    @property
    def name(self) -> tuple[dt.date, int]:
        """What tells it from the subscription's other slots, and puts them in order."""
        return self.date, self.nth
