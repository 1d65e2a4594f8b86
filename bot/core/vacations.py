"""The vacations of a subscription: added to, gone through, taken back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from bot.core.context import Context
from bot.core.schedules import free_slot, today_in
from bot.domain.calendar import DAY
from bot.domain.subscription import Subscription, Vacation
from bot.errors import TooManyVacations

MOST_VACATIONS = 20
"""So many fit into one answer, and no year has more."""
CLEAR = "/schedule vacation clear:yes"


def merged(vacations: Iterable[Vacation], today: dt.date) -> tuple[Vacation, ...]:
    """Return vacations in order, those that meet or overlap as one, without those that are over."""
    kept: list[Vacation] = []
    for one in sorted(vacations):
        if kept and one.first <= kept[-1].last + DAY:
            kept[-1] = Vacation(kept[-1].first, max(kept[-1].last, one.last))
        else:
            kept.append(one)
    return tuple(one for one in kept if one.last >= today)


def with_vacation(wish: Subscription, one: Vacation, today: dt.date) -> Subscription:
    """Return a subscription with one more vacation. Raises ``TooManyVacations``."""
    vacations = merged([*wish.vacations, one], today)
    if len(vacations) > MOST_VACATIONS:
        raise TooManyVacations(most=MOST_VACATIONS, clear=CLEAR)
    return replace(wish, vacations=vacations)


def paused_for(wish: Subscription, one: Vacation, today: dt.date) -> Subscription:
    """Return a subscription on a vacation from today on, which takes the place of one it is on.

    It stands for itself beside those to come, so that they are still there when it is taken back.
    """
    before = back_today(wish, today)
    return replace(before, vacations=(one, *before.vacations))


def back_today(wish: Subscription, today: dt.date) -> Subscription:
    """Return a subscription without the vacation that it is on, and those that are over."""
    return replace(wish, vacations=tuple(one for one in wish.vacations if one.first > today))


async def save(context: Context, changed: Subscription) -> None:
    """Record a subscription whose vacations were changed, and the slot that comes next now."""
    now, holiday_on = context.clock.now(), context.holidays.on
    slot = await free_slot(context.store, changed, now, holiday_on)
    await context.store.reschedule(changed, slot)


def away_today(context: Context, wish: Subscription) -> bool:
    """Return whether a subscription is on a vacation now."""
    today = today_in(context, wish.zone)
    return any(today in one for one in wish.vacations)
