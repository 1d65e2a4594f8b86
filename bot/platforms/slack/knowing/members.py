"""Who is in a channel."""

import asyncio
import logging

from bot.errors import SendError
from bot.platforms.slack.posting.methods import Methods

log = logging.getLogger(__name__)

METHOD = "conversations.members"
PAGE = 1_000
"""Members asked for at once: docs.slack.dev, reference/methods/conversations.members."""
MOST_PAGES = 50
PATIENCE = 5.0
"""Seconds after which it is not known whether somebody is among them."""


class Members:
    """Looks for people among the members of channels."""

    def __init__(self, methods: Methods, patience: float = PATIENCE) -> None:
        self._methods, self._patience = methods, patience

    async def has(self, server: str, channel: str, user: str) -> bool:
        """Return whether somebody surely is in a channel. Never raises."""
        try:
            async with asyncio.timeout(self._patience):
                return await self._among(server, channel, user)
        except (SendError, TimeoutError) as error:
            log.info("it is not known who is in a channel: %s", error)
            return False

    async def _among(self, server: str, channel: str, user: str) -> bool:
        cursor = ""
        for _ in range(MOST_PAGES):
            found, cursor = await self._page(server, channel, cursor)
            if user in found:
                return True
            if not cursor:
                return False
        return False

    async def _page(self, server: str, channel: str, cursor: str) -> tuple[list[str], str]:
        page = await self._methods.call(
            server,
            METHOD,
            lambda client: client.conversations_members(
                channel=channel, cursor=cursor or None, limit=PAGE
            ),
        )
        members, more = page.get("members"), page.get("response_metadata")
        following = more.get("next_cursor") if isinstance(more, dict) else ""
        return (members if isinstance(members, list) else []), str(following or "")
