"""Posts lessons to Discord's channels, once: under a nonce, and found again by their key."""

import datetime as dt
import hashlib

import discord
from discord.utils import time_snowflake

from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendRefused
from bot.platforms.discord.channels import Anywhere, Postable, channel_of
from bot.platforms.discord.drawn import post_in
from bot.platforms.discord.failures import UNKNOWN_MESSAGE, told
from bot.platforms.discord.following import called_role, follow_up, mentions_of, title_of
from bot.platforms.discord.forums import find_thread, open_thread
from bot.platforms.discord.link import Link
from bot.platforms.discord.messages import carries, title_in
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.permissions import HISTORY, VIEW, is_locked, missing

SETTLING = dt.timedelta(seconds=30)
"""After that a request that got no answer is not carried out any more; our estimate."""
EARLIER = dt.timedelta(minutes=1)
"""How far Discord's clock may be behind ours."""
MOST_READ = 2_000
"""Messages read back in search of a post; a channel busier than that leaves it in doubt."""


class DiscordMessenger:
    """``core.ports.Messenger`` for Discord."""

    def __init__(self, link: Link, pace: Pace, settling: dt.timedelta = SETTLING) -> None:
        self._link = link
        self._pace = pace
        self.settling = settling

    @property
    def ready(self) -> bool:
        """Whether there is a connection."""
        return self._link.ready

    skew: dt.timedelta | None = None

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return zero."""
        return dt.timedelta()

    async def turn(self, to: Subscription) -> float:
        """Return 0: it is always one's turn."""
        return 0.0

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Do nothing."""

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Not yet."""
        raise SendRefused(why="not yet")

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Not yet."""
        raise SendRefused(why="not yet")

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post under a key and return the message's id; then a thread, or on to followers."""
        client = self._link.connected()
        await self._pace.wait()
        try:
            channel = await self._channel(client, to)
            _check(channel, to)
            if isinstance(channel, discord.ForumChannel):
                return await open_thread(channel, to, post, key)
            message = await _sent(channel, to, post, key)
        except Exception as error:
            raise told(error) from error
        if message is None:
            return ""
        await follow_up(message, to.options, title_of(post))
        return str(message.id)

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the id of the post with this key, or ``None`` if it surely was not posted."""
        client = self._link.connected()
        try:
            channel = await self._channel(client, to)
            _check_readable(channel)
            if isinstance(channel, discord.ForumChannel):
                return await find_thread(channel, key, since - EARLIER)
            return await _found(channel, to, key, since - EARLIER)
        except SendInDoubt:
            raise
        except Exception as error:
            raise SendInDoubt(why=str(told(error))) from error

    async def _channel(self, client: discord.AutoShardedClient, to: Subscription) -> Anywhere:
        guild = self._link.guild(to.server)
        channel = await channel_of(client, to.channel)
        if channel is None or channel.guild.id != guild.id:
            raise SendRefused(why="the channel is gone, or hidden from Homeroom")
        return channel


def nonce_of(channel: str, key: str) -> int:
    """Return the number that lets Discord know the same post again for some minutes.

    64 bits, so at most 20 of the 25 characters that a nonce may have.
    """
    digest = hashlib.sha256(f"{channel} {key}".encode()).digest()
    return int.from_bytes(digest[:8], "big")


def _check(channel: Anywhere, to: Subscription) -> None:
    """Raise ``SendRefused`` if a permission is missing: each refusal by Discord counts."""
    if lacking := missing(channel, to.options):
        names = ", ".join(need.title for need in lacking)
        raise SendRefused(why=f"Homeroom lacks {names} in #{channel.name}")
    if is_locked(channel):
        raise SendRefused(why=f"the thread #{channel.name} is locked")


async def _sent(
    channel: Anywhere, to: Subscription, post: Reply, key: str
) -> discord.Message | None:
    """Post; ``None`` if it stood there already and somebody has deleted it."""
    if not isinstance(channel, Postable):
        raise SendRefused(why=f"nothing can be posted in #{channel.name}")
    role = called_role(channel, to)
    try:
        return await channel.send(
            view=post_in(post, key, f"<@&{role}>" if role else ""),
            nonce=nonce_of(to.channel, key),
            allowed_mentions=mentions_of(role),
        )
    except discord.NotFound as error:
        # What Discord says on purpose of a nonce whose message is gone.
        if error.code == UNKNOWN_MESSAGE:
            return None
        raise


def _check_readable(channel: Anywhere) -> None:
    """Raise ``SendInDoubt`` if the channel can't be read back.

    Without Read Message History Discord shows an empty channel, not an error.
    """
    granted = channel.permissions_for(channel.guild.me)
    for need in (VIEW, HISTORY):
        if not getattr(granted, need.name):
            raise SendInDoubt(why=f"to look, Homeroom needs {need.title} in #{channel.name}")


async def _found(channel: Anywhere, to: Subscription, key: str, since: dt.datetime) -> str | None:
    """Look for a post among the messages since then; do what a kill left undone about it."""
    if not isinstance(channel, Postable):
        return None
    own, read = channel.guild.me.id, 0
    after = time_snowflake(since)
    # The newest first: a lesson that was sent late is among them.
    async for message in channel.history(limit=MOST_READ):
        read += 1
        if message.id < after:
            return None
        if message.author.id == own and carries(message, key):
            await follow_up(message, to.options, title_in(message))
            return str(message.id)
    if read >= MOST_READ:
        raise SendInDoubt(why=f"#{channel.name} has too many messages to look through")
    return None
