"""A slot's lesson on its way to its channel."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How far a delivery is."""

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    IN_DOUBT = "in doubt"
    SKIPPED = "skipped"


HOLDING = frozenset({State.PLANNED, State.SENDING, State.IN_DOUBT, State.SENT})
"""States in which a delivery keeps its lesson for itself: it was, or may yet be, posted."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One slot's lesson. ``key`` names it for ever, and is given to the platform with the post.

    ``lesson_id`` is chosen when it is first sent and kept for every later try; ``attempts``
    counts the tries.
    """

    id: int
    subscription_id: int
    slot: dt.date
    due: dt.datetime
    state: State
    lesson_id: str | None = None
    reason: str = ""
    post_id: str | None = None
    attempts: int = 0

    @property
    def key(self) -> str:
        """The name under which the platform is asked to post it, and to find it again."""
        return f"{self.subscription_id}-{self.slot:%Y%m%d}"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a delivery, why, and from when on the next step may be taken.

    ``untried``: the try that was counted never reached the platform, and is taken back.
    """

    state: State
    ready: dt.datetime
    reason: str = ""
    lesson_id: str | None = None
    post_id: str | None = None
    untried: bool = False
