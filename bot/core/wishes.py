"""What people say of when and what they want, as the domain's values; or why it can't be read."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.core.ports import Channels, Library
from bot.domain.dates import REST_OF_DAY, read_date, read_span
from bot.domain.subscription import MOST_TIMES
from bot.domain.timetable import read_days, read_time, times_in
from bot.domain.zones import zone_named
from bot.errors import (
    DateOver,
    DateTooFar,
    NoLessons,
    NotADate,
    NotASpan,
    NotATime,
    NotAZone,
    NotDays,
    NoTrack,
    TimeTwice,
    TooManyTimes,
)

SHOWN = 40
"""Characters of somebody's words that an answer repeats."""
MOST_AHEAD = dt.timedelta(days=2 * 365)
LEAST_LATE = dt.timedelta(minutes=15)
"""A lesson that comes within this is not said to be late, and sending it may take a while."""
NO_START = frozenset({"none", "now", "at once", "-", "없음", "바로", "지금"})
NO_TAG = frozenset({"none", "-", "없음"})


def times_of(words: str) -> tuple[dt.time, ...]:
    """Return times of day, in order. Raises ``NotATime``, ``TimeTwice`` and ``TooManyTimes``."""
    times: list[dt.time] = []
    for said in times_in(words) or [words]:
        time = read_time(said)
        if time is None:
            raise NotATime(value=said[:SHOWN])
        if time in times:
            raise TimeTwice(value=f"{time:%H:%M}")
        times.append(time)
    if len(times) > MOST_TIMES:
        raise TooManyTimes(most=MOST_TIMES)
    return tuple(sorted(times))


def date_of(words: str, today: dt.date) -> dt.date:
    """Return a date from today on. Raises ``NotADate``, ``DateOver`` and ``DateTooFar``."""
    date = read_date(words, today)
    if date is None:
        raise NotADate(value=words[:SHOWN])
    if date < today:
        raise DateOver(value=words[:SHOWN])
    if date > today + MOST_AHEAD:
        raise DateTooFar(value=words[:SHOWN])
    return date


def start_of(words: str, today: dt.date) -> dt.date | None:
    """Return the date lessons begin on; ``None`` for at once. Raises as ``date_of`` does."""
    return None if words.casefold() in NO_START else date_of(words, today)


def catch_up_of(words: str) -> dt.timedelta | None:
    """Return how late a lesson may come; ``None`` for the rest of its day.

    Raises ``NotASpan``, for less than ``LEAST_LATE``, too.
    """
    span = read_span(words)
    if span is None or span < LEAST_LATE:
        raise NotASpan(value=words[:SHOWN], least=LEAST_LATE // dt.timedelta(minutes=1))
    return None if span >= REST_OF_DAY else span


def zone_of(words: str) -> ZoneInfo:
    """Return a time zone. Raises ``NotAZone``."""
    zone = zone_named(words)
    if zone is None:
        raise NotAZone(value=words[:SHOWN])
    return zone


def days_of(words: str) -> frozenset[int]:
    """Return days of the week. Raises ``NotDays``."""
    days = read_days(words)
    if days is None:
        raise NotDays(value=words[:SHOWN])
    return days


def track_of(words: str, library: Library) -> str:
    """Return a track's name; without words, the first one's.

    Raises ``NoTrack``, and ``NoLessons`` if there is none at all.
    """
    tracks = library.tracks()
    if not tracks:
        raise NoLessons
    if not words:
        return tracks[0]
    track = next((one for one in tracks if one.casefold() == words.casefold()), None)
    if track is None:
        raise NoTrack(track=words[:SHOWN], tracks=", ".join(tracks))
    return track


async def tag_of(channels: Channels, channel: str, name: str) -> str:
    """Return the id of a forum's tag, or empty for none.

    A name that the forum does not know is returned as it is: it is then found to be an obstacle.
    """
    if not name:
        return ""
    found = await channels.tag(channel, name)
    return found or ("" if name.casefold() in NO_TAG else name)
