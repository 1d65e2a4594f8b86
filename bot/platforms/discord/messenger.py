"""Posts lessons to Discord's channels, once: under a nonce, and found again by their key."""

import datetime as dt

import discord
from discord.utils import time_snowflake

from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendRefused
from bot.platforms.discord import editing, telling
from bot.platforms.discord.channels import Anywhere, Postable
from bot.platforms.discord.drawn import post_in
from bot.platforms.discord.failures import UNKNOWN_MESSAGE, told
from bot.platforms.discord.following import called_role, follow_up, mentions_of, title_of
from bot.platforms.discord.forums import find_thread, open_thread
from bot.platforms.discord.link import Link
from bot.platforms.discord.messages import carries
from bot.platforms.discord.nonces import KNOWN, nonce_of
from bot.platforms.discord.pace import Pace, paid
from bot.platforms.discord.places import check_allowed, check_readable, place_of

SETTLING = dt.timedelta(seconds=30)
"""After that a request that got no answer is not carried out any more; our estimate."""
EARLIER = dt.timedelta(minutes=1)
"""How far Discord's clock may be behind ours."""
MOST_READ = 2_000
"""Messages read back in search of a post; a channel busier than that leaves it in doubt."""


class DiscordMessenger:
    """``core.ports.Messenger`` for Discord.

    ``pace`` is the budget of all that is requested over the link, by whomever.
    """

    def __init__(self, link: Link, pace: Pace, settling: dt.timedelta = SETTLING) -> None:
        link.pace = pace
        self._link = link
        self.settling = settling

    @property
    def ready(self) -> bool:
        """Whether there is a connection."""
        return self._link.ready

    @property
    def skew(self) -> dt.timedelta | None:
        """Discord's clock less ours; ``None`` if it was not measured lately."""
        return self._link.skew

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return how long Discord surely knows a post again; a forum's takes no nonce."""
        client = self._link.client
        if client is None or not self.ready or not to.channel.isdecimal():
            return dt.timedelta()
        forum = isinstance(client.get_channel(int(to.channel)), discord.ForumChannel)
        return dt.timedelta() if forum else KNOWN

    async def turn(self, to: Subscription) -> float:
        """Wait for one's turn among all servers: the budget is the bot's."""
        return await self._link.pace.turn()

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post under a key and return the message's id; empty if somebody has deleted it."""
        try:
            with paid(1):
                channel = await place_of(self._link, to)
                check_allowed(channel, to.options)
                if isinstance(channel, discord.ForumChannel):
                    return await open_thread(channel, to, post, key)
                return await _sent(channel, to, post, key)
        except Exception as error:
            raise told(error) from error

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Open a thread, pass on to followers; nothing where there is nothing to do."""
        if not (to.options.thread or to.options.publish) or not post_id:
            return
        try:
            with paid():
                channel = await place_of(self._link, to)
                if isinstance(channel, discord.TextChannel):
                    check_allowed(channel, to.options)
                    message = channel.get_partial_message(int(post_id))
                    await follow_up(message, to.options, title_of(post))
        except Exception as error:
            raise told(error) from error

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Change a post that stands."""
        try:
            with paid():
                client, channel = self._link.connected(), await place_of(self._link, to)
                await editing.change(client, channel, to, post, key, post_id)
        except Exception as error:
            raise told(error) from error

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the id of the post with this key, or ``None`` if it surely was not posted."""
        # A connection that is not there says nothing about the post.
        self._link.connected()
        try:
            with paid():
                channel = await place_of(self._link, to)
                check_readable(channel)
                if isinstance(channel, discord.ForumChannel):
                    return await find_thread(channel, key, since - EARLIER)
                return await _found(channel, key, since - EARLIER)
        except SendInDoubt:
            raise
        except Exception as error:
            failure = told(error)
            raise SendInDoubt(why=str(failure.details.get("why", failure))) from error

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Say something to whoever made a schedule, to the server's owner, or among admins."""
        try:
            with paid():
                await telling.tell(self._link.connected(), to, notice, key)
        except Exception as error:
            raise told(error) from error


async def _sent(channel: Anywhere, to: Subscription, post: Reply, key: str) -> str:
    """Post; return nothing if it stood there already and somebody has deleted it."""
    if not isinstance(channel, Postable):
        why = f"nothing can be posted in #{channel.name}. Choose a text channel with /schedule add"
        raise SendRefused(why=why)
    role = called_role(channel, to)
    try:
        message = await channel.send(
            view=post_in(post, key, f"<@&{role}>" if role else ""),
            nonce=nonce_of(to.channel, key),
            allowed_mentions=mentions_of(role),
        )
    except discord.NotFound as error:
        # What Discord says on purpose of a nonce whose message is gone.
        if error.code == UNKNOWN_MESSAGE:
            return ""
        raise
    return str(message.id)


async def _found(channel: Anywhere, key: str, since: dt.datetime) -> str | None:
    """Look for a post among the messages since then."""
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
            return str(message.id)
    if read >= MOST_READ:
        raise SendInDoubt(why=f"#{channel.name} has too many messages to look through")
    return None
