"""What Discord tells of its channels."""

from collections.abc import Iterator, Sequence

import discord
from discord.abc import GuildChannel

from bot.core.ports import Hurdle, Managed, Obstacle
from bot.domain.subscription import PostOptions, Subscription
from bot.platforms.discord.link import Link
from bot.platforms.discord.permissions import is_locked, missing

Anywhere = GuildChannel | discord.Thread
Postable = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
"""Where a message can be sent. In a forum one opens a thread instead."""


class DiscordChannels:
    """``core.ports.Channels`` over the gateway's memory, and Discord itself where that ends."""

    def __init__(self, link: Link) -> None:
        self._link = link

    @property
    def managed(self) -> Managed:
        """A server's admins choose a role."""
        return Managed.ROLE

    @property
    def forms(self) -> bool:
        """What is to be changed is typed, with completion."""
        return False

    async def name(self, server: str, channel: str) -> str:
        """Return a channel's name with its ``#``; its number if the bot can't see it."""
        client = self._link.client
        found = client.get_channel(int(channel)) if client and channel.isdecimal() else None
        return f"#{getattr(found, 'name', channel)}"

    async def public(self, server: str, channel: str) -> bool:
        """Return whether the role of everybody may see a channel."""
        guild = self._guild(server)
        found = guild.get_channel_or_thread(int(channel)) if guild and channel.isdecimal() else None
        if guild is None or found is None:
            return False
        private = isinstance(found, discord.Thread) and found.is_private()
        return found.permissions_for(guild.default_role).view_channel and not private

    async def who(self, server: str, managers: str) -> str:
        """Return a role with its ``@``; its number if there is no such role."""
        guild = self._guild(server)
        role = guild.get_role(int(managers)) if guild and managers.isdecimal() else None
        return f"@{role.name if role else managers}"

    async def gone(self, server: str) -> bool:
        """Return whether Discord, asked about all of them, did not name the server."""
        client = self._link.client
        return client is not None and client.is_ready() and self._guild(server) is None

    def _guild(self, server: str) -> discord.Guild | None:
        client = self._link.client
        return client.get_guild(int(server)) if client and server.isdecimal() else None

    async def obstacles(self, wish: Subscription) -> Sequence[Obstacle]:
        """Return everything that stands in the way of a subscription."""
        channel = await channel_of(self._link.connected(), wish.channel)
        # A number can be typed by hand: another server's channel is none of ours.
        if channel is None or str(channel.guild.id) != wish.server:
            return [Obstacle(Hurdle.UNKNOWN_CHANNEL)]
        return list(obstacles_in(channel, wish.options))

    async def tag(self, channel: str, name: str) -> str:
        """Return the id of a forum's tag by its name; empty if it has no such tag."""
        forum = await channel_of(self._link.connected(), channel)
        tags = forum.available_tags if isinstance(forum, discord.ForumChannel) else []
        return next((str(tag.id) for tag in tags if tag.name.casefold() == name.casefold()), "")


async def channel_of(client: discord.Client, channel: str) -> Anywhere | None:
    """Return a server's channel or thread; ``None`` if it is not there or can't be seen.

    Raises what discord.py raises when Discord can't be asked.
    """
    if not channel.isdecimal():
        return None
    found = client.get_channel(int(channel))
    if found is None:
        # Threads that were archived are not in the gateway's memory.
        try:
            found = await client.fetch_channel(int(channel))
        except (discord.NotFound, discord.Forbidden, discord.InvalidData):
            return None
    return found if isinstance(found, GuildChannel | discord.Thread) else None


def obstacles_in(channel: Anywhere, options: PostOptions) -> Iterator[Obstacle]:
    """Yield what stands in the way of posting in a channel in this way."""
    forum = isinstance(channel, discord.ForumChannel)
    if is_locked(channel) or not (forum or isinstance(channel, Postable)):
        yield Obstacle(Hurdle.WRONG_KIND)
        return
    if lacking := missing(channel, options):
        yield Obstacle(Hurdle.MISSING_PERMISSIONS, tuple(need.title for need in lacking))
    if options.thread and not isinstance(channel, discord.TextChannel):
        yield Obstacle(Hurdle.NO_THREADS)
    if options.publish and not (isinstance(channel, discord.TextChannel) and channel.is_news()):
        yield Obstacle(Hurdle.NOT_PUBLISHABLE)
    if options.mention:
        yield from _role_obstacles(channel, options.mention)
    if isinstance(channel, discord.ForumChannel):
        yield from _tag_obstacles(channel, options.tag)
    elif options.tag:
        yield Obstacle(Hurdle.UNKNOWN_TAG)


def _role_obstacles(channel: Anywhere, role_id: str) -> Iterator[Obstacle]:
    role = channel.guild.get_role(int(role_id)) if role_id.isdecimal() else None
    may = channel.permissions_for(channel.guild.me).mention_everyone
    # The role @everyone has the server's id; it is never called.
    if role is None or role.is_default() or not (role.mentionable or may):
        yield Obstacle(Hurdle.ROLE_NOT_MENTIONABLE, (f"@{role.name.lstrip('@')}",) if role else ())


def _tag_obstacles(forum: discord.ForumChannel, tag_id: str) -> Iterator[Obstacle]:
    names = tuple(tag.name for tag in forum.available_tags)
    if tag_id and tag_id not in {str(tag.id) for tag in forum.available_tags}:
        yield Obstacle(Hurdle.UNKNOWN_TAG, names)
    elif not tag_id and forum.flags.require_tag:
        yield Obstacle(Hurdle.TAG_NEEDED, names)
