"""What Slack tells of its channels."""

import datetime as dt
import logging
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.core.ports import Clock, Hurdle, Managed, Obstacle
from bot.domain.subscription import PostOptions, Subscription
from bot.errors import SendError, SendRefused
from bot.platforms.slack.clients import FAILURES, word_of
from bot.platforms.slack.failures import told
from bot.platforms.slack.people import People
from bot.platforms.slack.workspaces import Workspaces

log = logging.getLogger(__name__)

WITHOUT = {
    "thread": "under every message on Slack one can open a thread",
    "publish": "Slack has no channels that follow another",
    "mention": "a post calls nobody: Slack's guidelines forbid it to scheduled posts",
    "tag": "Slack has no forums",
}
"""Options of a schedule that make no sense on Slack, each with its reason."""
KEPT = dt.timedelta(minutes=10)
"""How long a channel is taken to be called what it was."""
MOST = 5_000
PAGES = 20
"""Pages of a channel's members, 1,000 each, that are read in search of one."""
_NOT_THERE = frozenset({"channel_not_found", "invalid_arguments"})


@dataclass(frozen=True, slots=True)
class _Known:
    told: Mapping[str, Any]
    at: dt.datetime


class SlackChannels:
    """``core.ports.Channels`` over the Web API, with a short memory."""

    managed = Managed.PEOPLE
    forms = True

    def __init__(self, workspaces: Workspaces, people: People, clock: Clock) -> None:
        self._workspaces, self._people, self._clock = workspaces, people, clock
        self._known: OrderedDict[tuple[str, str], _Known] = OrderedDict()

    async def name(self, server: str, channel: str) -> str:
        """Return a channel's name with its ``#``; its id if Slack does not tell it."""
        found = await self._seen(server, channel)
        return f"#{found.get('name') or channel}"

    async def public(self, server: str, channel: str) -> bool:
        """Return whether everybody in the workspace can find a channel."""
        found = await self._seen(server, channel)
        return bool(found.get("is_channel")) and not found.get("is_private")

    async def member(self, server: str, channel: str, user: str) -> bool:
        """Return whether somebody is in a channel that the bot is in, too. Never raises."""
        cursor = ""
        try:
            client = await self._workspaces.client(server)
            for _ in range(PAGES):
                page = await client.conversations_members(
                    channel=channel, limit=1_000, cursor=cursor or None
                )
                if user in (page.get("members") or []):
                    return True
                cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
                if not cursor:
                    return False
        except (SendError, *FAILURES) as error:
            log.info("it is not known who is in a channel: %s", _why(error))
        return False

    async def who(self, server: str, managers: str) -> str:
        """Return people's names, each with an ``@``."""
        names = [await self._people.name(server, user) for user in managers.split()]
        return ", ".join(f"@{name}" for name in names)

    async def gone(self, server: str) -> bool:
        """Return whether no installation for a workspace is left."""
        try:
            await self._workspaces.client(server)
        except SendRefused:
            return True
        except SendError:
            return False
        return False

    async def obstacles(self, wish: Subscription) -> Sequence[Obstacle]:
        """Return everything that stands in the way of a subscription.

        Raises ``SendError`` if Slack can't be asked.
        """
        try:
            found = await self._asked(wish.server, wish.channel)
        except SlackApiError as error:
            if word_of(error) in _NOT_THERE:
                return [Obstacle(Hurdle.UNKNOWN_CHANNEL)]
            raise told(error) from error
        except FAILURES as error:
            raise told(error) from error
        return list(_obstacles(found, wish.options))

    async def tag(self, channel: str, name: str) -> str:
        """Return nothing: there are no forums."""
        del channel, name
        return ""

    async def _seen(self, server: str, channel: str) -> Mapping[str, Any]:
        """Return what Slack told of a channel not long ago; nothing if it does not tell."""
        known = self._known.get((server, channel))
        if known is not None and self._clock.now() - known.at < KEPT:
            return known.told
        try:
            return await self._asked(server, channel)
        except (SendError, *FAILURES) as error:
            log.info("Slack tells nothing of a channel: %s", _why(error))
            return known.told if known is not None else {}

    async def _asked(self, server: str, channel: str) -> Mapping[str, Any]:
        client = await self._workspaces.client(server)
        answer = await client.conversations_info(channel=channel)
        found = answer.get("channel")
        told_now: Mapping[str, Any] = found if isinstance(found, Mapping) else {}
        self._known[(server, channel)] = _Known(told_now, self._clock.now())
        while len(self._known) > MOST:
            self._known.popitem(last=False)
        return told_now


def _obstacles(found: Mapping[str, Any], options: PostOptions) -> Iterator[Obstacle]:
    if found.get("is_im") or found.get("is_mpim"):
        yield Obstacle(Hurdle.WRONG_KIND)
        return
    if found.get("is_archived"):
        yield Obstacle(Hurdle.ARCHIVED)
    elif not found.get("is_member"):
        yield Obstacle(Hurdle.NOT_A_MEMBER)
    if options.thread:
        yield Obstacle(Hurdle.NO_THREADS)
    if options.publish:
        yield Obstacle(Hurdle.NOT_PUBLISHABLE)
    if options.mention:
        yield Obstacle(Hurdle.ROLE_NOT_MENTIONABLE)
    if options.tag:
        yield Obstacle(Hurdle.UNKNOWN_TAG)


def _why(error: BaseException) -> str:
    return str(error) if isinstance(error, SendError) else word_of(error)
