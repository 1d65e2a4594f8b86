"""The page's classroom subscribes by itself, so that a newcomer sees a lesson within seconds."""

import datetime as dt
from zoneinfo import ZoneInfo

from bot.core.ports import Library, Store
from bot.core.request import Place
from bot.domain.calendar import local_date
from bot.domain.subscription import Slot, Subscription


async def subscribe_first(
    store: Store, library: Library, place: Place, at: dt.time, zone: ZoneInfo, now: dt.datetime
) -> Subscription | None:
    """On a first start, give the classroom a subscription whose first slot is now.

    Nothing is done if there is any subscription, or no lesson to send.
    """
    tracks = library.tracks()
    if not tracks or await store.subscriptions():
        return None
    wish = Subscription(0, place.platform, place.channel, at, zone, tracks[0])
    return await store.subscribe(wish, Slot(local_date(now, zone), now))
