"""The link that adds the bot to a server."""

import asyncio

import aiohttp
import discord

from bot.errors import DiscordUnreachable
from bot.platforms.discord.permissions import invitation

PATIENCE = 20.0


async def invitation_for(token: str) -> str:
    """Ask Discord which application a token is of, and return its invitation.

    Raises ``DiscordUnreachable`` if it can't be asked or does not know the token.
    """
    async with discord.Client(intents=discord.Intents.none()) as client:
        try:
            async with asyncio.timeout(PATIENCE):
                await client.login(token)
                return invitation((await client.application_info()).id)
        except discord.LoginFailure as error:
            raise DiscordUnreachable(why="it does not know DISCORD_TOKEN") from error
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            raise DiscordUnreachable(why=str(error) or type(error).__name__) from error
