"""The kinds of channel there are, and how one is found by its id."""

import discord
from discord.abc import GuildChannel

Anywhere = GuildChannel | discord.Thread
Postable = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
"""Where a message can be sent. In a forum one opens a thread instead."""
Presumed = discord.PartialMessageable | discord.ForumChannel
"""Where a post is sent to before Discord was asked what is there."""
UNSEEN = (discord.NotFound, discord.Forbidden, discord.InvalidData)
"""What discord.py raises for a channel that is not there for us."""


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
        except UNSEEN:
            return None
    return found if isinstance(found, GuildChannel | discord.Thread) else None
