"""What is done about a post that stands: a thread to talk in, on to the followers."""

import asyncio
import logging
from collections.abc import Awaitable

import aiohttp
import discord
from discord.abc import GuildChannel

from bot.core.reply import Heading, Reply
from bot.domain.subscription import PostOptions, Subscription
from bot.errors import SendError
from bot.layout.splitting import shortened
from bot.platforms.discord.limits import THREAD_NAME

log = logging.getLogger(__name__)

PATIENCE = 8.0
"""Seconds for each: the post stands, and must be recorded."""
DONE_BEFORE = {160004, 40033}
"""A thread was opened for this message before; it was published before
(docs.discord.com, topics/opcodes-and-status-codes)."""


def mentions_of(role: str) -> discord.AllowedMentions:
    """Return who a post may call: one role, if one was chosen, and nobody else."""
    roles = [discord.Object(int(role))] if role else []
    return discord.AllowedMentions(everyone=False, users=False, roles=roles, replied_user=False)


def called_role(channel: GuildChannel | discord.Thread, to: Subscription) -> str:
    """Return the role a post calls; empty if it has been deleted since it was chosen."""
    role = to.options.mention
    return role if role and channel.guild.get_role(int(role)) is not None else ""


def title_of(post: Reply) -> str:
    """Return a name for a thread about a post: its first heading."""
    headings = (block for block in post.blocks if isinstance(block, Heading))
    first = next(headings, Heading("Homeroom"))
    return shortened(f"{first.emoji} {first.text}".strip(), THREAD_NAME)


async def follow_up(message: discord.Message, options: PostOptions, title: str) -> None:
    """Open the thread and publish, as the schedule says; doing it again does no harm.

    The post stands whatever becomes of this: failures are logged.
    """
    if options.thread:
        await _tried("a thread could not be opened", message.create_thread(name=title))
    if options.publish:
        await _tried("a post could not be published", message.publish())


async def _tried(what: str, step: Awaitable[object]) -> None:
    try:
        async with asyncio.timeout(PATIENCE):
            await step
    except discord.HTTPException as error:
        if error.code not in DONE_BEFORE:
            log.warning("%s: %s", what, error)
    except (SendError, discord.DiscordException, aiohttp.ClientError, OSError) as error:
        log.warning("%s: %s", what, type(error).__name__)
