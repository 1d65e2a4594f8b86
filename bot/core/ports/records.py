"""The records that commands read and write."""

import datetime as dt
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Protocol

from bot.core.ports.health import Health
from bot.core.ports.ledger import Planned
from bot.core.reply import Reply
from bot.core.request import Place
from bot.domain.delivery import Change, Delivery
from bot.domain.subscription import Slot, Subscription


@dataclass(frozen=True, slots=True)
class Attempt:
    """A learner's answer to a question, which was their first to it, or another."""

    place: Place
    learner: str
    question_id: str
    right: bool
    at: dt.datetime
    lesson_id: str = ""
    first: bool = True


class Store(Protocol):
    """The records that commands read and write."""

    def alone(self, name: str) -> AbstractAsyncContextManager[None]:
        """Let one in at a time under a name, of all processes that use these records."""

    async def add_attempt(self, attempt: Attempt) -> bool:
        """Record an answer; return whether it was the learner's first to this question.

        One given again within a quarter of an hour takes the place of the one before.
        """

    async def attempts_of(
        self, platform: str, learner: str, limit: int | None = None
    ) -> Sequence[Attempt]:
        """Return a learner's answers, newest first, and no more than ``limit``."""

    async def last_delivery(self, place: Place) -> Delivery | None:
        """Return the delivery of the lesson posted last in a channel."""

    async def subscriptions(self, place: Place | None = None) -> Sequence[Subscription]:
        """Return the subscriptions of a channel, or all, without those that were removed."""

    async def subscriptions_of(self, platform: str, server: str) -> Sequence[Subscription]:
        """Return the subscriptions of a server's channels, without those that were removed."""

    async def servers(self, platform: str) -> Sequence[str]:
        """Return the servers of a platform that there are records of, each once."""

    async def note_left(self, platform: str, server: str, at: dt.datetime) -> None:
        """Note that a server was left, if anything is kept of it; since when stays as it is."""

    async def note_back(self, platform: str, server: str) -> None:
        """Note that the bot is on a server."""

    async def left_by(self, before: dt.datetime) -> Sequence[tuple[str, str]]:
        """Return the servers that were left at a time or earlier, each with its platform."""

    async def forget(self, platform: str, server: str, before: dt.datetime) -> bool:
        """Delete everything of a server that was left at a time or earlier.

        Returns whether it was.
        """

    async def next_slot(self, subscription_id: int) -> Slot | None:
        """Return the slot that comes next."""

    async def taken(self, subscription_id: int) -> frozenset[str]:
        """Return the ids of lessons that a channel was sent, or may have been."""

    async def reschedule(self, changed: Subscription, then: Slot) -> None:
        """Change a subscription, and the slot that comes next."""

    async def amend(self, changed: Subscription) -> None:
        """Change a subscription, but not the slot that comes next."""

    async def subscribe(self, wish: Subscription, first: Slot) -> Subscription:
        """Record a new subscription whose first slot is ``first``; its ``id`` is given here."""

    async def plan(
        self, subscription_id: int, planned: Sequence[Planned], then: Slot, at: dt.datetime
    ) -> None:
        """Record deliveries for slots that have none yet, and the slot that comes next."""

    async def delivery_on(
        self, subscription_id: int, date: dt.date, nth: int = 0
    ) -> Delivery | None:
        """Return the delivery of a subscription's slot: the ``nth`` of a local date, from 0."""

    async def under_way(self, subscription_id: int, since: dt.date) -> bool:
        """Return whether a delivery of a slot on a local date or later is on its way."""

    async def in_doubt(self, subscription_id: int) -> Sequence[Delivery]:
        """Return a subscription's deliveries in doubt, newest first."""

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says."""

    async def health(
        self,
        platform: str | None = None,
        server: str | None = None,
        *,
        limit: int | None = None,
        after_id: int = 0,
    ) -> Sequence[Health]:
        """Return how subscriptions are doing, by id, without those that were removed.

        Those of a server of a platform, of a platform, or all; from after an id on.
        """

    async def managers(self, platform: str, server: str) -> str:
        """Return the ids of those who manage a server's lessons; empty if nobody was chosen.

        It is a role's id, or those of people with blanks between: see ``Managed``.
        """

    async def set_managers(self, platform: str, server: str, managers: str) -> None:
        """Choose who manages a server's lessons; empty for nobody."""


class Notes(Protocol):
    """What the program remembers from one start to the next."""

    async def noted(self, name: str) -> str:
        """Return what was noted under a name; empty if nothing was."""

    async def note(self, name: str, text: str) -> None:
        """Note a text under a name, in place of what was there."""

    async def first(self, name: str, text: str) -> bool:
        """Note a text under a name that has none; return whether it had none.

        Of several processes one is the first.
        """

    async def drop(self, beginning: str, before: str) -> None:
        """Forget the notes whose names begin so, and whose texts sort before ``before``."""


@dataclass(frozen=True, slots=True)
class Post:
    """A post in a channel of our own, such as the page's classroom."""

    id: int
    reply: Reply
    at: dt.datetime


class Posts(Protocol):
    """The posts of channels that live in our own database."""

    async def add(self, channel: str, key: str, reply: Reply, at: dt.datetime) -> Post:
        """Keep a post. A key that is there already keeps the first post, and returns it."""

    async def find(self, channel: str, key: str) -> Post | None:
        """Return the post with this key."""

    async def change(self, channel: str, key: str, reply: Reply) -> bool:
        """Put something else in a post's place, which keeps its id; return whether it is there."""

    async def latest(self, channel: str, limit: int) -> Sequence[Post]:
        """Return the newest posts of a channel, oldest of them first."""
