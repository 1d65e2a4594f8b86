"""Posts lessons to Slack's channels, once: each carries its key, and is found again by it."""

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from typing import Any

from bot.core.ports import Clock
from bot.core.reply import Reply
from bot.core.skew import Skew
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendPostponed, SendRefused
from bot.platforms.slack.admission.clients import DEAD
from bot.platforms.slack.admission.workspaces import Workspaces
from bot.platforms.slack.drawing.drawn import Message, answer_of, post_of
from bot.platforms.slack.drawing.reading import NOTICE, metadata_of
from bot.platforms.slack.drawing.wording import words_in
from bot.platforms.slack.posting.history import History
from bot.platforms.slack.posting.methods import Methods
from bot.platforms.slack.posting.pace import CHANGES_PER_MINUTE, POSTING, Pace

METHOD, CHANGING = POSTING, "chat.update"
SETTLING = dt.timedelta(seconds=30)
"""After that a request that got no answer is not carried out any more; our estimate."""


Others = Callable[[str], Awaitable[Collection[str]]]
"""Returns the ids of who else can be told of trouble in a workspace, those first who should be."""
UNHEARD = (
    "nobody could be told. An admin can name those who look after the lessons with"
    " /schedule managers"
)


async def nobody_else(_server: str) -> Collection[str]:
    """Return nobody."""
    return ()


class SlackMessenger:
    """``core.ports.Messenger`` for Slack.

    ``skew`` measures Slack's clock; ``others`` knows who can be told of trouble if whoever made
    a schedule can't be; ``changes`` is the pace of what is changed. ``respelled`` says commands
    as one types them on Slack.
    """

    def __init__(
        self,
        workspaces: Workspaces,
        pace: Pace,
        clock: Clock,
        settling: dt.timedelta = SETTLING,
        *,
        skew: Skew | None = None,
        others: Others = nobody_else,
        changes: Pace | None = None,
        respelled: Callable[[Reply], Reply] = lambda reply: reply,
    ) -> None:
        self._pace, self._clock = pace, clock
        self._changes = changes or Pace(CHANGES_PER_MINUTE, 0, rests=pace.rests)
        self._methods = Methods(workspaces, pace.rests)
        self._history = History(self._methods)
        self._skew, self._others, self._respelled = skew, others, respelled
        self.settling = settling

    @property
    def ready(self) -> bool:
        """It always is: posts need no connection that stands. Trouble is told per workspace."""
        return True

    @property
    def skew(self) -> dt.timedelta | None:
        """Slack's clock less ours; ``None`` if it was not measured lately."""
        return self._skew.known if self._skew else None

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return zero: Slack never knows a post again."""
        return dt.timedelta()

    async def turn(self, to: Subscription) -> float:
        """Wait for one's turn in a channel and its workspace."""
        return await self._pace.turn(to.server, METHOD, to.channel)

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post under a key and return the message's timestamp, which is its id in the channel."""
        message = _drawn(self._respelled(post), key)
        self._history.forget(to.channel, key)
        answer = await self._said(to.server, to.channel, message, metadata_of(key))
        if not answer.get("ts"):
            raise SendInDoubt(why="Slack does not say which message it is")
        return str(answer["ts"])

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Do nothing: no schedule on Slack wants anything."""

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Change a post that stands. It keeps its key."""
        message = _drawn(self._respelled(post), key)
        if after := await self._changes.turn(to.server, CHANGING, to.channel):
            raise SendPostponed(why="too much is changed there at once", after=after)
        await self._methods.call(
            to.server,
            CHANGING,
            lambda client: client.chat_update(
                channel=to.channel,
                ts=post_id,
                text=message.text,
                blocks=[*message.blocks],
                metadata=metadata_of(key),
                link_names=False,
            ),
        )

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the timestamp of the post with this key, or ``None`` if it surely is not there."""
        return await self._history.find(to.server, to.channel, key, since, self._clock.now())

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Say something to whoever made a schedule, or else to the first who can be told.

        Slack does not know it again by its key.
        """
        messages = _pages(self._respelled(notice), to.language)
        why = UNHEARD
        async for user in self._to_tell(to):
            try:
                for message in messages:
                    await self._whispered(to.server, user, message, key)
            except SendRefused as error:
                if error.details.get("word") in DEAD:
                    raise
                why = f"{UNHEARD} (last: {error.details['why']})"
            else:
                return
        raise SendRefused(why=why)

    async def _to_tell(self, to: Subscription) -> AsyncIterator[str]:
        # Somebody's id has their workspace's before it, since both together are unique.
        own = to.owner.rpartition(".")[2]
        if own:
            yield own
        for other in dict.fromkeys(await self._others(to.server)):
            if other and other != own:
                yield other

    async def _whispered(self, server: str, user: str, message: Message, key: str) -> None:
        if after := await self._pace.turn(server, METHOD, user):
            raise SendPostponed(why="too much is said there at once", after=after)
        await self._said(server, user, message, metadata_of(key, NOTICE))

    async def _said(
        self, server: str, channel: str, message: Message, metadata: dict[str, Any]
    ) -> dict[str, Any]:
        """Post a message; with somebody's id for a channel, to them alone."""
        return await self._methods.call(
            server,
            METHOD,
            lambda client: client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=[*message.blocks],
                metadata=metadata,
                link_names=False,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )


def _drawn(post: Reply, key: str) -> Message:
    try:
        return post_of(post, key)
    except ValueError as error:
        raise SendRefused(why=f"Homeroom could not make the post: {error}") from error


def _pages(notice: Reply, language: str) -> list[Message]:
    try:
        return answer_of(notice, words_in(language))
    except ValueError as error:
        raise SendRefused(why=f"Homeroom could not make the notice: {error}") from error
