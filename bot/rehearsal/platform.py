"""A platform in memory: what stands in its channels, and how it answers."""

import asyncio
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NoReturn

from bot.core.reply import Reply
from bot.delivery.send import PATIENCE
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendPostponed, SendRefused
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.life import Life
from bot.rehearsal.weather import Spell, Weather

SETTLING = 30.0
"""Seconds after which what got no answer is not carried out any more."""
KNOWN_FOR = 120.0
"""Seconds for which the one platform knows a post again by its key."""
REPEATABLE = dt.timedelta(seconds=90)
"""How much of that is counted on."""
LATENCY, STRAGGLING = 0.2, 0.01
"""Seconds that a request takes, or an answer; and the share of those that take up to five times as
long. Most are alike, so that the records are written as they are for many channels at once."""


_ACCEPTED = frozenset({"lost-answer", "error-after"})
"""Faults with which the post stands."""
_PERHAPS = frozenset({"timeout", "surprise"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A post that stands: since when, in seconds, and the lesson it brings."""

    at: float
    lesson: str


@dataclass(slots=True)
class Truth:
    """All that stands on the platforms, and what befell the posts. It outlives every run."""

    posts: dict[str, dict[str, list[Standing]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    """By channel and key."""
    befell: dict[tuple[str, str], str] = field(default_factory=dict)
    """The first fault of a request to post, by channel and key."""
    requests: int = 0
    told: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    """How often each thing was told, by its key."""
    edits: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    """Rounds that ended with an error, by its kind."""


class RehearsalMessenger:
    """``core.ports.Messenger`` for one run of the program."""

    settling = dt.timedelta(seconds=SETTLING)

    def __init__(
        self, name: str, truth: Truth, weather: Weather, clock: RehearsalClock, life: Life
    ) -> None:
        self._name, self._truth, self._weather = name, truth, weather
        self._clock, self._life = clock, life

    @property
    def _knows(self) -> bool:
        return self._name == "nonce"

    @property
    def ready(self) -> bool:
        """Whether it is connected: some outages show by that, others by errors only."""
        spell = self._spell("outage", self._name)
        return spell is None or spell.size < 0

    @property
    def skew(self) -> dt.timedelta | None:
        """How far the platform's clock, which is right, is ahead; only the one tells the time."""
        if not self._knows or self._spell("outage", self._name):
            return None
        return -self._clock.wrong

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return for how long it is counted on that the platform knows a post again."""
        return REPEATABLE if self._knows else dt.timedelta()

    async def turn(self, to: Subscription) -> float:
        """Return the seconds until a server that rests may be asked again."""
        self._life.check()
        spell = self._weather.spell("rests", to.server, self._now)
        return spell.end - self._now if spell else 0.0

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post, if nothing befalls the request."""
        await self._travel()
        self._truth.requests += 1
        self._troubled(to)
        fault = self._weather.toss_for_send()
        if fault:
            self._truth.befell.setdefault((to.channel, key), fault)
            await self._befall(fault, lambda: self._accept(to, post, key))
        post_id = self._accept(to, post, key)
        self._life.may_end()
        await self._travel()
        return post_id

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Look whether a post stands, if the channel may be read back."""
        await self._travel()
        if self._spell("outage", self._name):
            raise SendInDoubt(why="503")
        if self._spell("refusal", to.channel):
            raise SendInDoubt(why="the channel is hidden")
        if self._spell("unreadable", to.channel) or self._spell("unreadable-a-while", to.channel):
            raise SendInDoubt(why="the channel can't be read back")
        posts = self._truth.posts[to.channel].get(key)
        return _id(key, 1) if posts else None

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Do nothing: there are no threads here."""
        await self._travel()
        self._troubled(to)

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Count it."""
        await self._travel()
        self._troubled(to)
        self._truth.edits += 1

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Count what was told."""
        await self._travel()
        if self._spell("outage", self._name):
            raise SendPostponed(why="503", after=1.0)
        if not (self._knows and self._truth.told[key]):
            self._truth.told[key] += 1
        self._life.may_end()

    @property
    def _now(self) -> float:
        return self._clock.monotonic()

    def _spell(self, fault: str, target: str) -> Spell | None:
        return self._weather.spell(fault, target, self._now)

    async def _travel(self) -> None:
        self._life.may_end()
        straggles = self._weather.between(0, 1) < STRAGGLING
        await asyncio.sleep(LATENCY * (self._weather.between(0.2, 5) if straggles else 1))
        self._life.check()

    def _troubled(self, to: Subscription) -> None:
        if self._spell("outage", self._name):
            if self._weather.between(0, 1) < 0.5:
                raise SendPostponed(why="503", after=1.0)
            raise SendInDoubt(why="no answer")
        if self._spell("refusal", to.channel):
            raise SendRefused(why="Homeroom lacks Send Messages")

    def _accept(self, to: Subscription, post: Reply, key: str) -> str:
        posts = self._truth.posts[to.channel][key]
        known = self._knows and posts and self._now - posts[0].at < KNOWN_FOR
        if not known:
            posts.append(Standing(self._now, post.line))
        return _id(key, len(posts))

    async def _befall(self, fault: str, accept: Callable[[], object]) -> NoReturn:
        stands = fault in _ACCEPTED or (fault in _PERHAPS and self._weather.between(0, 1) < 0.5)
        if stands:
            accept()
            self._life.may_end()
        if fault == "late-acceptance":
            await self._hang(accept)
        if fault == "timeout":
            await asyncio.sleep(10 * PATIENCE)
        raise self._answer(fault)

    async def _hang(self, accept: Callable[[], object]) -> None:
        """Accept when the sender has given up, but before what is unanswered has settled."""
        hangs = self._weather.between(0, 1) < 0.5
        later = (PATIENCE if hangs else 0.0) + self._weather.between(0, 0.95 * SETTLING)
        asyncio.get_running_loop().call_later(later, accept)
        if hangs:
            await asyncio.sleep(10 * PATIENCE)

    def _answer(self, fault: str) -> Exception:
        match fault:
            case "no-connection":
                return SendPostponed(why="no connection")
            case "too-many":
                return SendPostponed(why="429", after=self._weather.between(1, 60))
            case "surprise":
                return RuntimeError("the answer makes no sense")
            case _:
                return SendInDoubt(why=fault)


def _id(key: str, number: int) -> str:
    return f"{key}/{number}"
