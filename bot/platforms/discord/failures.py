"""What a failure means for a post: surely not posted, refused for good, or not known."""

import aiohttp
import discord

from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused

UNKNOWN_MESSAGE = 10008
"""docs.discord.com, topics/opcodes-and-status-codes."""
PAUSE = 60.0


def told(error: Exception) -> SendError:
    """Return what an exception of discord.py, or below it, says about a message."""
    match error:
        case SendError():
            return error
        case discord.RateLimited():
            return SendPostponed(why="Discord asks for a pause", after=error.retry_after)
        case discord.DiscordServerError():
            return SendInDoubt(why=f"Discord had a fault ({error.status})")
        case discord.HTTPException(status=401 | 429):
            why = f"Discord takes nothing from us now ({error.status})"
            return SendPostponed(why=why, after=PAUSE)
        case discord.HTTPException():
            return SendRefused(why=f"{error.text or 'no reason given'} ({error.code})")
        # Nothing was written yet: there was nobody to write to.
        case aiohttp.ClientConnectorError():
            return SendPostponed(why="Discord can't be reached", after=PAUSE)
        # Made wrong by ourselves, before anything was written.
        case ValueError() | TypeError() | discord.ClientException():
            return SendRefused(why=f"Homeroom could not make the post: {error}")
        case _:
            return SendInDoubt(why=type(error).__name__)
