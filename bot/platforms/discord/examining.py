"""Asks Discord how the bot stands there, without a connection to its gateway."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence

import aiohttp
import discord

from bot.core.findings import Examination, Finding, Level
from bot.core.ports import Clock, Hurdle, Obstacle
from bot.core.skew import Skew
from bot.domain.subscription import Subscription
from bot.platforms.discord.anywhere import channel_of
from bot.platforms.discord.channels import obstacles_in
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.tracing import Traced

ABOUT = "Discord"
PATIENCE = 60.0
"""Seconds for all of it: three requests a server, and one a thread."""
FAILURES = (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError)


async def examine(token: str, wishes: Sequence[Subscription], clock: Clock) -> Examination:
    """Look whether the token is good, whose it is, and what is in the way of schedules there.

    Never raises for what Discord says or does not say: that is a finding.
    """
    skew = Skew(clock)
    traced = Traced(Pace(), skew, clock)
    async with discord.Client(intents=discord.Intents(guilds=True), http_trace=traced) as client:
        try:
            async with asyncio.timeout(PATIENCE):
                await client.login(token)
                findings = list(_about(await client.application_info()))
                obstacles = await _obstacles(client, wishes)
        except discord.LoginFailure:
            mend = "Copy it from your application's Bot page into DISCORD_TOKEN; start again."
            return Examination([Finding(ABOUT, "it does not know the token.", Level.WRONG, mend)])
        except FAILURES as error:
            said = f"it could not be asked ({type(error).__name__})."
            mend = "Look at the network; --offline leaves the platforms out."
            return Examination([Finding(ABOUT, said, Level.WRONG, mend)], skew=skew.known)
        return Examination(findings, obstacles, skew.known)


def _about(application: discord.AppInfo) -> Iterator[Finding]:
    count = application.approximate_guild_count
    on = f"on {count} server{'' if count == 1 else 's'}"
    yield Finding(ABOUT, f"the token is good: {application.name} ({application.id}), {on}.")
    flags = application.flags
    privileged = {
        "Message Content": flags.gateway_message_content or flags.gateway_message_content_limited,
        "Server Members": flags.gateway_guild_members or flags.gateway_guild_members_limited,
        "Presence": flags.gateway_presence or flags.gateway_presence_limited,
    }
    if given := [name for name, there in privileged.items() if there]:
        mend = "Switch them off on its Bot page: from 100 servers on Discord asks why."
        said = f"it has intents that Homeroom has no use for: {', '.join(given)}."
        yield Finding(ABOUT, said, Level.NOTE, mend)


async def _obstacles(
    client: discord.Client, wishes: Sequence[Subscription]
) -> Mapping[int, Sequence[Obstacle]]:
    found: dict[int, Sequence[Obstacle]] = {}
    for server in dict.fromkeys(wish.server for wish in wishes):
        there = await _server(client, server)
        for wish in (one for one in wishes if one.server == server):
            channel = await channel_of(client, wish.channel) if there else None
            if channel is None or str(channel.guild.id) != server:
                found[wish.id] = [Obstacle(Hurdle.UNKNOWN_CHANNEL)]
            else:
                found[wish.id] = list(obstacles_in(channel, wish.options))
    return found


async def _server(client: discord.Client, server: str) -> bool:
    """Learn a server, with our own roles there, as the gateway would tell it; whether we may."""
    try:
        guild = await client.fetch_guild(int(server), with_counts=False)
        me = await guild.fetch_member(client.user.id if client.user else 0)
        channels = await guild.fetch_channels()
    except (discord.NotFound, discord.Forbidden, ValueError):
        return False
    # discord.py has no way to be told of these but the gateway; to work permissions out, it looks
    # for them in its memory.
    client._connection._add_guild(guild)  # noqa: SLF001 -- see above
    guild._add_member(me)  # noqa: SLF001 -- see above
    for channel in channels:
        guild._add_channel(channel)  # noqa: SLF001 -- see above
    return True
