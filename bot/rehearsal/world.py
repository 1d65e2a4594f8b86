"""The channels of a rehearsal: what they wish, and what there is for them to read."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from random import Random
from zoneinfo import ZoneInfo

from bot.domain.lesson import Lesson
from bot.domain.subscription import (
    EVERY_DAY,
    WORKING_DAYS,
    Ending,
    Mode,
    Subscription,
    Vacation,
)
from bot.rehearsal.weather import PLATFORMS

ZONES = (
    # Clocks that change at midnight, by half an hour, in Ramadan, or at a strange minute.
    ("Africa/Cairo", ""),
    ("Asia/Beirut", ""),
    ("America/Havana", ""),
    ("America/Santiago", "CL"),
    ("Atlantic/Azores", "PT"),
    ("America/Nuuk", ""),
    ("Australia/Lord_Howe", "AU"),
    ("Africa/Casablanca", "MA"),
    ("Africa/El_Aaiun", ""),
    ("Pacific/Chatham", "NZ"),
    ("Antarctica/Troll", ""),
    # Far from Greenwich, or with odd minutes.
    ("Pacific/Apia", ""),
    ("Pacific/Kiritimati", ""),
    ("Pacific/Pago_Pago", ""),
    ("Asia/Kathmandu", ""),
    ("Australia/Eucla", "AU-WA"),
    ("America/St_Johns", "CA-NL"),
    ("Asia/Kolkata", "IN"),
    ("Asia/Tehran", ""),
    ("Pacific/Marquesas", ""),
    ("Asia/Yangon", ""),
    ("Asia/Kabul", ""),
    # Where many live.
    ("Asia/Seoul", "KR"),
    ("Asia/Tokyo", "JP"),
    ("Asia/Shanghai", "CN"),
    ("Asia/Singapore", "SG"),
    ("Asia/Dubai", "AE"),
    ("Asia/Jerusalem", "IL"),
    ("Europe/Berlin", "DE-BY"),
    ("Europe/London", "GB-ENG"),
    ("Europe/Paris", "FR"),
    ("Europe/Istanbul", "TR"),
    ("Africa/Lagos", "NG"),
    ("Africa/Johannesburg", "ZA"),
    ("America/New_York", "US-NY"),
    ("America/Chicago", "US"),
    ("America/Los_Angeles", "US-CA"),
    ("America/Sao_Paulo", "BR"),
    ("America/Mexico_City", "MX"),
    ("Australia/Sydney", "AU-NSW"),
)
"""Forty zones, each with a region whose holidays are kept there."""

COURSES = {"short": 5, "month": 21, "long": 30}
"""The tracks, with how many lessons each has."""
NEWS = "news"
_HOURS = (7, 8, 8, 9, 9, 9, 12, 18, 20)
_ALL_DAY = (7, 8, 9, 12, 15, 18, 20, 22)
"""Those of channels that have three lessons a day or more."""
_STRANGE = ((0, 0), (0, 30), (1, 45), (2, 0), (2, 30), (3, 0), (23, 30))


def lessons(start: dt.date, days: int) -> list[Lesson]:
    """Return the lessons: three courses, and news on most working days."""
    found = [_lesson(track, n) for track, many in COURSES.items() for n in range(1, many + 1)]
    for number in range(days + 3):
        date = start + dt.timedelta(days=number - 1)
        if date.weekday() in WORKING_DAYS and number % 7:
            found.append(replace(_lesson(NEWS, number), date=date))
    return found


def wishes(seed: int, channels: int, start: dt.date, days: int) -> list[Subscription]:
    """Return what the channels wish; the ids are not those of the database."""
    servers = _servers(Random(f"{seed} servers"), channels)  # noqa: S311 -- repeatable
    return [
        _wish(Random(f"{seed} {number}"), number, server, start, days)  # noqa: S311 -- repeatable
        for number, server in enumerate(servers, 1)
    ]


def shared_out(wished: Sequence[Subscription], parts: int) -> list[list[Subscription]]:
    """Share the channels out, the servers whole, so that each part has about as many slots.

    From east to west: the fewer zones a part has, the fewer different moments it has to live
    through.
    """
    shares: list[list[Subscription]] = [[] for _ in range(parts)]
    servers: dict[str, list[Subscription]] = {}
    for one in wished:
        servers.setdefault(one.server, []).append(one)
    before, whole = 0, _weight(wished)
    for group in sorted(servers.values(), key=_longitude):
        shares[min(before * parts // whole, parts - 1)] += group
        before += _weight(group)
    return shares


def _longitude(group: Sequence[Subscription]) -> dt.timedelta:
    offsets = [one.zone.utcoffset(dt.datetime(2026, 1, 1)) for one in group]  # noqa: DTZ001
    return sorted(one or dt.timedelta() for one in offsets)[len(offsets) // 2]


def _weight(group: Iterable[Subscription]) -> int:
    return sum(len(one.times) * len(one.days) for one in group)


def _servers(random: Random, channels: int) -> list[str]:
    """Name the server of each channel: one has a fifth of them, one a tenth, most have a few."""
    names: list[str] = []
    sizes = [channels // 5, channels // 10]
    while len(names) < channels:
        size = sizes.pop(0) if sizes else random.choice((1, 1, 1, 2, 3, 8))
        names += [f"server-{len(set(names)) + 1}"] * max(1, size)
    return names[:channels]


def _wish(random: Random, number: int, server: str, start: dt.date, days: int) -> Subscription:
    # Most of a server's people live in one zone; some elsewhere.
    home = sum(map(ord, server)) * 7 + random.choices((0, 1), (9, 1))[0] * number
    zone, region = ZONES[home % len(ZONES)]
    mode = Mode.NEWS if random.random() < 0.12 else Mode.COURSE
    return Subscription(
        id=0,
        # A server is on one platform.
        platform=PLATFORMS[sum(server.encode()) % 2],
        channel=f"channel-{number}",
        times=_times(random),
        zone=ZoneInfo(zone),
        track=NEWS if mode is Mode.NEWS else random.choice((*COURSES, "long", "long")),
        days=_days(random),
        mode=mode,
        server=server,
        holidays=region if random.random() < 0.4 else "",
        ending=Ending.STOP if random.random() < 0.08 else Ending.AGAIN,
        starts=start + dt.timedelta(days=random.randrange(20)) if random.random() < 0.1 else None,
        vacations=_vacations(random, start, days),
        catch_up=_catch_up(random),
        owner=f"owner-{number}",
        language=random.choice(("en", "ko")),
    )


def _times(random: Random) -> tuple[dt.time, ...]:
    many = random.choices((1, 2, 3, 6), (90, 6, 3, 1))[0]
    found: set[dt.time] = set()
    while len(found) < many:
        if random.random() < 0.06:
            found.add(dt.time(*random.choice(_STRANGE)))
        else:
            found.add(dt.time(random.choice(_HOURS if many < 3 else _ALL_DAY)))
    return tuple(sorted(found))


def _days(random: Random) -> frozenset[int]:
    toss = random.random()
    if toss < 0.6:
        return EVERY_DAY
    if toss < 0.88:
        return WORKING_DAYS
    return frozenset(random.sample(range(7), random.randrange(1, 7)))


def _vacations(random: Random, start: dt.date, days: int) -> tuple[Vacation, ...]:
    found = []
    for _ in range(random.choices((0, 1, 2), (80, 15, 5))[0]):
        first = start + dt.timedelta(days=random.randrange(max(1, days)))
        found.append(Vacation(first, first + dt.timedelta(days=random.randrange(21))))
    return tuple(sorted(found))


def _catch_up(random: Random) -> dt.timedelta | None:
    if random.random() < 0.75:
        return None
    return dt.timedelta(minutes=random.choice((15, 30, 60, 180, 720)))


def _lesson(track: str, number: int) -> Lesson:
    return Lesson(f"{track}-{number}", track, f"{track} {number}", (f"Point {number}.",))
