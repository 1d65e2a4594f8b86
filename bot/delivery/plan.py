"""Slots that are due become deliveries."""

import datetime as dt
import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence

from bot.core.ports import NO_METER, Ledger, Meter, Outcome, Plan, Planned
from bot.domain.calendar import HolidayOn, deadline, holiday, quiet, upcoming
from bot.domain.delivery import Reason, State
from bot.domain.subscription import Slot, Subscription

log = logging.getLogger(__name__)

AT_A_TIME = 500


async def plan_due(
    ledger: Ledger,
    now: dt.datetime,
    holiday_on: HolidayOn,
    planned: Callable[[], Awaitable[None]] | None = None,
    meter: Meter = NO_METER,
) -> None:
    """Record a delivery for every slot that is due.

    Planning twice plans once. Of slots missed while the bot was down only the newest is posted,
    and only within its catch-up window; the others are recorded as skipped. So is one on a day
    that has become a holiday since it was chosen.

    ``planned`` is called after the first part, when there are twice as many, four times, and so
    on, and in the end: it looks at all that waits, and must not take ever more of the time.
    """
    last = parts = told = 0
    while due := await ledger.due(now, after_id=last, limit=AT_A_TIME):
        plans = [*_plans(due, now, holiday_on)]
        await ledger.plan_all(plans)
        _count(plans, due, meter)
        parts += 1
        if planned is not None and parts >= 2 * told:
            told = parts
            await planned()
        if len(due) < AT_A_TIME:
            break
        last, _, _ = due[-1]
    if planned is not None and parts > told:
        await planned()


def _count(
    plans: Sequence[Plan], due: Sequence[tuple[int, Subscription | None, Slot]], meter: Meter
) -> None:
    platforms = {number: to.platform for number, to, _ in due if to is not None}
    for plan in plans:
        skipped = sum(one.state is State.SKIPPED for one in plan.planned)
        if skipped:
            meter.delivered(platforms[plan.subscription_id], Outcome.SKIPPED, times=skipped)


def _plans(
    due: Sequence[tuple[int, Subscription | None, Slot]], now: dt.datetime, holiday_on: HolidayOn
) -> Iterator[Plan]:
    """Plan each subscription; a fault in one is logged and ends here."""
    for _, subscription, first in due:
        if subscription is None:
            continue
        try:
            missed, then = _until(subscription, first, now, holiday_on)
            fates = list(_fates(missed, subscription, now, holiday_on))
            yield Plan(subscription.id, fates, then, now)
        except Exception:
            log.exception("subscription %s could not be planned", subscription.id)


def _until(
    subscription: Subscription, first: Slot, now: dt.datetime, holiday_on: HolidayOn
) -> tuple[list[Slot], Slot]:
    """Return the slots due by now, and the one that comes next."""
    following = upcoming(subscription, first, holiday_on)
    missed = [first]
    for slot in following:
        if slot.due > now:
            return missed, slot
        missed.append(slot)
    raise AssertionError  # a subscription's slots have no end


def _fates(
    slots: list[Slot], subscription: Subscription, now: dt.datetime, holiday_on: HolidayOn
) -> Iterator[Planned]:
    for slot in slots[:-1]:
        yield Planned(slot, State.SKIPPED, Reason.NEWER.value)
    newest = slots[-1]
    if name := holiday(subscription, newest.date, holiday_on):
        yield Planned(newest, State.SKIPPED, f"a public holiday: {name}")
    elif quiet(subscription, newest.date):
        yield Planned(newest, State.SKIPPED, Reason.VACATION.value)
    elif now < deadline(subscription, newest.date, newest.due):
        yield Planned(newest, State.PLANNED)
    else:
        yield Planned(newest, State.SKIPPED, Reason.TOO_LATE.value)
