"""The connection to Discord: there, or not there just now."""

import datetime as dt

import discord

from bot.core.ports import Clock
from bot.core.skew import Skew
from bot.errors import SendPostponed, SendRefused
from bot.platforms.discord.pace import Pace

AGAIN = 15.0
"""Seconds after which a post that found no connection is tried again."""

REMOVED = (
    "Homeroom is not on that server any more. An admin of the server can add it again with its"
    " invitation (homeroom discord invite); the schedules are still there"
)


class Link:
    """Holds the client of the moment. Each new start of the connection makes a new one.

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

    def guild(self, server: str) -> discord.Guild:
        """Return a server.

        Raises ``SendPostponed`` while it is not known or has an outage, ``SendRefused`` if the
        bot is not on it.
        """
        client = self.connected()
        guild = client.get_guild(int(server)) if server.isdecimal() else None
        if guild is None and client.is_ready():
            raise SendRefused(why=REMOVED)
        if guild is None or guild.unavailable:
            raise SendPostponed(why="Discord does not reach that server now", after=AGAIN)
        return guild
