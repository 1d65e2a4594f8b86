"""The subscriptions of a server: which one is meant, and what comes next of it."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.core.context import Context
from bot.core.holidays import Holiday, holidays_between
from bot.core.ports import Channels, Store
from bot.core.request import Place
from bot.domain.calendar import DAY, HolidayOn, holiday, local_date, upcoming
from bot.domain.lesson import Lesson
from bot.domain.progress import Choice, choice_for
from bot.domain.subscription import Mode, Slot, Status, Subscription
from bot.errors import (
    AlreadyScheduled,
    NoLessonLeft,
    NoLessonThatDay,
    NoSchedule,
    NotOnAServer,
)

ADD, CHANGE, LIST = "/schedule add", "/schedule change", "/schedule list"


@dataclass(frozen=True, slots=True)
class Coming:
    """What comes next to a channel: when, and which lesson, if there is one."""

    subscription: Subscription
    channel: str
    """The channel's name, as people write it."""
    slot: Slot
    lesson: Lesson | None
    forms: bool = False
    """Whether it can be changed in a form."""
    holidays: Sequence[Holiday] = ()
    """The holidays on which nothing comes before it."""
    unknown_holidays: bool = False
    """Whether its holidays were chosen, but are not known any more."""
    today: dt.date = dt.date.min
    """The date it is there."""
    finishing: bool = False
    """Whether the slot brings the word at the end of the course."""
    again: bool = False
    """Whether the course begins again with the lesson."""

    @property
    def away(self) -> bool:
        """Whether it is on a vacation today."""
        return any(self.today in one for one in self.subscription.vacations)


def channels_of(context: Context) -> Channels:
    """Return what is known of the server's channels. Raises ``NotOnAServer``."""
    if not context.place.server or context.channels is None:
        raise NotOnAServer
    return context.channels


async def on_server(context: Context) -> Sequence[Subscription]:
    """Return the subscriptions of the asker's server. Raises ``NotOnAServer``."""
    channels_of(context)
    return await context.store.subscriptions_of(context.place.platform, context.place.server)


async def meant(context: Context, channel: str) -> Sequence[Subscription]:
    """Return the subscriptions of a channel, or the one with a number such as ``#12``.

    Without a channel, those of the channel one asks in. They are of the asker's server only, so
    that nobody reaches another's with a number. Raises ``NoSchedule`` and ``NotOnAServer``.
    """
    number, where = channel.startswith("#"), channel or context.place.channel
    found = [
        one
        for one in await on_server(context)
        if (f"#{one.id}" if number else one.channel) == where
    ]
    if not found:
        name = where if number else await channel_name(context, where)
        raise NoSchedule(channel=name, add=ADD, list=LIST)
    return found


async def name_of(context: Context, several: Sequence[Subscription]) -> str:
    """Return the name of the channel that several subscriptions share."""
    return await channel_name(context, several[0].channel)


async def channel_name(context: Context, channel: str) -> str:
    """Return the name of a channel of the asker's server."""
    return await channels_of(context).name(context.place.server, channel)


async def free_slot(
    store: Store,
    subscription: Subscription,
    now: dt.datetime,
    holiday_on: HolidayOn,
    after: Slot | None = None,
) -> Slot:
    """Return the first slot later than now, and than ``after``, that has no delivery yet."""
    yesterday = local_date(now, subscription.zone) - DAY
    start = yesterday if after is None or after.date <= yesterday else after
    for slot in upcoming(subscription, start, holiday_on):
        had = await store.delivery_on(subscription.id, slot.date, slot.nth)
        if slot.due > now and had is None:
            return slot
    raise AssertionError  # a subscription's slots have no end


async def coming(
    context: Context, subscription: Subscription, besides: Collection[str] = ()
) -> Coming:
    """Return what comes next. While nothing comes: what would, if it went on now.

    ``besides`` are the ids of lessons that are not counted, as they come before.
    """
    slot = await next_slot_of(context, subscription)
    choice = await choice_on(context, subscription, slot.date, besides)
    name = await channel_name(context, subscription.channel)
    region, today = subscription.holidays, today_in(context, subscription.zone)
    return Coming(
        subscription,
        name,
        slot,
        choice.lesson if choice else None,
        channels_of(context).forms,
        holidays_between(subscription, today, slot.date, context.holidays, context.language),
        bool(region) and not context.holidays.knows(region),
        today,
        finishing=choice is not None and choice.lesson is None,
        again=choice is not None and choice.again,
    )


async def lesson_on(
    context: Context, subscription: Subscription, date: dt.date, besides: Collection[str] = ()
) -> Lesson | None:
    """Return the lesson a channel gets on a date, as things are now."""
    choice = await choice_on(context, subscription, date, besides)
    return choice.lesson if choice else None


async def choice_on(
    context: Context, subscription: Subscription, date: dt.date, besides: Collection[str] = ()
) -> Choice | None:
    """Return what a slot on a date brings to a channel, as things are now."""
    track = context.library.lessons(subscription.track)
    taken = await context.store.taken(subscription.id)
    return choice_for(subscription, date, track, taken.union(besides))


def today_in(context: Context, zone: ZoneInfo) -> dt.date:
    """Return the date it is in a zone."""
    return local_date(context.clock.now(), zone)


def no_lesson(
    subscription: Subscription, channel: str, date: str
) -> NoLessonLeft | NoLessonThatDay:
    """Return the error that says why there is no lesson for a date, given in words."""
    match subscription.mode:
        case Mode.COURSE:
            return NoLessonLeft(channel=channel, track=subscription.track)
        case Mode.NEWS:
            return NoLessonThatDay(track=subscription.track, date=date)


async def refuse_a_second(context: Context, wish: Subscription) -> None:
    """Raise ``AlreadyScheduled`` if the channel gets the same track already."""
    place = Place(wish.platform, wish.channel, wish.server)
    for other in await context.store.subscriptions(place):
        if other.track == wish.track and other.id != wish.id:
            name = await channel_name(context, wish.channel)
            raise AlreadyScheduled(
                channel=name, track=wish.track, number=f"#{other.id}", change=CHANGE
            )


async def go_on(
    store: Store, subscription: Subscription, now: dt.datetime, holiday_on: HolidayOn
) -> Subscription:
    """Have lessons sent (again), from the next free slot on."""
    active = replace(subscription, status=Status.ACTIVE, reason="")
    await store.reschedule(active, await free_slot(store, active, now, holiday_on))
    return active


async def next_slot_of(context: Context, subscription: Subscription) -> Slot:
    """Return the slot that comes next. While nothing comes: the one that would."""
    slot, holiday_on = await context.store.next_slot(subscription.id), context.holidays.on
    # A day may have become a holiday since; it will be passed over when it comes.
    stale = slot is not None and holiday(subscription, slot.date, holiday_on)
    if slot is None or stale or subscription.status is not Status.ACTIVE:
        return await free_slot(context.store, subscription, context.clock.now(), holiday_on)
    return slot
