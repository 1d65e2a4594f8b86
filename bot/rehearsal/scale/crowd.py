"""Very many channels over the world: their servers, and when each is due."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.calendar import DAY, upcoming
from bot.domain.subscription import EVERY_DAY, WORKING_DAYS, Subscription
from bot.rehearsal.scale.figures import MOST_CHANNELS
from bot.rehearsal.scale.zones import ZONES

Timetable = tuple[str, dt.time, frozenset[int]]
"""A zone, a local time and the days of the week."""

POPULAR = {
    dt.time(9): 22,
    dt.time(8): 20,
    dt.time(12): 9,
    dt.time(18): 9,
    dt.time(7): 8,
    dt.time(10): 6,
    dt.time(20): 4,
    dt.time(8, 30): 4,
    dt.time(7, 30): 3,
    dt.time(9, 30): 3,
    dt.time(21): 2,
}
"""Of a hundred channels so many have one of these times; the rest any minute of the waking day.
An assumption: people choose full hours, before work or at its start."""
OTHER_TIMES, WAKING = 10, (6 * 60, 22 * 60)
DAILY = 0.4
"""The share of channels with a lesson on every day; the others have working days. Assumed."""
TAIL = 1.5
"""How heavy-tailed the servers' sizes are: a share of k^-1.5 has k channels or more. Assumed."""
AT_HOME, IN_STEP = 0.9, 0.5
"""The shares of channels that live in their server's zone, and keep its time. Assumed."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Channels by number: the server each belongs to, and its timetable.

    The channels of a server stand side by side, as they would if its manager had set them up one
    after the other: that is the harder case for fair turns.
    """

    timetables: Sequence[Timetable]
    server_of: Sequence[int]
    timetable_of: Sequence[int]

    @property
    def channels(self) -> int:
        """How many channels there are."""
        return len(self.server_of)

    @property
    def servers(self) -> int:
        """How many servers there are."""
        return self.server_of[-1] + 1

    @property
    def posts_a_day(self) -> float:
        """How many lessons come on a day, on the average of a week."""
        days = [len(days) for _, _, days in self.timetables]
        return sum(days[one] for one in self.timetable_of) / 7


def spread(channels: int, seed: int, people: Mapping[str, int] = ZONES) -> Crowd:
    """Return channels that are spread as ``people`` are, by zone, at the times they like."""
    random = Random(f"{seed} crowd")  # noqa: S311 -- repeatable
    zones, weights = tuple(people), tuple(people.values())

    def wish(home: str, time: dt.time) -> Timetable:
        zone = home if random.random() < AT_HOME else random.choices(zones, weights)[0]
        at = time if random.random() < IN_STEP else _time(random)
        return zone, at, EVERY_DAY if random.random() < DAILY else WORKING_DAYS

    def server() -> Callable[[], Timetable]:
        (home,), time = random.choices(zones, weights), _time(random)
        return lambda: wish(home, time)

    return _gathered(channels, random, server)


def all_at_once(channels: int, seed: int, zone: str, at: dt.time) -> Crowd:
    """Return channels that all want their lesson at one time in one zone, every day."""
    random = Random(f"{seed} crowd")  # noqa: S311 -- repeatable
    return _gathered(channels, random, lambda: lambda: (zone, at, EVERY_DAY))


def dues(crowd: Crowd, start: dt.date, days: int) -> list[tuple[float, int]]:
    """Return when which channel is due, in seconds after ``start`` (UTC), in that order.

    By the calendar that delivery goes by. Of those due at once, the channel of the lower number
    is first.
    """
    times = [list(_slots(one, start, days)) for one in crowd.timetables]
    found = [(due, channel) for channel, one in enumerate(crowd.timetable_of) for due in times[one]]
    found.sort()
    return found


def _slots(timetable: Timetable, start: dt.date, days: int) -> Iterator[float]:
    zone, at, on = timetable
    wish = Subscription(0, "", "", (at,), ZoneInfo(zone), "", on)
    midnight = dt.datetime.combine(start, dt.time(0), dt.UTC)
    for slot in upcoming(wish, start - 2 * DAY, lambda _region, _date: ""):
        due = (slot.due - midnight) / dt.timedelta(seconds=1)
        if due >= days * 86400:
            return
        if due >= 0:
            yield due


def _gathered(
    channels: int, random: Random, server: Callable[[], Callable[[], Timetable]]
) -> Crowd:
    numbers: dict[Timetable, int] = {}
    server_of: list[int] = []
    timetable_of: list[int] = []
    while len(server_of) < channels:
        number = server_of[-1] + 1 if server_of else 0
        wish = server()
        for _ in range(min(_size(random), channels - len(server_of))):
            server_of.append(number)
            timetable_of.append(numbers.setdefault(wish(), len(numbers)))
    return Crowd(tuple(numbers), server_of, timetable_of)


def _size(random: Random) -> int:
    return min(MOST_CHANNELS, int((1 - random.random()) ** (-1 / TAIL)))


def _time(random: Random) -> dt.time:
    (at,) = random.choices((None, *POPULAR), (OTHER_TIMES, *POPULAR.values()))
    if at is None:
        hour, minute = divmod(random.randrange(*WAKING), 60)
        return dt.time(hour, minute)
    return at
