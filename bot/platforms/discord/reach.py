"""How Discord is reached: over a gateway, which tells of everything, or by requests alone."""

import datetime as dt
import math
from typing import Protocol

import discord

from bot.domain.subscription import Subscription
from bot.platforms.discord.anywhere import Anywhere, Presumed
from bot.platforms.discord.pace import Pace

WHENEVER = -math.inf
"""As ``since``: however long ago it was asked for."""


class Reach(Protocol):
    """What is known of servers and channels, from memory or by asking.

    ``since`` is in the loop's time: what was asked for earlier than that is asked for again. A
    gateway's memory is never older than now.
    """

    pace: Pace

    @property
    def ready(self) -> bool:
        """Whether Discord can be spoken with now."""

    @property
    def skew(self) -> dt.timedelta | None:
        """Discord's clock less ours; ``None`` if it was not measured lately."""

    def connected(self) -> discord.Client:
        """Return the client. Raises ``SendPostponed`` while it is not ready."""

    def presumed(self, to: Subscription) -> Presumed | None:
        """Return where to post without having asked; ``None`` if it is known, or has to be."""

    def takes_nonce(self, channel: str) -> bool:
        """Return whether a channel surely is none of those whose posts take no nonce."""

    def note_text(self, channel: str) -> None:
        """Remember that a channel took a message, and is no forum."""

    async def guild(self, server: str, since: float = WHENEVER) -> discord.Guild:
        """Return a server, with the bot as its member.

        Raises ``SendPostponed`` while it is not known or has an outage, ``SendRefused`` if the
        bot is not on it.
        """

    async def channel(self, server: str, channel: str, since: float = WHENEVER) -> Anywhere | None:
        """Return a channel or thread; ``None`` if it is not there or can't be seen.

        Raises what ``guild`` raises, and what discord.py raises when Discord can't be asked.
        """

    async def glimpsed(self, server: str) -> discord.Guild | None:
        """Return a server if that can be had just now. Never raises."""

    async def glimpsed_channel(self, server: str, channel: str) -> Anywhere | None:
        """Return a channel if that can be had just now. Never raises."""

    async def gone(self, server: str) -> bool:
        """Return whether the bot surely is not on a server now. Never raises."""
