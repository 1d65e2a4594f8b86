"""The next lesson at once, instead of when its time comes."""

import datetime as dt
from dataclasses import dataclass

from bot.core.context import Context
from bot.core.ports import Planned
from bot.core.schedules import channel_name, choice_on, free_slot, lesson_on
from bot.domain.calendar import local_date
from bot.domain.delivery import Change, Delivery, State
from bot.domain.lesson import Lesson
from bot.domain.progress import Choice
from bot.domain.subscription import Slot, Subscription
from bot.errors import OnItsWay


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
    if await context.store.under_way(subscription.id, today):
        raise await _on_its_way(context, subscription)
    for nth in range(len(subscription.times)):
        had = await context.store.delivery_on(subscription.id, today, nth)
        if had is None or had.state is not State.SENT:
            return await _today(context, subscription, today, nth, had)
    return await _bring_forward(context, subscription, today)


async def _today(
    context: Context, subscription: Subscription, today: dt.date, nth: int, had: Delivery | None
) -> Sooner:
    choice = await choice_on(context, subscription, today)
    if choice is None or choice.lesson is None:
        return Sooner(today, True, None)
    if had is None:
        await _plan_today(context, subscription, Slot(today, context.clock.now(), nth))
    else:
        await _plan_again(context, subscription, had, choice)
    return Sooner(today, True, choice.lesson)


async def _plan_today(context: Context, subscription: Subscription, slot: Slot) -> None:
    coming = await context.store.next_slot(subscription.id)
    if coming is None or coming.name <= slot.name:
        store, holiday_on = context.store, context.holidays.on
        coming = await free_slot(store, subscription, slot.due, holiday_on, after=slot)
    planned = [Planned(slot, State.PLANNED, "asked for")]
    await context.store.plan(subscription.id, planned, coming, slot.due)


async def _plan_again(
    context: Context, subscription: Subscription, had: Delivery, choice: Choice
) -> None:
    # With its lesson chosen anew: another date may have been sent the one it failed with.
    now = context.clock.now()
    change = Change(State.PLANNED, now, "asked for", lesson_id=choice.id, again=choice.again)
    if not await context.store.move(had, change):
        raise await _on_its_way(context, subscription)


async def _bring_forward(context: Context, subscription: Subscription, today: dt.date) -> Sooner:
    now, store, holiday_on = context.clock.now(), context.store, context.holidays.on
    last = Slot(today, now, len(subscription.times))
    slot = await free_slot(store, subscription, now, holiday_on, after=last)
    lesson = await lesson_on(context, subscription, slot.date)
    if lesson is not None:
        then = await free_slot(store, subscription, now, holiday_on, after=slot)
        soon = Planned(Slot(slot.date, now, slot.nth), State.PLANNED, "asked for")
        await store.plan(subscription.id, [soon], then, now)
    return Sooner(slot.date, False, lesson)


async def _on_its_way(context: Context, subscription: Subscription) -> OnItsWay:
    return OnItsWay(channel=await channel_name(context, subscription.channel))
