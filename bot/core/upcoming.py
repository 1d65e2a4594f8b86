"""What comes next to a channel."""

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.ports import Library, Store
from bot.core.request import Place
from bot.domain.progress import choice_for
from bot.domain.subscription import Status


@dataclass(frozen=True, slots=True)
class NextLesson:
    """When the next lesson comes to a channel (an instant, UTC), and in which zone to say it."""

    at: dt.datetime
    zone: ZoneInfo


async def next_lesson(store: Store, library: Library, place: Place) -> NextLesson | None:
    """Return the soonest lesson that will come to a channel, or ``None`` if none is known of."""
    coming: list[NextLesson] = []
    for subscription in await store.subscriptions(place):
        if subscription.status is not Status.ACTIVE:
            continue
        slot = await store.next_slot(subscription.id)
        track = library.lessons(subscription.track)
        taken = await store.taken(subscription.id)
        choice = choice_for(subscription, slot.date, track, taken) if slot else None
        if slot and choice and choice.lesson:
            coming.append(NextLesson(slot.due, subscription.zone))
    return min(coming, key=lambda one: one.at, default=None)
