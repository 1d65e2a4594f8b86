"""What people say of when and what they want, as the domain's values; or why it can't be read."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.core.ports import Channels, Library
from bot.domain.timetable import read_days, read_time
from bot.domain.zones import zone_named
from bot.errors import NoLessons, NotATime, NotAZone, NotDays, NoTrack

SHOWN = 40
"""Characters of somebody's words that an answer repeats."""
NO_TAG = frozenset({"none", "-", "없음"})


def time_of(words: str) -> dt.time:
    """Return a time of day. Raises ``NotATime``."""
    time = read_time(words)
    if time is None:
        raise NotATime(value=words[:SHOWN])
    return time


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
