"""The next lesson at once, instead of when its time comes."""

import datetime as dt
from dataclasses import dataclass

from bot.core.context import Context
from bot.core.ports import Planned
from bot.core.schedules import channel_name, free_slot, lesson_on
from bot.domain.calendar import DAY, local_date
from bot.domain.delivery import Change, Delivery, State
from bot.domain.lesson import Lesson
from bot.domain.subscription import Slot, Subscription
from bot.errors import OnItsWay

UNDER_WAY = frozenset({State.PLANNED, State.SENDING, State.IN_DOUBT})


@dataclass(frozen=True, slots=True)
class Sooner:
    """What is sent now: which date's lesson, and which one; ``None`` if that date has none."""

    date: dt.date
    today: bool
    lesson: Lesson | None


async def send_soon(context: Context, subscription: Subscription) -> Sooner:
    """Have today's lesson sent with the next round; if it was sent, the one that comes next.

    Nothing is planned where there is no lesson. Raises ``OnItsWay``.
    """
    today = local_date(context.clock.now(), subscription.zone)
    coming = await context.store.next_slot(subscription.id)
    await _refuse_if_under_way(context, subscription, today, coming)
    had = await context.store.delivery_on(subscription.id, today)
    if had is not None and had.state is State.SENT:
        return await _bring_forward(context, subscription, today)
    lesson = await lesson_on(context, subscription, today)
    if lesson is not None and had is None:
        await _plan_today(context, subscription, today, coming)
    elif lesson is not None and had is not None:
        await _plan_again(context, subscription, had, lesson)
    return Sooner(today, True, lesson)


async def _refuse_if_under_way(
    context: Context, subscription: Subscription, today: dt.date, coming: Slot | None
) -> None:
    # What was brought forward has a date between today's and that of the slot that comes next.
    date = today
    while date == today or (coming is not None and date < coming.date):
        delivery = await context.store.delivery_on(subscription.id, date)
        if delivery is not None and delivery.state in UNDER_WAY:
            raise await _on_its_way(context, subscription)
        date += DAY


async def _plan_today(
    context: Context, subscription: Subscription, today: dt.date, coming: Slot | None
) -> None:
    now = context.clock.now()
    if coming is None or coming.date <= today:
        coming = await free_slot(context.store, subscription, now, context.holidays.on, after=today)
    planned = Planned(Slot(today, now), State.PLANNED)
    await context.store.plan(subscription.id, [planned], coming)


async def _plan_again(
    context: Context, subscription: Subscription, had: Delivery, lesson: Lesson
) -> None:
    # With its lesson chosen anew: another date may have been sent the one it failed with.
    change = Change(State.PLANNED, context.clock.now(), "asked for", lesson_id=lesson.id)
    if not await context.store.move(had, change):
        raise await _on_its_way(context, subscription)


async def _bring_forward(context: Context, subscription: Subscription, today: dt.date) -> Sooner:
    now, store, holiday_on = context.clock.now(), context.store, context.holidays.on
    slot = await free_slot(store, subscription, now, holiday_on, after=today)
    lesson = await lesson_on(context, subscription, slot.date)
    if lesson is not None:
        then = await free_slot(store, subscription, now, holiday_on, after=slot.date)
        await store.plan(subscription.id, [Planned(Slot(slot.date, now), State.PLANNED)], then)
    return Sooner(slot.date, False, lesson)


async def _on_its_way(context: Context, subscription: Subscription) -> OnItsWay:
    return OnItsWay(channel=await channel_name(context, subscription.channel))
