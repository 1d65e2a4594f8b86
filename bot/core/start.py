"""What somebody sees first: what comes next on their server, a lesson, and how they are doing."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.choosing import newest
from bot.core.context import Context
from bot.core.practice import Practice, practice_of
from bot.core.request import Place, Rank
from bot.core.schedules import lesson_on
from bot.domain.calendar import local_date
from bot.domain.delivery import Delivery
from bot.domain.lesson import Lesson
from bot.domain.subscription import Slot, Status, Subscription
from bot.errors import NoLessons

MOST_COMING, MOST_ANSWERS, MOST_SCHEDULES = 5, 3, 20


@dataclass(frozen=True, slots=True)
class Schedule:
    """A subscription with its channel's name; without one where the asker may not know of it."""

    subscription: Subscription
    channel: str


@dataclass(frozen=True, slots=True)
class Next:
    """When a lesson comes to a channel, and which, if there is one."""

    schedule: Schedule
    slot: Slot
    lesson: Lesson | None


@dataclass(frozen=True, slots=True)
class Start:
    """What the start page tells.

    ``coming``: soonest first, and how many ``more`` there are. ``lesson`` was posted last, and
    ``today`` if so it was, or is the newest. ``schedules`` are those the asker may change;
    ``None`` for somebody who may not, or where there can be none. ``forms``: a button can open a
    form to fill in.
    """

    coming: Sequence[Next]
    more: int
    lesson: Lesson | None
    today: bool
    practice: Practice
    schedules: Sequence[Schedule] | None
    forms: bool


async def start_of(context: Context) -> Start:
    """Return what the asker's start page tells now."""
    subscriptions = await _subscriptions(context)
    active = [one for one in subscriptions if one.status is Status.ACTIVE]
    slots = [(await context.store.next_slot(one.id), one) for one in active]
    soonest = sorted(
        ((slot, one) for slot, one in slots if slot is not None),
        key=lambda pair: (pair[0].due, pair[1].id),
    )
    lesson, today = await _lesson(context, active)
    return Start(
        coming=[await _next(context, one, slot) for slot, one in soonest[:MOST_COMING]],
        more=max(0, len(soonest) - MOST_COMING),
        lesson=lesson,
        today=today,
        practice=await practice_of(context, MOST_ANSWERS),
        schedules=await _schedules(context, subscriptions),
        forms=context.channels is not None and context.channels.forms,
    )


async def _subscriptions(context: Context) -> Sequence[Subscription]:
    place = context.place
    if place.server:
        return await context.store.subscriptions_of(place.platform, place.server)
    return await context.store.subscriptions(place)


async def _next(context: Context, subscription: Subscription, slot: Slot) -> Next:
    lesson = await lesson_on(context, subscription, slot.date)
    return Next(await _named(context, subscription), slot, lesson)


async def _named(context: Context, subscription: Subscription) -> Schedule:
    channels, server, channel = context.channels, context.place.server, subscription.channel
    if not server or channels is None:
        return Schedule(subscription, "")
    # The name of a private channel is for those who are in it: who else asks is not told.
    may_know = context.asker.rank >= Rank.MANAGER or await channels.public(server, channel)
    return Schedule(subscription, await channels.name(server, channel) if may_know else "")


async def _schedules(
    context: Context, subscriptions: Sequence[Subscription]
) -> Sequence[Schedule] | None:
    nowhere = not context.place.server or context.channels is None
    if nowhere or context.asker.rank < Rank.MANAGER:
        return None
    return [await _named(context, one) for one in subscriptions[:MOST_SCHEDULES]]


async def _lesson(context: Context, active: Sequence[Subscription]) -> tuple[Lesson | None, bool]:
    """Return the lesson posted last, or else the newest, and whether it is today's."""
    today = local_date(context.clock.now(), context.zone)
    places = {Place(one.platform, one.channel) for one in active}
    posted = [await context.store.last_delivery(place) for place in places]
    last = max(filter(None, posted), key=lambda one: one.due, default=None)
    found = _posted(context, last)
    if last is not None and found is not None:
        return found, local_date(last.due, context.zone) == today
    try:
        lesson = newest(context)
    except NoLessons:
        return None, False
    return lesson, lesson.date == today


def _posted(context: Context, last: Delivery | None) -> Lesson | None:
    return context.library.lesson(last.lesson_id or "") if last else None
