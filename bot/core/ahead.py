"""What comes to a channel in the time ahead, as things are now."""

import datetime as dt
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from bot.core.context import Context
from bot.core.holidays import Holiday, holidays_between
from bot.core.schedules import next_slot_of, today_in
from bot.domain.calendar import DAY, upcoming
from bot.domain.progress import FINISHED, Choice, choice_for
from bot.domain.subscription import Mode, Slot, Subscription, Vacation

MOST_AHEAD = 10


@dataclass(frozen=True, slots=True)
class Ahead:
    """A slot, and what it brings; ``None`` on a day without news."""

    slot: Slot
    choice: Choice | None


Step = Ahead | Holiday | Vacation
"""Something comes, or days are passed over on which it would have."""


async def ahead_of(context: Context, subscription: Subscription) -> list[Step]:
    """Return the next slots of a channel, and what is passed over before and between them.

    They end with the course, if it does not begin again.
    """
    steps: list[Step] = []
    date = today_in(context, subscription.zone)
    async for ahead in _slots_ahead(context, subscription):
        steps += _passed_over(context, subscription, date, ahead.slot.date)
        steps.append(ahead)
        date = ahead.slot.date + DAY
    return steps


async def _slots_ahead(context: Context, subscription: Subscription) -> AsyncIterator[Ahead]:
    store, track = context.store, context.library.lessons(subscription.track)
    taken, count = set(await store.taken(subscription.id)), 0
    first = await next_slot_of(context, subscription)
    for slot in _from(first, subscription, context):
        if await store.delivery_on(subscription.id, slot.date, slot.nth) is not None:
            # It was skipped, or brought forward.
            continue
        choice, count = choice_for(subscription, slot.date, track, taken), count + 1
        if choice is None and subscription.mode is Mode.COURSE:
            return
        yield Ahead(slot, choice)
        if choice is not None:
            taken = {choice.id} if choice.again else taken | {choice.id}
        if count == MOST_AHEAD or FINISHED in taken:
            return


def _from(first: Slot, subscription: Subscription, context: Context) -> Iterator[Slot]:
    yield first
    yield from upcoming(subscription, first, context.holidays.on)


def _passed_over(
    context: Context, subscription: Subscription, start: dt.date, end: dt.date
) -> Sequence[Step]:
    """Return the holidays and vacations from a date on and before another, in order."""
    free: list[Holiday | Vacation] = [
        *holidays_between(subscription, start, end, context.holidays, context.language),
        *(one for one in subscription.vacations if start <= one.last and one.first < end),
    ]
    return sorted(free, key=lambda one: one.date if isinstance(one, Holiday) else one.first)
