"""A gateway's connection to Discord: there, or not there just now."""

import datetime as dt

import discord
from discord.abc import GuildChannel

from bot.core.ports import Clock
from bot.core.skew import Skew
from bot.domain.subscription import Subscription
from bot.errors import SendPostponed, SendRefused
from bot.platforms.discord.anywhere import Anywhere, channel_of
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.reach import WHENEVER

AGAIN = 15.0
"""Seconds after which a post that found no connection is tried again."""

REMOVED = (
    "Homeroom is not on that server any more. An admin of the server can add it again with its"
    " invitation (homeroom discord invite); the schedules are still there"
)

UNREACHED = "Discord does not reach that server now"


ELSEWHERE = "another process listens to that server"
Shards = tuple[tuple[int, ...], int]
"""The numbers of some shards, and how many there are in all."""


def shard_of(server: int, shards: int) -> int:
    """Return the shard that a server belongs to.

    docs.discord.com, events/gateway, "Sharding".
    """
    return (server >> 22) % shards


class Link:
    """``Reach`` by the client of the moment. Each new start of the connection makes a new one.

    What counts for the bot, however often it connects, is kept here: its ``pace``, and how far
    Discord's clock is from ours.
    """

    def __init__(self) -> None:
        self.client: discord.AutoShardedClient | None = None
        self.pace = Pace()
        self._skew: Skew | None = None

    @property
    def skew(self) -> dt.timedelta | None:
        """Discord's clock less ours; ``None`` if it was not measured lately."""
        return self._skew.known if self._skew else None

    def skew_by(self, clock: Clock) -> Skew:
        """Return what measures it."""
        self._skew = self._skew or Skew(clock)
        return self._skew

    @property
    def ready(self) -> bool:
        """Whether a shard is connected. Servers it has not yet told of are waited for."""
        client = self.client
        if client is None or client.user is None or client.is_closed():
            return False
        return any(not shard.is_closed() for shard in client.shards.values())

    def connected(self) -> discord.AutoShardedClient:
        """Return the client. Raises ``SendPostponed`` while there is no connection."""
        if self.client is None or not self.ready:
            raise SendPostponed(why="Discord is not connected", after=AGAIN)
        return self.client

    def presumed(self, to: Subscription) -> None:
        """Return nothing: everything is known."""

    def takes_nonce(self, channel: str) -> bool:
        """Return whether a channel is known to be no forum; see ``Reach``."""
        client = self.client
        if client is None or not self.ready or not channel.isdecimal():
            return False
        return not isinstance(client.get_channel(int(channel)), discord.ForumChannel)

    def note_text(self, channel: str) -> None:
        """Nothing has to be remembered."""

    async def guild(self, server: str, since: float = WHENEVER) -> discord.Guild:
        """Return a server; see ``Reach``."""
        client = self.connected()
        guild = client.get_guild(int(server)) if server.isdecimal() else None
        if guild is None and not self._hears_of(server):
            raise SendPostponed(why=ELSEWHERE, after=AGAIN)
        if guild is None and client.is_ready():
            raise SendRefused(why=REMOVED)
        if guild is None or guild.unavailable:
            raise SendPostponed(why=UNREACHED, after=AGAIN)
        return guild

    async def channel(self, server: str, channel: str, since: float = WHENEVER) -> Anywhere | None:
        """Return a channel; see ``Reach``. It may be another server's."""
        return await channel_of(self.connected(), channel)

    async def glimpsed(self, server: str) -> discord.Guild | None:
        """Return a server that the gateway has told of."""
        client = self.client
        return client.get_guild(int(server)) if client and server.isdecimal() else None

    async def glimpsed_channel(self, server: str, channel: str) -> Anywhere | None:
        """Return a channel that the gateway has told of. It may be another server's."""
        client = self.client
        found = client.get_channel(int(channel)) if client and channel.isdecimal() else None
        return found if isinstance(found, GuildChannel | discord.Thread) else None

    async def gone(self, server: str) -> bool:
        """Return whether Discord, asked about all of them, did not name the server."""
        client = self.client
        if client is None or not client.is_ready() or not self._hears_of(server):
            return False
        return await self.glimpsed(server) is None

    def _hears_of(self, server: str) -> bool:
        """Tell whether a server belongs to a shard of this process; if it is none, it does."""
        client = self.client
        if client is None or client.shard_ids is None or not server.isdecimal():
            return True
        return shard_of(int(server), client.shard_count or 1) in client.shard_ids
