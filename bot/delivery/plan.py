"""Slots that are due become deliveries."""

import datetime as dt
from collections.abc import Iterator

from bot.core.ports import Ledger, Planned
from bot.domain.calendar import local_date, upcoming
from bot.domain.delivery import State
from bot.domain.subscription import Slot, Subscription

AT_A_TIME = 500


async def plan_due(ledger: Ledger, now: dt.datetime) -> int:
    """Record a delivery for every slot that is due, and return how many there are.

    Planning twice plans once. Of slots missed while the bot was down only the newest is posted,
    and only on its own day; the others are recorded as skipped.
    """
    count = 0
    while due := await ledger.due(now, AT_A_TIME):
        for subscription, first in due:
            missed, then = _until(subscription, first, now)
            planned = list(_fates(missed, subscription, now))
            await ledger.plan(subscription.id, planned, then, now)
            count += len(planned)
    return count


def _until(subscription: Subscription, first: Slot, now: dt.datetime) -> tuple[list[Slot], Slot]:
    """Return the slots due by now, and the one that comes next."""
    following = upcoming(subscription, after=first.date)
    missed = [first]
    for slot in following:
        if slot.due > now:
            return missed, slot
        missed.append(slot)
    raise AssertionError  # a subscription's slots have no end


def _fates(slots: list[Slot], subscription: Subscription, now: dt.datetime) -> Iterator[Planned]:
    today = local_date(now, subscription.zone)
    for slot in slots[:-1]:
        yield Planned(slot, State.SKIPPED, "missed; a newer lesson was due")
    newest = slots[-1]
    if newest.date >= today:
        yield Planned(newest, State.PLANNED)
    else:
        yield Planned(newest, State.SKIPPED, "missed; its day is over")
