"""Posts to the classroom what nobody asked for."""

import datetime as dt

from bot.core.ports import Clock, Posts
from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendRefused
from bot.platforms.web.feed import Feed


class WebMessenger:
    """A ``Messenger`` over posts kept in our own database, so nothing is refused or in doubt."""

    def __init__(self, posts: Posts, clock: Clock, feed: Feed) -> None:
        self._posts = posts
        self._clock = clock
        self._feed = feed

    ready = True
    settling = dt.timedelta()

    skew: dt.timedelta | None = None

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return zero."""
        return dt.timedelta()

    async def turn(self, to: Subscription) -> float:
        """Return 0: it is always one's turn."""
        return 0.0

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Do nothing."""

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Not yet."""
        raise SendRefused(why="not yet")

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Not yet."""
        raise SendRefused(why="not yet")

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Keep a post under its key, once, and tell the open tabs."""
        kept = await self._posts.add(to.channel, key, post, self._clock.now())
        self._feed.ring()
        return str(kept.id)

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the id of the post with this key."""
        post = await self._posts.find(to.channel, key)
        return None if post is None else str(post.id)
