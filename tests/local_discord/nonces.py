"""`nonce` with `enforce_nonce`: the same author's same nonce makes one message."""

from collections.abc import Callable

from tests.local_discord import limits
from tests.local_discord.refusals import Json, unknown
from tests.local_discord.world import Message


class Nonces:
    """The nonces of the past few minutes.

    The scope beyond the author is not documented; here it is the author alone, the strictest
    reading, so that a nonce used for two channels is found out.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._seen: dict[tuple[int, str], tuple[float, Message]] = {}
        self.window = limits.NONCE_SECONDS

    def earlier(self, author: int, body: Json) -> Message | None:
        """The message that this nonce already made; deleted since, it is an unknown message."""
        nonce = body.get("nonce")
        if nonce is None or not body.get("enforce_nonce"):
            return None
        seen = self._seen.get((author, str(nonce)))
        if seen is None or self._now() - seen[0] > self.window:
            return None
        # On purpose, so that a retry does not bring back what a moderator took away
        # (github.com/discord/discord-api-docs, pull request 6647).
        if seen[1].deleted:
            raise unknown("Message")
        return seen[1]

    def remember(self, message: Message) -> None:
        """Keep the nonce of a message just made."""
        if message.nonce is not None:
            self._seen[message.author.id, str(message.nonce)] = (self._now(), message)
