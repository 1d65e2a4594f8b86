"""What ``homeroom doctor`` says of one schedule, or one delivery."""

import datetime as dt
from collections.abc import Iterator, Sequence

from bot.core.ports import Health
from bot.core.wellbeing import Condition, Wellbeing
from bot.domain.delivery import Delivery, Event
from bot.domain.subscription import Status, Subscription

MENDS = {
    Condition.STOPPED: "Mend that, then /schedule resume in its channel.",
    Condition.IN_DOUBT: "Look in the channel, then tell with /schedule now there.",
    Condition.FAILED: "/schedule now in its channel tries again.",
    Condition.LATE: "It is tried again by itself while homeroom run runs. Look at its log.",
    Condition.OVERDUE: "Nothing was begun: does homeroom run run? Look at its log.",
    Condition.UNREADABLE: "Its record makes no sense, such as a time zone that is no more. Set the"
    " schedule up again in its channel, or restore a backup.",
}


def about(health: Health, well: Wellbeing) -> Iterator[str]:
    """Yield how a schedule is doing: what came last, what comes next, what is wrong."""
    to = health.subscription
    if to is None:
        yield f"  #{health.id} can't be read"
    else:
        where = f"{to.platform} {to.channel}" + (f" on {to.server}" if to.server else "")
        yield f"  #{health.id} {where}, {to.track}: {well.condition.value}"
        yield f"     last {_last(health.sent, to)}; next {_next(health, to)}"
    day = f" for {well.day}" if well.day else ""
    if well.condition is not Condition.WELL and well.reason:
        yield f"     why{day}: {well.reason}"
    if mend := MENDS.get(well.condition):
        yield f"     {mend}"


def history_of(delivery: Delivery, history: Sequence[Event]) -> Iterator[str]:
    """Yield what a delivery has been through."""
    yield f"{delivery.key}: {delivery.state.value}, lesson {delivery.lesson_id or 'not chosen yet'}"
    for event in history:
        why = f": {event.reason}" if event.reason else ""
        yield f"  {event.at:%Y-%m-%d %H:%M:%S} UTC  {event.state.value}{why}"


def _last(sent: Delivery | None, to: Subscription) -> str:
    return _local(sent.due, to) + f" ({sent.lesson_id})" if sent else "none yet"


def _next(health: Health, to: Subscription) -> str:
    return _local(health.slot.due, to) if to.status is Status.ACTIVE else to.status.value


def _local(moment: dt.datetime, to: Subscription) -> str:
    return f"{moment.astimezone(to.zone):%Y-%m-%d %H:%M} {to.zone.key}"
