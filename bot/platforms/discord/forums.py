"""Lessons in a forum: a post of its own for each.

Opening one takes no nonce, and the documented flags of its first message leave Components V2
out (docs.discord.com, resources/channel): that message is an embed.
"""

import datetime as dt
from collections.abc import AsyncIterator

import discord

from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendRefused
from bot.platforms.discord.cards import post_embed
from bot.platforms.discord.following import mentions_of, title_of
from bot.platforms.discord.messages import carries

MOST_ARCHIVED = 100


async def open_thread(
    forum: discord.ForumChannel, to: Subscription, post: Reply, key: str, role: str
) -> str:
    """Open a post in a forum and return its id, which is also that of its first message.

    ``role`` is the one it calls, if any.
    """
    embed, view = post_embed(post, key)
    tags = _tags(forum, to.options.tag)
    made = await forum.create_thread(
        name=title_of(post),
        content=f"<@&{role}>" if role else None,
        embed=embed,
        view=view,
        applied_tags=tags,
        allowed_mentions=mentions_of(role),
    )
    return str(made.thread.id)


def fits(forum: discord.ForumChannel, tag: str) -> bool:
    """Tell whether a forum has the tag that was chosen, or needs none."""
    known = tag in {str(one.id) for one in forum.available_tags}
    return known or not (tag or forum.flags.require_tag)


def _tags(forum: discord.ForumChannel, tag: str) -> list[discord.ForumTag]:
    """The tag that was chosen. Raises ``SendRefused`` if it is gone where there must be one."""
    tags = [one for one in forum.available_tags if str(one.id) == tag]
    if not tags and forum.flags.require_tag:
        names = ", ".join(one.name for one in forum.available_tags)
        why = f"posts in #{forum.name} need a tag. Choose one with /schedule change: {names}"
        raise SendRefused(why=why)
    return tags


async def find_thread(forum: discord.ForumChannel, key: str, since: dt.datetime) -> str | None:
    """Return the id of the forum post whose first message carries a key."""
    async for thread in _own_threads(forum, since):
        try:
            starter = await thread.fetch_message(thread.id)
        except discord.NotFound:
            continue
        if carries(starter, key):
            return str(thread.id)
    return None


async def _own_threads(
    forum: discord.ForumChannel, since: dt.datetime
) -> AsyncIterator[discord.Thread]:
    own, oldest = forum.guild.me.id, discord.utils.time_snowflake(since)
    for thread in await forum.guild.active_threads():
        if thread.parent_id == forum.id and thread.owner_id == own and thread.id >= oldest:
            yield thread
    async for thread in forum.archived_threads(limit=MOST_ARCHIVED):
        if thread.owner_id == own and thread.id >= oldest:
            yield thread
