"""The page's classroom subscribes by itself, so that a newcomer sees a lesson within seconds."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import Library, Store
from bot.core.request import Place
from bot.domain.calendar import DAY, local_date, upcoming
from bot.domain.subscription import Slot, Subscription


@dataclass(frozen=True, slots=True)
class Timetable:
    """What the operator's settings say of the classroom. Without a track: the first."""

    place: Place
    at: dt.time
    zone: ZoneInfo
    track: str = ""


async def keep_classroom(
    store: Store, library: Library, timetable: Timetable, now: dt.datetime
) -> None:
    """Keep the classroom's subscription as the settings say.

    On a first start, when there is no subscription at all, it is given one whose first slot is
    now. Nothing is done while there are no lessons.
    """
    tracks = library.tracks()
    if not tracks:
        return
    for subscription in await store.subscriptions(timetable.place):
        track = _track(timetable, tracks, subscription.track)
        changed = replace(subscription, times=(timetable.at,), zone=timetable.zone, track=track)
        slot = await store.next_slot(subscription.id)
        if changed != subscription and slot is not None:
            following = upcoming(changed, slot.date - DAY, NO_HOLIDAYS.on)
            await store.reschedule(changed, next(following))
        return
    if await store.subscriptions():
        return
    place, track = timetable.place, _track(timetable, tracks, tracks[0])
    wish = Subscription(0, place.platform, place.channel, (timetable.at,), timetable.zone, track)
    async with store.alone("classroom"):
        # Of several processes that start together, one makes it.
        if not await store.subscriptions():
            await store.subscribe(wish, Slot(local_date(now, timetable.zone), now))


def _track(timetable: Timetable, tracks: Sequence[str], current: str) -> str:
    """The track of the settings, else the one it is in, else the first: one that is there."""
    return next((one for one in (timetable.track, current) if one in tracks), tracks[0])
