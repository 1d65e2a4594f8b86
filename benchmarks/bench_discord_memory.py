"""What 10,000 servers and 1,000 daily posts leave in the bot's memory.

``GUILDS=40000`` for as many as a hundred thousand channels may be in; that takes two minutes.
"""

import asyncio
import os
from math import ceil

from benchmarks.discord_peers import peer
from benchmarks.measuring import must

GUILDS = int(os.environ.get("GUILDS", "10000"))
SHARDS = ceil(GUILDS / 2_500)
CHANNELS = 500


async def main() -> None:
    async with peer("homeroom", channels=CHANNELS, guilds=GUILDS, shards=SHARDS) as bot:
        sizes = [(await bot.told("rss")).split()]
        for _ in range(3):
            before = bot.posts
            await bot.told("fan")
            must(bot.posts - before == CHANNELS, "not every channel got its lesson")
            sizes.append((await bot.told("rss")).split())
    print(f"RSS with {GUILDS:,} servers in READY      {sizes[0][0]} MiB")
    for number, (size, views) in enumerate(sizes[1:], 1):
        print(
            f"after {number * CHANNELS:>5,} posts                    {size} MiB, {views} views kept"
        )
    growth = float(sizes[3][0]) - float(sizes[1][0])
    print(f"growth over the last {2 * CHANNELS:,} posts      {growth:.1f} MiB")
    must(all(views == "0" for _, views in sizes), "discord.py keeps something of each post")


if __name__ == "__main__":
    asyncio.run(main())
