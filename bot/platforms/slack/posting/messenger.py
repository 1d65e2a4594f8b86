"""Posts lessons to Slack's channels, once: each carries its key, and is found again by it."""

import datetime as dt

from bot.core.ports import Clock
from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendRefused
from bot.platforms.slack.admission.workspaces import Workspaces
from bot.platforms.slack.drawing.drawn import Message, post_of
from bot.platforms.slack.drawing.reading import metadata_of
from bot.platforms.slack.posting.history import History
from bot.platforms.slack.posting.methods import Methods
from bot.platforms.slack.posting.pace import Pace

METHOD = "chat.postMessage"
SETTLING = dt.timedelta(seconds=30)
"""After that a request that got no answer is not carried out any more; our estimate."""


class SlackMessenger:
    """``core.ports.Messenger`` for Slack."""

    def __init__(
        self, workspaces: Workspaces, pace: Pace, clock: Clock, settling: dt.timedelta = SETTLING
    ) -> None:
        self._pace, self._clock = pace, clock
        self._methods = Methods(workspaces, pace.rests)
        self._history = History(self._methods)
        self.settling = settling

    @property
    def ready(self) -> bool:
        """It always is: posts need no connection that stands. Trouble is told per workspace."""
        return True

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
        """Post under a key and return the message's timestamp, which is its id in the channel."""
        message = _drawn(post, key)
        await self._pace.wait(to.server, METHOD, to.channel)
        self._history.forget(to.channel, key)
        answer = await self._methods.call(
            to.server,
            METHOD,
            lambda client: client.chat_postMessage(
                channel=to.channel,
                text=message.text,
                blocks=[*message.blocks],
                metadata=metadata_of(key),
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )
        if not answer.get("ts"):
            raise SendInDoubt(why="Slack does not say which message it is")
        return str(answer["ts"])

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the timestamp of the post with this key, or ``None`` if it surely is not there."""
        return await self._history.find(to.server, to.channel, key, since, self._clock.now())


def _drawn(post: Reply, key: str) -> Message:
    try:
        return post_of(post, key)
    except ValueError as error:
        raise SendRefused(why=f"Homeroom could not make the post: {error}") from error
