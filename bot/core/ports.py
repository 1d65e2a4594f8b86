"""What the core needs of the world. The outer parts implement these; tests fake them."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
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

    def terms_in(self, words: str) -> Sequence[TermHit]:
        """Return the terms that somebody's message mentions, in the order it comes to them."""

    def find_answer(self, words: str) -> Finding[FaqHit]:
        """Find the FAQ entry that answers a question put in somebody's own words."""

    def complete_term(self, typed: str, limit: int) -> Sequence[TermHit]:
        """Return the terms one might be typing, likeliest first."""

    def complete_question(self, typed: str, limit: int) -> Sequence[FaqHit]:
        """Return the questions one might be typing, likeliest first."""


class Holidays(Protocol):
    """The public holidays of regions. Answers from memory, so nothing here waits."""

    def knows(self, region: str) -> bool:
        """Return whether the holidays of a region such as ``KR`` or ``DE-BY`` are known."""

    def parts(self, country: str) -> Sequence[str]:
        """Return the regions a country has, itself first; none if it is not known."""

    def on(self, region: str, date: dt.date, language: str = "en") -> str:
        """Return the name of the holiday a date is in a region; empty if it is none.

        In another language than one asked for if there is no name in it. Of a region that is not
        known, and of a year too far ahead, there are none. Never raises.
        """


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


@dataclass(frozen=True, slots=True)
class Planned:
    """A slot with what is to become of it: planned, or skipped for a reason."""

    slot: Slot
    state: State
    reason: str = ""


class Store(Protocol):
    """The records that commands read and write."""

    async def add_attempt(self, attempt: Attempt) -> bool:
        """Record an answer; return whether it was the learner's first to this question.

        One given again within a quarter of an hour takes the place of the one before.
        """

    async def attempts_of(
        self, platform: str, learner: str, limit: int | None = None
    ) -> Sequence[Attempt]:
        """Return a learner's answers, newest first, and no more than ``limit``."""

    async def last_delivery(self, place: Place) -> Delivery | None:
        """Return the delivery posted last in a channel."""

    async def subscriptions(self, place: Place | None = None) -> Sequence[Subscription]:
        """Return the subscriptions of a channel, or all, without those that were removed."""

    async def subscriptions_of(self, platform: str, server: str) -> Sequence[Subscription]:
        """Return the subscriptions of a server's channels, without those that were removed."""

    async def servers(self, platform: str) -> Sequence[str]:
        """Return the servers of a platform that there are records of, each once."""

    async def note_left(self, platform: str, server: str, at: dt.datetime) -> None:
        """Note that a server was left; if that is noted already, since when stays as it is."""

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

    async def plan(self, subscription_id: int, planned: Sequence[Planned], then: Slot) -> None:
        """Record deliveries for slots that have none yet, and the slot that comes next."""

    async def delivery_on(self, subscription_id: int, date: dt.date) -> Delivery | None:
        """Return the delivery of a subscription's slot on a local date."""

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says."""

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


class Hurdle(Enum):
    """What stands between the bot and posting in a channel, for those who manage it to mend."""

    UNKNOWN_CHANNEL = "unknown channel"
    """It is not there, or the bot can't see it."""
    NOT_A_MEMBER = "not a member"
    """The bot must be invited there first."""
    ARCHIVED = "archived"
    WRONG_KIND = "wrong kind"
    """Nothing can be posted in that kind of channel."""
    MISSING_PERMISSIONS = "missing permissions"
    NO_THREADS = "no threads"
    """Threads can't be opened there: it is one itself, or a forum."""
    NOT_PUBLISHABLE = "not publishable"
    """Only what stands in an announcement channel can be published."""
    ROLE_NOT_MENTIONABLE = "role not mentionable"
    TAG_NEEDED = "tag needed"
    UNKNOWN_TAG = "unknown tag"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A hurdle with its particulars, such as the permissions that are missing by name."""

    hurdle: Hurdle
    details: tuple[str, ...] = ()


class Managed(Enum):
    """Whom a server's admins can choose to manage its lessons beside them."""

    ROLE = "role"
    PEOPLE = "people"


class Channels(Protocol):
    """What a platform knows of its channels."""

    @property
    def managed(self) -> Managed:
        """Whom the admins of a server there can choose to manage its lessons."""

    @property
    def forms(self) -> bool:
        """Whether a button can open a form there, in which one fills in a command's options."""

    async def name(self, server: str, channel: str) -> str:
        """Return a channel's name as people write it there, such as ``#daily``. Never raises."""

    async def public(self, server: str, channel: str) -> bool:
        """Return whether everybody on a server may know of a channel. Never raises."""

    async def who(self, server: str, managers: str) -> str:
        """Return the chosen role or people as one writes them there. Never raises.

        Such as ``@tutors``, or ``@Ann, @Bob``.
        """

    async def gone(self, server: str) -> bool:
        """Return whether the bot surely is not on a server now. Never raises."""

    async def obstacles(self, wish: Subscription) -> Sequence[Obstacle]:
        """Return everything that stands in the way of a subscription."""

    async def tag(self, channel: str, name: str) -> str:
        """Return the id of a forum's tag by its name; empty if it has no such tag."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of a subscription's slots, and which comes next."""

    subscription_id: int
    planned: Sequence[Planned]
    then: Slot


@dataclass(frozen=True, slots=True)
class Account:
    """A subscription, and the ids of the lessons that it was sent, or may have been."""

    subscription: Subscription
    taken: frozenset[str]


class Ledger(Protocol):
    """The records that delivery reads and writes: what is due, and how far each delivery is."""

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

    async def account(self, subscription_id: int) -> Account:
        """Return what is known of one subscription. Raises ``KeyError`` if there is none."""

    async def move(self, delivery: Delivery, change: Change) -> bool:
        """Change a delivery if it still is in the state that ``delivery`` says.

        Returns whether it did: of two that try, one does.
        """


class Messenger(Protocol):
    """Sends to the channels of one platform what nobody asked for."""

    @property
    def ready(self) -> bool:
        """Whether it can send now. What is due waits until it can."""

    @property
    def settling(self) -> dt.timedelta:
        """How long after a send got no answer the post may yet appear."""

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post under a key and return the post's id.

        Raises ``SendRefused`` if the platform says no for good, ``SendPostponed`` if it surely was
        not posted but may be later, and ``SendInDoubt`` if it can't be known whether it was.
        """

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the id of the post with this key, or ``None`` if it surely was not posted.

        It was not posted before ``since``. Raises ``SendInDoubt`` if that can't be known.
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
