"""Where the parts that make Homeroom a bot on Discord are put together.

Listening takes a gateway. Posting does not: it is enough to be logged in.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, MutableMapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace

import aiohttp
import discord

from bot.core.dispatch import Dispatcher
from bot.core.ports import NO_METER, Channels, Clock, Meter, Notes
from bot.platforms.discord.adapter import PLATFORM
from bot.platforms.discord.channels import DiscordChannels
from bot.platforms.discord.courier import Courier
from bot.platforms.discord.link import Link, Shards
from bot.platforms.discord.messenger import DiscordMessenger
from bot.platforms.discord.pace import Pace
from bot.platforms.discord.running import CLOSING, FIRST_PAUSE, LONGEST_PAUSE, Discord
from bot.platforms.discord.tracing import Traced

log = logging.getLogger(__name__)

LONGEST_WAIT = 30.0
"""Seconds discord.py may sleep on a rate limit by itself; above that we are told. Its least."""


@dataclass(frozen=True, slots=True)
class Posting:
    """What posts to Discord, and what is known of its channels."""

    messenger: DiscordMessenger
    channels: DiscordChannels


@asynccontextmanager
async def listening(
    token: str,
    dispatcher: Dispatcher,
    notes: Notes,
    clock: Clock,
    channels: MutableMapping[str, Channels],
    *,
    pace: Pace | None = None,
    shards: Shards | None = None,
) -> AsyncIterator[DiscordMessenger]:
    """Be on Discord, on all shards or on those of so many in all.

    What knows its channels is put among the others'. Yields what posts over this connection: to
    the servers of its shards and no others.
    """
    link = Link()
    messenger = DiscordMessenger(link, pace or Pace())
    channels[PLATFORM] = DiscordChannels(link)
    told = replace(dispatcher, channels=channels)
    async with Discord(token, told, link, notes, clock, shards=shards):
        yield messenger


@asynccontextmanager
async def posting(
    token: str,
    clock: Clock,
    pace: Pace | None = None,
    *,
    meter: Meter = NO_METER,
    first_pause: float = FIRST_PAUSE,
    held_for: float = LONGEST_PAUSE,
) -> AsyncIterator[Posting]:
    """Post by requests alone. The messenger is ready while Discord takes the token.

    Beside any number of gateways and others who post with the same token: ``pace`` is their
    budget, too. Nothing that goes wrong leaves it. ``first_pause`` and ``held_for``, after which a
    token that was not taken is tried again, are in seconds.
    """
    pace = pace or Pace()
    courier = Courier(clock, pace)
    pauses = (first_pause, held_for)
    login = asyncio.create_task(_keep_logged_in(courier, token, clock, meter, pauses))
    try:
        yield Posting(DiscordMessenger(courier, pace), DiscordChannels(courier))
    finally:
        login.cancel()
        await asyncio.wait({login}, timeout=CLOSING)


async def _keep_logged_in(
    courier: Courier, token: str, clock: Clock, meter: Meter, pauses: tuple[float, float]
) -> None:
    (first_pause, held_for), complained = pauses, False
    pause = first_pause
    while True:
        unknown = asyncio.Event()
        client = _client(courier, clock, meter, unknown)
        try:
            if await _logged_in(client, token, unknown):
                courier.begin(client)
                pause, complained = first_pause, False
                log.info("Discord takes the token; posts go out")
                await unknown.wait()
                courier.end()
            if unknown.is_set():
                # Discord has refused good ones while it had trouble. It counts what it refuses.
                pause, complained = held_for, _complain(complained=complained)
            log.warning("Discord is tried again in %.0f s; everything else runs on", pause)
            # What is under way may yet come to its end.
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        finally:
            courier.end()
            with suppress(Exception):
                await client.close()


async def _logged_in(client: discord.Client, token: str, unknown: asyncio.Event) -> bool:
    """Log in; return whether it was possible. ``unknown`` is set if the token is none."""
    try:
        await client.login(token)
    except discord.LoginFailure:
        unknown.set()
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        log.warning("Discord can't be logged in to: %s", str(error) or type(error).__name__)
    except Exception:
        log.exception("the login to Discord failed")
    else:
        return True
    return False


def _complain(*, complained: bool) -> bool:
    """Say once what the operator has to mend."""
    if not complained:
        log.error(
            "Discord does not know this token. Put the one of your application's Bot page into"
            " DISCORD_TOKEN and start again; until it is taken nothing is posted there, and"
            " everything else runs on"
        )
    return True


def _client(courier: Courier, clock: Clock, meter: Meter, unknown: asyncio.Event) -> discord.Client:
    return discord.Client(
        intents=discord.Intents.none(),
        max_messages=None,
        max_ratelimit_timeout=LONGEST_WAIT,
        allowed_mentions=discord.AllowedMentions.none(),
        http_trace=Traced(courier.pace, courier.measured, clock, meter, unknown.set),
    )
