"""Homeroom on Discord: ``listening`` to it, and ``posting`` without."""

from bot.platforms.discord.adapter import PLATFORM
from bot.platforms.discord.channels import DiscordChannels
from bot.platforms.discord.joining import Posting, listening, posting
from bot.platforms.discord.link import Link
from bot.platforms.discord.messenger import DiscordMessenger
from bot.platforms.discord.pace import PER_SECOND, Pace
from bot.platforms.discord.running import Discord

__all__ = [
    "PER_SECOND",
    "PLATFORM",
    "Discord",
    "DiscordChannels",
    "DiscordMessenger",
    "Link",
    "Pace",
    "Posting",
    "listening",
    "posting",
]
