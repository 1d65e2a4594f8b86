"""A post that stands, changed: nobody is called again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import discord

from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendRefused
from bot.platforms.discord.anywhere import Anywhere, Postable
from bot.platforms.discord.cards import post_embed
from bot.platforms.discord.drawn import post_in
from bot.platforms.discord.failures import DELETED
from bot.platforms.discord.following import called_role
from bot.platforms.discord.places import check_changeable
from bot.platforms.discord.reach import Reach

NOBODY = discord.AllowedMentions.none()
"""An edit that does not say so calls whoever its text names (resources/message)."""


async def change(
    reach: Reach, channel: Anywhere, to: Subscription, post: Reply, key: str, post_id: str
) -> None:
    """Change a post, or the first message of a forum's post. Raises what discord.py raises."""
    if isinstance(channel, discord.ForumChannel):
        thread = await reach.channel(to.server, post_id)
        if not isinstance(thread, discord.Thread):
            raise SendRefused(why=DELETED)
        embed, view = post_embed(post, key)
        async with _opened(thread):
            starter = thread.get_partial_message(thread.id)
            await starter.edit(embed=embed, view=view, allowed_mentions=NOBODY)
    elif isinstance(channel, Postable):
        async with _opened(channel):
            await redraw(channel, called_role(channel, to), post, key, post_id)
    else:
        raise SendRefused(why=DELETED)


async def redraw(
    channel: Postable | discord.PartialMessageable, role: str, post: Reply, key: str, post_id: str
) -> None:
    """Change a message as it stands. ``role`` is the one that it called, if any."""
    drawn = post_in(post, key, f"<@&{role}>" if role else "")
    await channel.get_partial_message(int(post_id)).edit(view=drawn, allowed_mentions=NOBODY)


@asynccontextmanager
async def _opened(channel: Anywhere) -> AsyncIterator[None]:
    """Open a thread that was put away, and put it away again: nothing changes in one that is."""
    check_changeable(channel)
    if not isinstance(channel, discord.Thread) or not channel.archived:
        yield
        return
    await channel.edit(archived=False)
    try:
        yield
    finally:
        # Everybody may open one, but only its owner puts it away (resources/channel).
        if channel.owner_id == channel.guild.me.id:
            await channel.edit(archived=True)
