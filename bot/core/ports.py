"""What the core needs of the world. The outer parts implement these; tests fake them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.core.reply import Reply
from bot.core.request import Place
from bot.domain.delivery import Change, Delivery, State
from bot.domain.finding import Finding
from bot.domain.lesson import FaqHit, Lesson, TermHit
from bot.domain.subscription import Slot, Subscription


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> dt.datetime:
        """Return the time now, aware, in UTC."""


class Library(Protocol):
    """The lessons. Answers from memory, so nothing here waits."""

    def lessons(self, track: str | None = None) -> Sequence[Lesson]:
        """Return all lessons, or those of a track, in the order they are posted."""

    def tracks(self) -> Sequence[str]:
        """Return the names of the tracks, in order."""

    def lesson(self, lesson_id: str) -> Lesson | None:
        """Return the lesson with this id."""

    def neighbours(self, lesson: Lesson) -> Sequence[Lesson]:
        """Return the lessons nearest to one in its track, nearest first, without itself."""

    def term(self, entry_id: str) -> TermHit | None:
        """Return the term with this id."""

    def faq_entry(self, entry_id: str) -> FaqHit | None:
        """Return the FAQ entry with this id."""

    def find_term(self, words: str) -> Finding[TermHit]:
        """Find the term somebody means. A doubtful hit is never called found."""

    def find_answer(self, words: str) -> Finding[FaqHit]:
        """Find the FAQ entry that answers a question put in somebody's own words."""

    def complete_term(self, typed: str, limit: int) -> Sequence[TermHit]:
        """Return the terms one might be typing, likeliest first."""

    def complete_question(self, typed: str, limit: int) -> Sequence[FaqHit]:
        """Return the questions one might be typing, likeliest first."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """A learner's answer to a question."""

    place: Place
    learner: str
    question_id: str
    right: bool
    at: dt.datetime


class Store(Protocol):
    """The records that commands read and write."""

    async def add_attempt(self, attempt: Attempt) -> bool:
        """Record a first attempt; return whether it was the learner's first at this question."""

    async def last_delivery(self, place: Place) -> Delivery | None:
        """Return the delivery posted last in a channel."""

    async def subscriptions(self, place: Place | None = None) -> Sequence[Subscription]:
        """Return the subscriptions of a channel, or all."""

    async def next_slot(self, subscription_id: int) -> Slot | None:
        """Return the slot that comes next."""

    async def taken(self, subscription_id: int) -> frozenset[str]:
        """Return the ids of lessons that a channel was sent, or may have been."""

    async def reschedule(self, changed: Subscription, then: Slot) -> None:
        """Change a subscription, and the slot that comes next."""

    async def subscribe(self, wish: Subscription, first: Slot) -> Subscription:
        """Record a new subscription whose first slot is ``first``; its ``id`` is given here."""


@dataclass(frozen=True, slots=True)
class Planned:
    """A slot with what is to become of it: planned, or skipped for a reason."""

    slot: Slot
    state: State
    reason: str = ""


class Ledger(Protocol):
    """The records that delivery reads and writes: what is due, and how far each delivery is."""

    async def due(
        self, now: dt.datetime, *, limit: int, after_id: int = 0
    ) -> Sequence[tuple[int, Subscription | None, Slot]]:
        """Return subscriptions whose next slot is due, by id, from after an id on.

        Each with its id and that slot; ``None`` for one whose record makes no sense.
        """

    async def plan(self, subscription_id: int, planned: Sequence[Planned], then: Slot) -> None:
        """Record deliveries for slots that have none yet, and the slot that comes next."""

    async def in_state(
        self, state: State, *, limit: int, after_id: int = 0, ready_by: dt.datetime | None = None
    ) -> Sequence[Delivery]:
        """Return deliveries in a state, by id, from after an id on.

        With ``ready_by``, only those for which the next step may be taken by then.
        """

    async def subscription(self, subscription_id: int) -> Subscription:
        """Return one subscription. Raises ``KeyError`` if there is none."""

    async def taken(self, subscription_id: int) -> frozenset[str]:
        """Return the ids of lessons that a channel was sent, or may have been."""

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says.

        Returns whether it did: of two that try, one does.
        """


class Messenger(Protocol):
    """Sends to the channels of one platform what nobody asked for."""

    async def send(self, channel: str, post: Reply, key: str) -> str:
        """Post under a key and return the post's id.

        Raises ``SendRefused`` if the platform says no for good and ``SendInDoubt`` if it can't be
        known whether it was posted.
        """

    async def find(self, channel: str, key: str) -> str | None:
        """Return the id of the post with this key, or ``None`` if it surely was not posted.

        Raises ``SendInDoubt`` if that can't be known.
        """


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

    async def latest(self, channel: str, limit: int) -> Sequence[Post]:
        """Return the newest posts of a channel, oldest of them first."""
