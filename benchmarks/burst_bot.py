"""Homeroom with schedules that are all due at one time, on a local Discord elsewhere.

Usage: python -m benchmarks.burst_bot URL TOKEN CHANNELS.json

The file holds the channels to post in: pairs of a server and a channel. It says ``ready``, then
takes a time (seconds since 1970), has a lesson due in every channel then, rings until all are
sent, and answers with ``done``.
"""

import asyncio
import datetime as dt
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.discord_bots import Channels, point_to
from benchmarks.many import subscribe
from bot.app import Homeroom, assembled
from bot.core.ports import Messenger
from bot.delivery.rounds import Rounds, rounds_over
from bot.domain.delivery import State
from bot.domain.subscription import Slot, Subscription
from bot.platforms.discord import Discord, DiscordMessenger, Link, Pace
from bot.settings import load

UTC = ZoneInfo("UTC")
RING = 0.2
"""Seconds between rings; the burst begins with one."""


async def burst(parts: Homeroom, rounds: Rounds, channels: Channels, due: dt.datetime) -> None:
    """Have a lesson due in every channel, and send them."""
    wish = Subscription(0, "discord", "", (due.time(),), UTC, "korea-news")
    slot = Slot(due.date(), due)
    await subscribe(parts.engine, ((_in(wish, *one), slot) for one in channels))
    await rounds.begin()
    while True:
        await asyncio.sleep(max(RING, (due - parts.clock.now()).total_seconds()))
        await rounds.go()
        sent = await parts.records.ledger.in_state(State.SENT, limit=len(channels) + 1)
        if len(sent) >= len(channels):
            return


def _in(wish: Subscription, guild: int, channel: int) -> Subscription:
    return replace(wish, channel=str(channel), server=str(guild))


async def main() -> None:
    """Start, and obey until there is nothing more to read."""
    url, token, file = sys.argv[1:]
    point_to(url)
    channels, link = json.loads(Path(file).read_text("ascii")), Link()
    with tempfile.TemporaryDirectory() as folder:
        async with assembled(load({"HOMEROOM_DATA_DIR": folder})) as parts:
            messengers: dict[str, Messenger] = {"discord": DiscordMessenger(link, Pace())}
            rounds = rounds_over(parts.records, parts.library, messengers, parts.clock)
            async with Discord(token, parts.dispatcher, link, parts.notes, parts.clock):
                while not (link.client and link.client.is_ready()):
                    await asyncio.sleep(0.05)
                print("ready", flush=True)
                while word := (await asyncio.to_thread(sys.stdin.readline)).strip():
                    due = dt.datetime.fromtimestamp(float(word), dt.UTC)
                    await burst(parts, rounds, channels, due)
                    print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main())
