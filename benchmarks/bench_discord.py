"""Homeroom on Discord against a bare discord.py bot, and a loop of channel.send."""

import asyncio

from benchmarks.comparing import CHANNELS, compare
from benchmarks.discord_peers import peer

if __name__ == "__main__":
    asyncio.run(
        compare(
            peer("homeroom", channels=CHANNELS),
            peer("bare", channels=CHANNELS),
            bare="a constant answer, bare bot",
            loop="channel.send in a loop, bare bot",
            asked=100,
        )
    )
