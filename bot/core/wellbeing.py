"""How a channel's lessons are doing, and whether somebody has to do something about it."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from bot.core.ports import Health
from bot.domain.delivery import State
from bot.domain.subscription import Status

PATIENCE = dt.timedelta(minutes=15)
"""After this a lesson that has not come is said to be late: its own post says so then, too."""


class Condition(Enum):
    """What is to be said of a channel's lessons beside what came last and what comes next."""

    WELL = "well"
    ON_ITS_WAY = "on its way"
    RESTING = "resting"
    """Paused by a manager, or since the bot was away."""
    STOPPED = "stopped"
    """Paused by the bot, for a reason."""
    IN_DOUBT = "in doubt"
    FAILED = "failed"
    LATE = "late"
    """It is tried again and again."""
    OVERDUE = "overdue"
    """Nothing was done about it at all."""
    UNREADABLE = "unreadable"


NEEDS_SOMEBODY = frozenset(
    {
        Condition.STOPPED,
        Condition.IN_DOUBT,
        Condition.FAILED,
        Condition.LATE,
        Condition.OVERDUE,
        Condition.UNREADABLE,
    }
)


@dataclass(frozen=True, slots=True)
class Wellbeing:
    """A condition with the day it is about and its reason, if it has them."""

    condition: Condition
    day: dt.date | None = None
    reason: str = ""


def wellbeing(health: Health, now: dt.datetime) -> Wellbeing:
    """Return how a channel's lessons are doing."""
    subscription, pending = health.subscription, health.pending
    if subscription is None:
        return Wellbeing(Condition.UNREADABLE)
    if subscription.status is not Status.ACTIVE:
        stopped = subscription.status is Status.PAUSED and bool(subscription.reason)
        condition = Condition.STOPPED if stopped else Condition.RESTING
        return Wellbeing(condition, reason=subscription.reason)
    if pending is not None:
        late = now - pending.due > PATIENCE
        return Wellbeing(_of(pending.state, late=late), pending.slot, pending.reason)
    if now - health.slot.due > PATIENCE:
        return Wellbeing(Condition.OVERDUE, health.slot.date)
    return Wellbeing(Condition.WELL)


def _of(state: State, *, late: bool) -> Condition:
    match state:
        case State.IN_DOUBT:
            # At first the bot itself finds out what became of it.
            return Condition.IN_DOUBT if late else Condition.ON_ITS_WAY
        case State.FAILED:
            return Condition.FAILED
        case State.PLANNED | State.SENDING:
            return Condition.LATE if late else Condition.ON_ITS_WAY
        case State.SENT | State.SKIPPED:
            return Condition.WELL
