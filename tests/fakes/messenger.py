"""A platform in memory that can be told to misbehave."""

import datetime as dt
from collections.abc import Awaitable, Callable

from bot.core.reply import Reply
from bot.domain.subscription import Subscription


class FakeMessenger:
    """Keeps what was posted. ``before`` and ``after`` run round each post and may raise."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, str, Reply]] = []
        self.ready = True
        self.settling = self.repeats_within = dt.timedelta()
        self.skew: dt.timedelta | None = None
        self.looked: list[dt.datetime] = []
        self.before: Callable[[str], None] = lambda key: None
        self.after: Callable[[str], None] = lambda key: None
        self.finding: Callable[[str], None] = lambda key: None
        self.off: dict[str, float] = {}
        self.turns: list[float] = []
        self.at_turn: Callable[[], Awaitable[None]] | None = None
        self.followed: list[str] = []
        self.told: list[tuple[str, str, Reply]] = []
        self.following: Callable[[str], None] = lambda post_id: None
        self.editing: Callable[[str], None] = lambda key: None
        self.telling: Callable[[str], None] = lambda key: None
        self.waiting: Callable[[str], Awaitable[None]] | None = None

    def repeatable(self, to: Subscription) -> dt.timedelta:
        return self.repeats_within

    async def turn(self, to: Subscription) -> float:
        if self.at_turn:
            await self.at_turn()
        return self.turns.pop(0) if self.turns else self.off.get(to.server, 0.0)

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        self.following(post_id)
        self.followed.append(post_id)

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        self.editing(key)
        at = int(post_id) - 1
        self.posts[at] = (to.channel, key, post)

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        self.telling(key)
        self.told.append((to.owner, key, notice))

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        self.before(key)
        if self.waiting:
            await self.waiting(key)
        self.posts.append((to.channel, key, post))
        self.after(key)
        return str(len(self.posts))

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        self.looked.append(since)
        self.finding(key)
        for number, (where, name, _) in enumerate(self.posts, 1):
            if (where, name) == (to.channel, key):
                return str(number)
        return None

    @property
    def keys(self) -> list[str]:
        return [key for _, key, _ in self.posts]
