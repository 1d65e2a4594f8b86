"""Discord by requests alone: a post is sent on the chance that it can be, and only if Discord
says no is it asked why.
"""

import datetime as dt
import logging
from collections import OrderedDict

import discord

from bot.core.ports import Clock
from bot.core.skew import Skew
from bot.domain.subscription import Subscription
from bot.errors import SendPostponed, SendRefused
from bot.platforms.discord.anywhere import UNSEEN, Anywhere, Presumed
from bot.platforms.discord.failures import told
from bot.platforms.discord.link import AGAIN, REMOVED
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.reach import WHENEVER
from bot.platforms.discord.surveys import Surveys, is_member, slim

log = logging.getLogger(__name__)

MOST_KINDS = 5_000
"""Channels of which it is remembered whether they are forums."""


class Courier:
    """``Reach`` without a gateway. There is a client while Discord takes the token."""

    def __init__(self, clock: Clock, pace: Pace | None = None) -> None:
        self.client: discord.Client | None = None
        self.pace = pace or Pace()
        self.measured = Skew(clock)
        self._surveys = Surveys()
        self._kinds: OrderedDict[str, discord.ForumChannel | None] = OrderedDict()

    def begin(self, client: discord.Client) -> None:
        """Speak through a client that is logged in. What another one knew goes with it."""
        self.client = client
        self._surveys = Surveys()
        self._kinds.clear()

    def end(self) -> None:
        """Be silent until there is another client."""
        self.client = None

    @property
    def ready(self) -> bool:
        """Whether it is logged in with a token that Discord takes."""
        client = self.client
        return not (client is None or client.user is None or client.is_closed())

    @property
    def skew(self) -> dt.timedelta | None:
        """Discord's clock less ours; ``None`` if it was not measured lately."""
        return self.measured.known

    def connected(self) -> discord.Client:
        """Return the client. Raises ``SendPostponed`` while it is not ready."""
        if self.client is None or not self.ready:
            raise SendPostponed(why="Discord is not connected", after=AGAIN)
        return self.client

    def presumed(self, to: Subscription) -> Presumed | None:
        """Return a channel to which messages go, or the forum that is known to be there."""
        if not (to.channel.isdecimal() and to.server.isdecimal()):
            return None
        forum = self._kinds.get(to.channel)
        if forum is not None:
            return forum
        client = self.connected()
        return client.get_partial_messageable(int(to.channel), guild_id=int(to.server))

    def takes_nonce(self, channel: str) -> bool:
        """Return whether a channel is known to be no forum; see ``Reach``."""
        return self.ready and channel in self._kinds and self._kinds[channel] is None

    def note_text(self, channel: str) -> None:
        """Remember that a channel is no forum; see ``Reach``."""
        self._note(channel, None)

    async def guild(self, server: str, since: float = WHENEVER) -> discord.Guild:
        """Return a server; see ``Reach``."""
        if not server.isdecimal():
            raise SendRefused(why=REMOVED)
        try:
            return await self._surveys.of(self.connected(), int(server), since)
        except discord.DiscordException as error:
            raise told(error) from error

    async def channel(self, server: str, channel: str, since: float = WHENEVER) -> Anywhere | None:
        """Return a channel; see ``Reach``."""
        guild = await self.guild(server, since)
        if not channel.isdecimal():
            return None
        found = guild.get_channel_or_thread(int(channel))
        if found is None:
            # No list has the threads.
            try:
                found = await guild.fetch_channel(int(channel))
            except UNSEEN:
                return None
        self._note(channel, slim(found) if isinstance(found, discord.ForumChannel) else None)
        return found

    async def glimpsed(self, server: str) -> discord.Guild | None:
        """Return a server if Discord tells of it just now."""
        try:
            return await self.guild(server)
        except Exception as error:  # noqa: BLE001 -- whatever it was, it tells nothing
            log.info("server %s can't be looked at: %s", server, error)
            return None

    async def glimpsed_channel(self, server: str, channel: str) -> Anywhere | None:
        """Return a channel if Discord tells of it just now."""
        try:
            return await self.channel(server, channel)
        except Exception as error:  # noqa: BLE001 -- whatever it was, it tells nothing
            log.info("channel %s can't be looked at: %s", channel, error)
            return None

    async def gone(self, server: str) -> bool:
        """Return whether Discord, asked for it, does not list the server among the bot's."""
        try:
            return server.isdecimal() and not await is_member(self.connected(), int(server))
        except Exception as error:  # noqa: BLE001 -- whatever it was, it tells nothing
            log.info("it is not known whether Homeroom is on server %s: %s", server, error)
            return False

    def _note(self, channel: str, forum: discord.ForumChannel | None) -> None:
        self._kinds[channel] = forum
        self._kinds.move_to_end(channel)
        if len(self._kinds) > MOST_KINDS:
            self._kinds.popitem(last=False)
