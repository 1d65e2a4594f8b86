"""How a channel's lessons are doing: what was posted last, what comes next, and what went wrong."""

from dataclasses import dataclass

from bot.domain.delivery import Delivery
from bot.domain.subscription import Slot, Subscription


@dataclass(frozen=True, slots=True)
class Health:
    """What the records say of one subscription; it is ``None`` if its record makes no sense.

    ``slot`` is the one that comes next. ``sent`` was posted last. ``pending`` is the newest
    delivery that is neither sent nor skipped, if it is newer than the one that was.
    """

    id: int
    subscription: Subscription | None
    slot: Slot
    sent: Delivery | None = None
    pending: Delivery | None = None
