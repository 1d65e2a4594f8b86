"""Posts to the classroom what nobody asked for."""

import datetime as dt
import logging
from collections.abc import Iterator

from bot.core.ports import Clock, Posts
from bot.core.reply import Block, Buttons, Reply
from bot.domain.subscription import Subscription
from bot.errors import SendRefused
from bot.layout.paragraphs import Paragraph, paragraphs_of
from bot.platforms.web.feed import Feed

log = logging.getLogger(__name__)


class WebMessenger:
    """A ``Messenger`` over posts kept in our own database, so nothing is refused or in doubt."""

    def __init__(self, posts: Posts, clock: Clock, feed: Feed) -> None:
        self._posts = posts
        self._clock = clock
        self._feed = feed

    ready = True
    settling = dt.timedelta()

    skew = None

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return zero: looking a post up is as quick as posting it again, and as sure."""
        return dt.timedelta()

    async def turn(self, to: Subscription) -> float:
        """Return 0: it is always one's turn."""
        return 0.0

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Keep a post under its key, once, and tell the open tabs."""
        kept = await self._posts.add(to.channel, key, post, self._clock.now())
        self._feed.ring()
        return str(kept.id)

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Do nothing: the page has neither threads nor followers."""

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Change a post, and in the open tabs too."""
        if not await self._posts.change(to.channel, key, post):
            raise SendRefused(why="the post was deleted")
        self._feed.ring()

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the id of the post with this key."""
        post = await self._posts.find(to.channel, key)
        return None if post is None else str(post.id)

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Put it into the log: the page is the operator's own, and has no other admin."""
        log.warning("%s", _in_one_line(notice))


def _in_one_line(notice: Reply) -> str:
    paragraphs = (one for block in notice.blocks for one in _paragraphs(block))
    return " · ".join(line for one in paragraphs for line in one.lines() if line)


def _paragraphs(block: Block) -> Iterator[Paragraph]:
    if not isinstance(block, Buttons):
        yield from paragraphs_of(block)
