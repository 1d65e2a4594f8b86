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


class Reason(Enum):
    """Why a delivery was skipped, in the ledger's words."""

    NEWER = "missed; a newer lesson was due"
    TOO_LATE = "missed; it would have come too late"
    NO_LESSON = "no lesson for this day"
    VACATION = "a vacation"
    BY_MANAGER = "skipped by a manager"
    RESTORED = "a backup was restored, which can't know of it"


BY_THE_CLOCK = frozenset({Reason.NEWER, Reason.TOO_LATE, Reason.NO_LESSON})
"""Reasons that hold only if the time was right: not for a slot whose time is yet to come."""

HOLDING = frozenset({State.PLANNED, State.SENDING, State.IN_DOUBT, State.SENT})
"""States in which a delivery keeps its lesson for itself: it was, or may yet be, posted."""


UNDER_WAY = frozenset({State.PLANNED, State.SENDING, State.IN_DOUBT})
"""States from which a delivery goes on by itself."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One slot's lesson. ``key`` names it for ever, and is given to the platform with the post.

    ``nth`` counts the lessons of its day from 0. ``lesson_id`` is chosen when it is first sent and
    kept for every later try; ``attempts`` counts the tries, and ``tried`` is when the first of them
    began that may have come to something. ``late``: its post says that it comes late. ``edition``
    is the id of the text it was posted with. ``again``: its channel's course begins again with it,
    so long as it was, or may yet be, posted. ``unfinished``: what follows the post, such as a
    thread, is still to be done.
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
    nth: int = 0
    tried: dt.datetime | None = None
    late: bool = False
    edition: int | None = None
    unfinished: bool = False
    again: bool = False

    @property
    def key(self) -> str:
        """The name under which the platform is asked to post it, and to find it again."""
        later = f"-{self.nth + 1}" if self.nth else ""
        return f"{self.subscription_id}-{self.slot.isoformat().replace('-', '')}{later}"

    @property
    def assumed(self) -> bool:
        """Whether it is in doubt though these records never tried it: they are from a backup."""
        return self.state is State.IN_DOUBT and self.attempts == 0


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of a delivery, when (UTC) and why.

    The next step may be taken from ``ready`` on, or at once without it. ``untried``: the try that
    was counted never reached the platform, and is taken back. ``late``, ``edition``, ``unfinished``
    and ``again`` change what a delivery says of itself; ``None`` leaves that as it is.
    """

    state: State
    at: dt.datetime
    reason: str = ""
    ready: dt.datetime | None = None
    lesson_id: str | None = None
    post_id: str | None = None
    untried: bool = False
    late: bool | None = None
    edition: int | None = None
    unfinished: bool | None = None
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of a delivery's history: when it came into a state, and why."""

    at: dt.datetime
    state: State
    reason: str
