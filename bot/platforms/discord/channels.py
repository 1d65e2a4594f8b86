"""What Discord tells of its channels."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

import discord

from bot.core.ports import Hurdle, Managed, Obstacle
from bot.domain.subscription import PostOptions, Subscription
from bot.platforms.discord.anywhere import Anywhere, Postable, channel_of
from bot.platforms.discord.permissions import is_locked, missing
from bot.platforms.discord.reach import Reach


class DiscordChannels:
    """``core.ports.Channels`` over what is known of Discord, and Discord itself where that ends."""

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

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
        found = await self._reach.glimpsed_channel(server, channel)
        return f"#{found.name if found else channel}"

    async def public(self, server: str, channel: str) -> bool:
        """Return whether the role of everybody may see a channel."""
        found = await self._reach.glimpsed_channel(server, channel)
        if found is None or str(found.guild.id) != server:
            return False
        private = isinstance(found, discord.Thread) and found.is_private()
        # A thread whose parent was never seen tells nothing.
        with suppress(discord.ClientException):
            return found.permissions_for(found.guild.default_role).view_channel and not private
        return False

    async def who(self, server: str, managers: str) -> str:
        """Return a role with its ``@``; its number if there is no such role."""
        guild = await self._reach.glimpsed(server)
        role = guild.get_role(int(managers)) if guild and managers.isdecimal() else None
        return f"@{role.name if role else managers}"

    async def gone(self, server: str) -> bool:
        """Return whether Discord, asked about it, says that the bot is not on the server."""
        return await self._reach.gone(server)

    async def obstacles(self, wish: Subscription) -> Sequence[Obstacle]:
        """Return everything that stands in the way of a subscription."""
        channel = await self._reach.channel(wish.server, wish.channel)
        # A number can be typed by hand: another server's channel is none of ours.
        if channel is None or str(channel.guild.id) != wish.server:
            return [Obstacle(Hurdle.UNKNOWN_CHANNEL)]
        return list(obstacles_in(channel, wish.options))

    async def tag(self, channel: str, name: str) -> str:
        """Return the id of a forum's tag by its name; empty if it has no such tag."""
        forum = await channel_of(self._reach.connected(), channel)
        tags = forum.available_tags if isinstance(forum, discord.ForumChannel) else []
        return next((str(tag.id) for tag in tags if tag.name.casefold() == name.casefold()), "")


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
