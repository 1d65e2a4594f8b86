"""Posts lessons to Discord's channels, once: under a nonce, and found again by their key."""

import asyncio
import datetime as dt

import discord
from discord.utils import time_snowflake

from bot.core.reply import Reply
from bot.domain.subscription import Subscription
from bot.errors import SendInDoubt, SendRefused
from bot.platforms.discord import editing, telling
from bot.platforms.discord.anywhere import Anywhere, Postable, Presumed
from bot.platforms.discord.drawn import post_in
from bot.platforms.discord.failures import DELETED, UNKNOWN_MESSAGE, told, unexplained
from bot.platforms.discord.following import (
    Numbered,
    called_role,
    follow_up,
    mentions_of,
    title_of,
)
from bot.platforms.discord.forums import find_thread, fits, open_thread
from bot.platforms.discord.messages import carries
from bot.platforms.discord.nonces import KNOWN, nonce_of
from bot.platforms.discord.pace import Pace, paid
from bot.platforms.discord.places import check_allowed, check_readable, place_of
from bot.platforms.discord.reach import Reach

SETTLING = dt.timedelta(seconds=30)
"""After that a request that got no answer is not carried out any more; our estimate."""
EARLIER = dt.timedelta(minutes=1)
"""How far Discord's clock may be behind ours."""
MOST_READ = 2_000
"""Messages read back in search of a post; a channel busier than that leaves it in doubt."""
LATELY = 10.0
"""Seconds: what a server was like then explains why Discord says no now, to all its channels."""


class DiscordMessenger:
    """``core.ports.Messenger`` for Discord.

    ``pace`` is the budget of all that is requested over the link, by whomever.
    """

    def __init__(self, link: Reach, pace: Pace, settling: dt.timedelta = SETTLING) -> None:
        link.pace = pace
        self._reach = link
        self.settling = settling

    @property
    def pace(self) -> Pace:
        """The budget of all that is requested."""
        return self._reach.pace

    @property
    def ready(self) -> bool:
        """Whether there is a connection."""
        return self._reach.ready

    @property
    def skew(self) -> dt.timedelta | None:
        """Discord's clock less ours; ``None`` if it was not measured lately."""
        return self._reach.skew

    def repeatable(self, to: Subscription) -> dt.timedelta:
        """Return how long Discord surely knows a post again; a forum's takes no nonce."""
        return KNOWN if self._reach.takes_nonce(to.channel) else dt.timedelta()

    async def turn(self, to: Subscription) -> float:
        """Wait for one's turn among all servers: the budget is the bot's."""
        return await self._reach.pace.turn()

    async def send(self, to: Subscription, post: Reply, key: str) -> str:
        """Post under a key and return the message's id; empty if somebody has deleted it."""
        try:
            with paid(1):
                self._reach.connected()
                self._reach.pace.check(to.channel)
                presumed = self._reach.presumed(to)
                if presumed is None:
                    channel = await place_of(self._reach, to)
                    check_allowed(channel, to.options)
                    return await _posted(channel, to, post, key)
                return await self._tried(presumed, to, post, key)
        except Exception as error:
            raise told(error) from error

    async def _tried(self, presumed: Presumed, to: Subscription, post: Reply, key: str) -> str:
        """Post where nothing is known of the channel; look at it only if Discord says no."""
        try:
            if isinstance(presumed, discord.PartialMessageable):
                post_id = await _sent(presumed, to, post, key, to.options.mention)
                self._reach.note_text(to.channel)
                return post_id
            if fits(presumed, to.options.tag):
                return await open_thread(presumed, to, post, key, to.options.mention)
        except discord.HTTPException as error:
            if not unexplained(error):
                raise
            channel = await self._looked_at(to)
            if isinstance(channel, Postable):
                raise
        else:
            channel = await self._looked_at(to)
        return await _posted(channel, to, post, key)

    async def _looked_at(self, to: Subscription) -> Anywhere:
        """Return a channel as it is. Raises ``SendRefused`` if that explains a no."""
        now = asyncio.get_running_loop().time()
        channel = await place_of(self._reach, to, now - LATELY)
        if isinstance(channel, discord.ForumChannel):
            channel = await place_of(self._reach, to, now)
        check_allowed(channel, to.options)
        return channel

    async def follow(self, to: Subscription, post: Reply, post_id: str) -> None:
        """Open a thread, pass on to followers; nothing where there is nothing to do."""
        if not (to.options.thread or to.options.publish) or not post_id:
            return
        try:
            with paid():
                client, presumed = self._reach.connected(), self._reach.presumed(to)
                if isinstance(presumed, discord.PartialMessageable):
                    message = Numbered(client, presumed.id, int(post_id))
                    await self._tried_to_follow(message, to, post)
                elif presumed is None:
                    channel = await place_of(self._reach, to)
                    if isinstance(channel, discord.TextChannel):
                        check_allowed(channel, to.options)
                        known = channel.get_partial_message(int(post_id))
                        await follow_up(known, to.options, title_of(post))
        except Exception as error:
            raise told(error) from error

    async def _tried_to_follow(self, message: Numbered, to: Subscription, post: Reply) -> None:
        try:
            await follow_up(message, to.options, title_of(post))
        except SendRefused:
            now = asyncio.get_running_loop().time()
            channel = await place_of(self._reach, to, now - LATELY)
            if isinstance(channel, discord.TextChannel):
                check_allowed(channel, to.options)
                raise

    async def edit(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        """Change a post that stands."""
        try:
            with paid():
                await self._changed(to, post, key, post_id)
        except Exception as error:
            raise told(error) from error

    async def _changed(self, to: Subscription, post: Reply, key: str, post_id: str) -> None:
        self._reach.connected()
        if not post_id.isdecimal():
            raise SendRefused(why=DELETED)
        presumed = self._reach.presumed(to)
        if isinstance(presumed, discord.PartialMessageable):
            try:
                await editing.redraw(presumed, to.options.mention, post, key, post_id)
            except discord.HTTPException as error:
                deleted = error.code == UNKNOWN_MESSAGE and self._reach.takes_nonce(to.channel)
                if deleted or not unexplained(error):
                    raise
            else:
                return
        now = asyncio.get_running_loop().time()
        channel = await place_of(self._reach, to, now - LATELY)
        await editing.change(self._reach, channel, to, post, key, post_id)

    async def find(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        """Return the id of the post with this key, or ``None`` if it surely was not posted."""
        # A connection that is not there says nothing about the post.
        self._reach.connected()
        try:
            with paid():
                return await self._sought(to, key, since - EARLIER)
        except SendInDoubt:
            raise
        except Exception as error:
            failure = told(error)
            raise SendInDoubt(why=str(failure.details.get("why", failure))) from error

    async def _sought(self, to: Subscription, key: str, since: dt.datetime) -> str | None:
        user, presumed = self._reach.connected().user, self._reach.presumed(to)
        own = user.id if user else 0
        if isinstance(presumed, discord.PartialMessageable):
            found = await _glimpsed(presumed, key, since, own)
            if found is not None:
                return found
        # What can't be read looks empty. Permissions as they are known from now on, and what is
        # read once they are known, tell that it surely is not there.
        channel = await place_of(self._reach, to, asyncio.get_running_loop().time())
        check_readable(channel)
        if isinstance(channel, discord.ForumChannel):
            return await find_thread(channel, key, since)
        return await _found(channel, key, since, own) if isinstance(channel, Postable) else None

    async def tell(self, to: Subscription, notice: Reply, key: str) -> None:
        """Say something to whoever made a schedule, to the server's owner, or among admins."""
        try:
            with paid():
                await telling.tell(self._reach, to, notice, key)
        except Exception as error:
            raise told(error) from error


async def _posted(channel: Anywhere, to: Subscription, post: Reply, key: str) -> str:
    """Post where it is known what is there."""
    role = called_role(channel, to)
    if isinstance(channel, discord.ForumChannel):
        return await open_thread(channel, to, post, key, role)
    if not isinstance(channel, Postable):
        why = f"nothing can be posted in #{channel.name}. Choose a text channel with /schedule add"
        raise SendRefused(why=why)
    return await _sent(channel, to, post, key, role)


async def _sent(
    channel: Postable | discord.PartialMessageable,
    to: Subscription,
    post: Reply,
    key: str,
    role: str,
) -> str:
    """Post; return nothing if it stood there already and somebody has deleted it."""
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


async def _glimpsed(
    channel: discord.PartialMessageable, key: str, since: dt.datetime, own: int
) -> str | None:
    """Look for a post where it is not known whether it could be seen."""
    try:
        return await _found(channel, key, since, own)
    except discord.HTTPException as error:
        if not unexplained(error):
            raise
        return None


async def _found(
    channel: Postable | discord.PartialMessageable, key: str, since: dt.datetime, own: int
) -> str | None:
    """Look for an own post among the messages since then."""
    read, after = 0, time_snowflake(since)
    # The newest first: a lesson that was sent late is among them.
    async for message in channel.history(limit=MOST_READ):
        read += 1
        if message.id < after:
            return None
        if message.author.id == own and carries(message, key):
            return str(message.id)
    if read >= MOST_READ:
        name = f"#{channel.name}" if isinstance(channel, Postable) else "the channel"
        raise SendInDoubt(why=f"{name} has too many messages to look through")
    return None
