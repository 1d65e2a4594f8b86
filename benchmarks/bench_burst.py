"""Many lessons that are due at one time, in servers of very different sizes, through the real pace.

The local Discord in this process counts requests as Discord does, 50 a second for a bot; the bot
is a process of its own. ``POSTS=10000`` takes three and a half minutes.
"""

import asyncio
import gc
import json
import os
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measuring import must, percentile
from benchmarks.processes import started
from tests.local_discord.limits import GLOBAL_PER_SECOND
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import Channel

POSTS = int(os.environ.get("POSTS", "1500"))
SERVERS, SMALL = 50, 15
"""So many servers; so many of them with one channel."""
MOST_CHANNELS = 500
"""Of a server on Discord (docs.discord.com, topics/opcodes-and-status-codes: 30013)."""
STARTING = 5.0
"""Seconds until the lessons are due: the schedules are recorded meanwhile."""


@dataclass(frozen=True)
class Stood:
    """A post: in a server of how many channels, and how many seconds after it was due."""

    size: int
    late: float


def sizes(posts: int) -> list[int]:
    """Return how many channels each server has, the biggest first."""
    weights = [1.2**n for n in range(SERVERS - SMALL)]
    # Each has one; the rest is shared out.
    left, found = posts - SERVERS, []
    while weights:
        share = round(left * weights[-1] / sum(weights))
        found.append(1 + min(MOST_CHANNELS - 1, share))
        left -= found[-1] - 1
        weights.pop()
    return [*found, *[1] * SMALL]


async def main() -> None:
    discord = LocalDiscord()
    discord.rates.set_global()
    guilds = [(discord.guild(f"Guild {n}"), size) for n, size in enumerate(sizes(POSTS))]
    rooms = [discord.channel(guild, f"room-{n}") for guild, size in guilds for n in range(size)]
    await discord.start()
    # All that was sent is kept here: no pauses of this process.
    gc.disable()
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        pairs = [(room.guild.id, room.id) for room in rooms if room.guild]
        Path(file.name).write_text(json.dumps(pairs), "ascii")
        said = (discord.token, file.name)
        async with started("benchmarks.burst_bot", discord.state.url, *said) as bot:
            before = discord.rates.exceeded
            due = time.time() + STARTING
            await bot.told(str(due))
    await discord.stop()
    must(all(len(room.said) == 1 for room in rooms), "not every channel got its lesson, once")
    stood = [_stood(room, due) for room in rooms]
    _say(sorted(stood, key=lambda one: one.late), discord.rates.exceeded - before)


def _stood(room: Channel, due: float) -> Stood:
    (message,) = room.said
    assert room.guild is not None
    return Stood(len(room.guild.channels), message.created - due)


def _say(stood: list[Stood], refused: int) -> None:
    late = [one.late for one in stood]
    ideal = [number / GLOBAL_PER_SECOND for number in range(len(stood))]
    rate = (len(late) - 1) / (late[-1] - late[0])
    share = rate / GLOBAL_PER_SECOND
    print(f"{len(late):,} posts due at one time, in {SERVERS} servers")
    print(f"posts a second             {rate:6.2f}, {share:.1%} of {GLOBAL_PER_SECOND}")
    print(f"429 earned                 {refused:6}")
    print(f"first post after           {late[0]:6.2f} s")
    for name, part in (("p50", 0.5), ("p99", 0.99)):
        ours, best = percentile(late, part), percentile(ideal, part)
        near = f"ideal {best:.2f} s, ratio {ours / best:.2f}"
        print(f"lateness {name}               {ours:6.2f} s, {near}")
    biggest = max(one.size for one in stood)
    for name, size in (("servers of one channel", 1), (f"the biggest, of {biggest}", biggest)):
        some = statistics.median(one.late for one in stood if one.size == size)
        print(f"p50 in {name:24}{some:6.2f} s")


if __name__ == "__main__":
    asyncio.run(main())
