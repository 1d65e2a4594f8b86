"""The records of delivery: what is due, and how far each delivery is."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Protocol

from bot.domain.delivery import Change, Delivery, Event, State
from bot.domain.subscription import Slot, Subscription


@dataclass(frozen=True, slots=True)
class Planned:
    """A slot with what is to become of it: planned, or skipped for a reason."""

    slot: Slot
    state: State
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of a subscription's slots, decided ``at`` a time, and which comes next."""

    subscription_id: int
    planned: Sequence[Planned]
    then: Slot
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Account:
    """A subscription, and the ids of the lessons that it was sent, or may have been.

    In a course that begins again, only those since it did.
    """

    subscription: Subscription
    taken: frozenset[str]


@dataclass(frozen=True, slots=True)
class Turn:
    """A delivery that may be sent now, and the how many-th of its server it is, from 1."""

    delivery_id: int
    turn: int


@dataclass(frozen=True, slots=True)
class Order:
    """A delivery, and what is known of its subscription: nothing, if that can't be read."""

    delivery: Delivery
    account: Account | None


@dataclass(frozen=True, slots=True)
class Overdue:
    """A slot whose post should stand and does not; without a state it was not even planned."""

    subscription_id: int
    slot: dt.date
    due: dt.datetime
    state: State | None
    reason: str


@dataclass(frozen=True, slots=True)
class Work:
    """What kinds of things there are to do: slots that are due, deliveries that may be taken a
    step further, posts to be finished or corrected, notices to be told."""

    due: bool
    planned: bool
    sending: bool
    in_doubt: bool
    unfinished: bool
    corrections: bool
    notices: bool

    @property
    def any(self) -> bool:
        """Whether there is anything at all."""
        return any(astuple(self))


class Ledger(Protocol):
    """The records that delivery reads and writes: what is due, and how far each delivery is."""

    async def work(self, now: dt.datetime) -> Work:
        """Return what there is to do by now, in one look."""

    async def due(
        self, now: dt.datetime, *, limit: int, after_id: int = 0
    ) -> Sequence[tuple[int, Subscription | None, Slot]]:
        """Return subscriptions whose next slot is due, by id, from after an id on.

        Each with its id and that slot; ``None`` for one whose record makes no sense.
        """

    async def plan_all(self, plans: Sequence[Plan]) -> None:
        """Record deliveries for slots that have none yet, and the slots that come next."""

    async def accounts(self, subscription_ids: Collection[int]) -> Mapping[int, Account]:
        """Return what is known of subscriptions, by id; without those that can't be read."""

    async def in_state(
        self, state: State, *, limit: int, after_id: int = 0, ready_by: dt.datetime | None = None
    ) -> Sequence[Delivery]:
        """Return deliveries in a state, by id, from after an id on.

        With ``ready_by``, only those for which the next step may be taken by then.
        """

    async def turns(
        self, platform: str, now: dt.datetime, *, since: dt.datetime, limit: int
    ) -> Sequence[Turn]:
        """Return planned deliveries that may be sent now, the oldest one of each subscription.

        Only those that may be sent ``since`` a time, and none while another of its subscription
        is being sent. Fairly: the first of every server, then the second of every server.
        """

    async def orders(self, delivery_ids: Collection[int]) -> Mapping[int, Order]:
        """Return deliveries with what is known of their subscriptions, by id."""

    async def unfinished(
        self, now: dt.datetime, *, limit: int, after_id: int = 0
    ) -> Sequence[Delivery]:
        """Return sent deliveries whose thread or the like is to be tried by now, by id."""

    async def overdue(
        self, since: dt.datetime, before: dt.datetime, *, limit: int
    ) -> Sequence[Overdue]:
        """Return what was due between two times, of active subscriptions, and does not stand.

        But not what there is a notice of.
        """

    async def take_back(self, now: dt.datetime) -> int:
        """Plan again what was skipped by a clock that was ahead; return how many slots."""

    async def bring_forward(self, now: dt.datetime, *, doubts: bool) -> int:
        """Have done soon what a clock that was ahead has put off; return how many deliveries.

        Old ``doubts`` can't be told from what was put off so, and are looked for once more.
        """

    async def pause(self, subscription_id: int, reason: str) -> bool:
        """Pause a subscription for a reason; return whether it was active."""

    async def history(self, delivery_id: int) -> Sequence[Event]:
        """Return what a delivery has been through, oldest first."""

    async def account(self, subscription_id: int) -> Account:
        """Return what is known of one subscription. Raises ``KeyError`` if there is none."""

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says.

        Returns whether it did: of two that try, one does.
        """
