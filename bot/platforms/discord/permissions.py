"""What the bot may ask of a server, bit by bit, and why; the invitation; what is missing where.

The bits: docs.discord.com, topics/permissions. Administrator, Manage Messages and Mention
Everyone are never asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import discord
from discord.abc import GuildChannel
from discord.utils import oauth_url

from bot.domain.subscription import PostOptions

SCOPES = ("bot", "applications.commands")


@dataclass(frozen=True, slots=True)
class Need:
    """One permission: its name in discord.py, as people see it, and what it is for."""

    name: str
    title: str
    why: str

    @property
    def bit(self) -> int:
        """Its bit in Discord's permission number."""
        return discord.Permissions(**{self.name: True}).value


VIEW = Need("view_channel", "View Channel", "to see the channels lessons go to")
SEND = Need("send_messages", "Send Messages", "to post the lessons")
EMBED = Need("embed_links", "Embed Links", "to lay lessons out, in forums as embeds")
HISTORY = Need(
    "read_message_history",
    "Read Message History",
    "to find a post again whose answer was lost, instead of posting it twice",
)
IN_THREADS = Need(
    "send_messages_in_threads", "Send Messages in Threads", "to post where the channel is a thread"
)
THREADS = Need(
    "create_public_threads", "Create Public Threads", "to open a thread under a lesson, if asked to"
)
NEEDS = (VIEW, SEND, EMBED, HISTORY, IN_THREADS, THREADS)


def invitation(application_id: int) -> str:
    """Return the link with which an admin adds the bot, with exactly the bits it needs."""
    permissions = discord.Permissions(sum(need.bit for need in NEEDS))
    return oauth_url(application_id, permissions=permissions, scopes=SCOPES)


def needs_of(channel: GuildChannel | discord.Thread, options: PostOptions) -> Iterator[Need]:
    """Yield what posting in a channel in this way needs."""
    yield VIEW
    # In a thread Send Messages has no effect: docs.discord.com, topics/threads.
    yield IN_THREADS if isinstance(channel, discord.Thread) else SEND
    yield EMBED
    yield HISTORY
    if options.thread:
        yield THREADS


def is_locked(channel: GuildChannel | discord.Thread) -> bool:
    """Tell whether a channel is a thread that only moderators can post in."""
    if not isinstance(channel, discord.Thread) or not channel.locked:
        return False
    return channel.parent is None or not channel.permissions_for(channel.guild.me).manage_threads


def missing(channel: GuildChannel | discord.Thread, options: PostOptions) -> list[Need]:
    """Return what the bot lacks for posting in a channel in this way."""
    # A thread whose parent we have never seen tells nothing; Discord will.
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return []
    granted = channel.permissions_for(channel.guild.me)
    return [need for need in needs_of(channel, options) if not getattr(granted, need.name)]
