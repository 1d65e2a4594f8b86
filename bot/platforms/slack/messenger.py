"""Posts lessons to Slack's channels, once: never repeated blindly, and found again by their key."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.ports import Clock
from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendPostponed
from bot.platforms.slack.clients import word_of
from bot.platforms.slack.drawn import post_of
from bot.platforms.slack.failures import is_pause, pause_of, told
from bot.platforms.slack.pace import Pace
from bot.platforms.slack.reading import carries, metadata_of
from bot.platforms.slack.workspaces import Workspaces

SETTLING = dt.timedelta(seconds=30)
"""After that a request that got no answer is not carried out any more; our estimate."""
EARLIER = dt.timedelta(minutes=1)
"""How far Slack's clock may be behind ours."""
PAGE = 200
PAGES = 10
"""Pages of messages read back in search of a post; a channel busier than that leaves it in doubt.
Apps that are sold outside the Marketplace get 15 messages a page, and one page a minute
(docs.slack.dev, changelog of 2025-05-29)."""
LONGEST_REST = 15.0
"""Seconds that a post waits for its turn; longer than that, it is planned again."""


class SlackMessenger:
    """``core.ports.Messenger`` for Slack."""

    def __init__(
        self, workspaces: Workspaces, pace: Pace, clock: Clock, settling: dt.timedelta = SETTLING
    ) -> None:
        self._workspaces, self._pace, self._clock = workspaces, pace, clock
        self.settling = settling

    @property
    def ready(self) -> bool:
        """Always: posts need no connection, and what can't be sent says so itself."""
        return True

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post under a key and return the message's timestamp, which is its id."""
        if (rest := self._pace.resting(to.server)) > LONGEST_REST:
            raise SendPostponed(why="Slack has asked for a pause", after=rest)
        client = await self._workspaces.client(to.server)
        await self._pace.wait(to.server, to.channel)
        try:
            message = post_of(post, key)
            answer = await client.chat_postMessage(
                channel=to.channel,
                text=message.text,
                blocks=message.blocks,
                metadata=metadata_of(key),
                unfurl_links=False,
                unfurl_media=False,
            )
        except Exception as error:
            self._heed(to.server, error)
            raise told(error) from error
        if not isinstance(answer.get("ts"), str):
            raise SendInDoubt(why="Slack's answer names no message")
        return str(answer["ts"])

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the timestamp of the post with this key; ``None`` if it surely was not posted."""
        client = await self._workspaces.client(to.server)
        oldest = f"{(since - EARLIER).timestamp():.6f}"
        cursor = ""
        for _ in range(PAGES):
            page = await self._page(client, to, oldest, cursor)
            for message in page.get("messages") or []:
                if carries(message, key):
                    return str(message["ts"])
            cursor = str((page.get("response_metadata") or {}).get("next_cursor") or "")
            if not page.get("has_more") or not cursor:
                return None
        raise SendInDoubt(why="the channel has too many messages to look through")

    async def _page(
        self, client: AsyncWebClient, to: Subscription, oldest: str, cursor: str
    ) -> Mapping[str, Any]:
        try:
            answer = await client.conversations_history(
                channel=to.channel,
                oldest=oldest,
                inclusive=True,
                include_all_metadata=True,
                limit=PAGE,
                cursor=cursor or None,
            )
        except SlackApiError as error:
            raise SendInDoubt(why=_unread(error)) from error
        except Exception as error:
            raise SendInDoubt(why=str(told(error))) from error
        if not isinstance(answer.data, dict):
            raise SendInDoubt(why="Slack's answer could not be read")
        return answer.data

    def _heed(self, server: str, error: Exception) -> None:
        """Let the whole workspace rest when Slack asks for it."""
        if isinstance(error, SlackApiError) and is_pause(error):
            self._pace.rest(server, pause_of(error))


def _unread(error: SlackApiError) -> str:
    """Say why a channel can't be read back, and what would mend it."""
    word = word_of(error)
    if word == "missing_scope":
        return "to look for it, Homeroom needs channels:history (groups:history for private ones)"
    if word in {"not_in_channel", "channel_not_found"}:
        return "to look for it, Homeroom must be in the channel: type /invite @Homeroom there"
    return f"Slack did not show the channel ({word})"
