"""Looks for a post in a channel's history, by the key that it carries."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any

from bot.errors import SendError, SendInDoubt
from bot.platforms.slack.drawing.reading import carries
from bot.platforms.slack.posting.methods import Methods

METHOD = "conversations.history"
EARLIER = dt.timedelta(minutes=1)
"""How far Slack's clock may be behind ours."""
PAGE = 200
"""Messages asked for at once. Some apps get 15 (docs.slack.dev, changelog/2025/05/29)."""
MOST_PAGES = 10
"""Pages read at one time in search of a post; the next time it goes on from there."""
MOST_LOOKS = 1_000
"""Posts of which it is remembered how far the search for them got."""
HIDDEN = dt.timedelta(days=89)
"""Slack hides from free workspaces what is 90 days old."""
_SCOPES = {
    "C": "optional scope channels:history, or groups:history if the channel is private",
    "D": "scope im:history",
    "G": "optional scope groups:history",
}
_OUTSIDE = frozenset({"channel_not_found", "not_in_channel", "no_permission"})


class History:
    """Looks for posts. ``pages`` is how many pages it reads at one time."""

    def __init__(self, methods: Methods, pages: int = MOST_PAGES) -> None:
        self._methods, self._pages = methods, pages
        self._reached: OrderedDict[tuple[str, str], str] = OrderedDict()

    async def find(
        self, server: str, channel: str, key: str, since: dt.datetime, now: dt.datetime
    ) -> str | None:
        """Return the timestamp of the post with a key, or ``None`` if it surely is not there.

        It was not posted before ``since``. Raises ``SendInDoubt`` if that can't be known.
        """
        if now - since > HIDDEN:
            raise SendInDoubt(why="Slack may hide messages that old")
        try:
            return await self._found(server, channel, key, since - EARLIER)
        except SendInDoubt:
            raise
        except SendError as error:
            raise SendInDoubt(why=_why(error, channel)) from error

    def forget(self, channel: str, key: str) -> None:
        """Begin anew the next time: there may be a new post with this key."""
        self._reached.pop((channel, key), None)

    async def _found(self, server: str, channel: str, key: str, oldest: dt.datetime) -> str | None:
        for _ in range(self._pages):
            page = await self._page(server, channel, key, oldest)
            found = next((one for one in _messages(page) if carries(one, key)), None)
            if found is not None and found.get("ts"):
                self.forget(channel, key)
                return str(found["ts"])
            cursor = _next(page)
            if not cursor:
                self.forget(channel, key)
                return None
            self._note(channel, key, cursor)
        raise SendInDoubt(why="many messages have come since; the search goes on")

    async def _page(
        self, server: str, channel: str, key: str, oldest: dt.datetime
    ) -> dict[str, Any]:
        cursor = self._reached.get((channel, key))
        try:
            return await self._methods.call(
                server,
                METHOD,
                lambda client: client.conversations_history(
                    channel=channel,
                    cursor=cursor,
                    oldest=f"{oldest.timestamp():.6f}",
                    inclusive=True,
                    include_all_metadata=True,
                    limit=PAGE,
                ),
            )
        except SendError as error:
            if error.details.get("word") == "invalid_cursor":
                self.forget(channel, key)
            raise

    def _note(self, channel: str, key: str, cursor: str) -> None:
        self._reached[channel, key] = cursor
        self._reached.move_to_end((channel, key))
        if len(self._reached) > MOST_LOOKS:
            self._reached.popitem(last=False)


def _messages(page: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    messages = page.get("messages")
    if not isinstance(messages, list):
        raise SendInDoubt(why="Slack's answer can't be read")
    return [one for one in messages if isinstance(one, Mapping)]


def _next(page: Mapping[str, Any]) -> str:
    """Return where the next page begins; empty after the last."""
    more = page.get("response_metadata")
    cursor = str(more.get("next_cursor") or "") if isinstance(more, Mapping) else ""
    if page.get("has_more") and not cursor:
        raise SendInDoubt(why="Slack does not show all messages")
    return cursor


def _why(error: SendError, channel: str) -> str:
    """Say what is in the way of looking, and what to do about it."""
    word = error.details.get("word")
    if word == "missing_scope":
        scope = _SCOPES.get(channel[:1], _SCOPES["C"])
        return (
            f"to look whether it was posted, Homeroom needs the {scope}. Whoever"
            " runs Homeroom can add it to the app and have it installed again"
        )
    if word in _OUTSIDE:
        return (
            "to look whether it was posted, Homeroom must be in the channel. Type"
            " /invite @Homeroom in it"
        )
    return str(error.details.get("why", error))
