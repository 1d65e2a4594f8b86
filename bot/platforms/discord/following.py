"""What is done about a post that stands: a thread to talk in, on to the followers."""

from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Literal, Protocol

import aiohttp
import discord
from discord.abc import GuildChannel

from bot.core.reply import Heading, Reply
from bot.domain.subscription import PostOptions, Subscription
from bot.errors import SendError
from bot.layout.splitting import shortened
from bot.platforms.discord.failures import UNKNOWN_MESSAGE, told
from bot.platforms.discord.limits import THREAD_NAME

DONE = {160004, 40033, UNKNOWN_MESSAGE}
"""A thread was opened for this message before; it was published before; it is gone, and needs
neither (docs.discord.com, topics/opcodes-and-status-codes)."""

A_DAY: Literal[1440] = 1440
"""Minutes without a word after which a thread is put away; discord.py's own choice, too, where it
does not know the channel's."""


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


class Standing(Protocol):
    """A post that stands, of which nothing but its id need be known."""

    async def create_thread(self, *, name: str) -> object:
        """Open a thread under it. Raises what discord.py raises."""

    async def publish(self) -> object:
        """Pass it on to the followers of an announcement channel. Raises the same."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """``Standing`` by its ids: discord.py itself opens threads only in servers it knows."""

    client: discord.Client
    channel: int
    id: int

    async def create_thread(self, *, name: str) -> object:
        """Open a thread under it."""
        http = self.client.http
        return await http.start_thread_with_message(
            self.channel, self.id, name=name, auto_archive_duration=A_DAY
        )

    async def publish(self) -> object:
        """Pass it on."""
        return await self.client.http.publish_message(self.channel, self.id)


async def follow_up(message: Standing, options: PostOptions, title: str) -> None:
    """Open the thread and publish, as the schedule says; doing it again does no harm.

    One is done though the other fails; then what failed first is raised, as a ``SendError``.
    """
    failures: list[SendError] = []
    if options.thread:
        failures += await _tried(message.create_thread(name=title))
    if options.publish:
        failures += await _tried(message.publish())
    if failures:
        raise failures[0]


async def _tried(step: Awaitable[object]) -> list[SendError]:
    try:
        await step
    except discord.HTTPException as error:
        return [] if error.code in DONE else [told(error)]
    except (SendError, discord.DiscordException, aiohttp.ClientError, OSError) as error:
        return [told(error)]
    return []
