"""What a server is like, asked for where no gateway tells it."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast
from weakref import WeakValueDictionary

import discord

from bot.errors import SendPostponed, SendRefused
from bot.platforms.discord.link import AGAIN, REMOVED, UNREACHED

KEPT = 60.0
"""Seconds for which a server is taken to be as it was."""
MOST = 200
"""Servers that are remembered: one with five hundred channels takes about a megabyte."""


@dataclass(frozen=True, slots=True)
class _Survey:
    begun: float
    guild: discord.Guild


class Surveys:
    """Servers with their roles, channels and the bot as a member: three requests each.

    Times are the loop's.
    """

    def __init__(self, kept: float = KEPT, most: int = MOST) -> None:
        self._kept, self._most = kept, most
        self._known: OrderedDict[int, _Survey] = OrderedDict()
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def of(self, client: discord.Client, server: int, since: float) -> discord.Guild:
        """Return a server as it was asked for at ``since`` or later, and lately.

        Raises ``SendRefused`` if the bot is not on it, ``SendPostponed`` while it has an outage,
        and what discord.py raises when Discord can't be asked.
        """
        # Many who want to know the same thing at the same time ask once.
        lock = self._locks.setdefault(server, asyncio.Lock())
        async with lock:
            now, known = _now(), self._known.get(server)
            if known is not None and known.begun >= max(since, now - self._kept):
                return known.guild
            guild = await _surveyed(client, server)
            self._known[server] = _Survey(now, guild)
            self._known.move_to_end(server)
            if len(self._known) > self._most:
                self._known.popitem(last=False)
            return guild


def slim(forum: discord.ForumChannel) -> discord.ForumChannel:
    """Return as much of a forum as it takes to post in it, without the rest of its server."""
    tags = [{"id": tag.id, "name": tag.name, "emoji_name": None} for tag in forum.available_tags]
    about = {
        "id": forum.id,
        "type": forum.type.value,
        "name": forum.name,
        "position": forum.position,
        "flags": forum.flags.value,
        "available_tags": tags,
        "default_auto_archive_duration": forum.default_auto_archive_duration,
        "permission_overwrites": [],
    }
    state = forum._state  # noqa: SLF001 -- see _guild_of
    guild = _guild_of({"id": forum.guild.id}, state)
    return discord.ForumChannel(state=state, guild=guild, data=cast("Any", about))


async def is_member(client: discord.Client, server: int) -> bool:
    """Return whether the bot is on a server, by the list of those it is on."""
    before = discord.Object(server - 1)
    return any([one.id == server async for one in client.fetch_guilds(limit=1, after=before)])


async def _surveyed(client: discord.Client, server: int) -> discord.Guild:
    own = client.user
    if own is None:
        raise SendPostponed(why="Discord is not connected", after=AGAIN)
    try:
        about = await client.http.get_guild(server, with_counts=False)
        channels = await client.http.get_all_guild_channels(server)
        member = await client.http.get_member(server, own.id)
    except (discord.NotFound, discord.Forbidden) as error:
        # One that has an outage must not be taken for one that the bot was removed from.
        if await is_member(client, server):
            raise SendPostponed(why=UNREACHED, after=AGAIN) from error
        raise SendRefused(why=REMOVED) from error
    whole = {**about, "channels": channels, "members": [member]}
    return _guild_of(whole, client._connection)  # noqa: SLF001 -- see _guild_of


def _guild_of(data: Mapping[str, Any], state: Any) -> discord.Guild:
    """Put a server together as the gateway does: nothing public makes one with its channels."""
    return discord.Guild(data=cast("Any", data), state=state)


def _now() -> float:
    return asyncio.get_running_loop().time()
