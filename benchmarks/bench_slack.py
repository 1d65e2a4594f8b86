"""Homeroom on Slack against a bare bolt app: a command's way there and back, and a lesson to many.

Each bot is a process of its own, on a local Slack of its own in this one; they are measured in
turn, so that a slow moment of the machine hits both.
"""

import asyncio
import gc
import statistics
import time

from benchmarks.measuring import in_turn, must
from benchmarks.slack_peers import Peer, peer

ASKED, ROUNDS = 50, 9
CHANNELS, FANS = 300, 3
"""The shipped track has five lessons: each fan-out takes one, the first to warm up."""


async def answers(ours: Peer, bare: Peer) -> None:
    """Print how long an answer takes."""

    async def ask(bot: Peer) -> None:
        for _ in range(ASKED):
            await bot.asked()

    mine, its = await in_turn(lambda: ask(ours), lambda: ask(bare), rounds=ROUNDS)
    print(f"/term to its answer, Homeroom     {mine / ASKED * 1e3:7.2f} ms")
    print(f"a constant answer, bare bolt app  {its / ASKED * 1e3:7.2f} ms")
    print(f"ratio                             {mine / its:7.2f}")


async def fan_out(ours: Peer, bare: Peer) -> None:
    """Print how many channels a lesson reaches in a second."""
    taken: dict[int, list[float]] = {id(ours): [], id(bare): []}
    for number in range(FANS + 1):
        for bot in (ours, bare):
            before = bot.posts
            seconds = float(await bot.bot.told("fan"))
            must(bot.posts - before == CHANNELS, "not every channel got its lesson")
            if number:
                taken[id(bot)].append(seconds)
    mine, its = (CHANNELS / statistics.median(taken[id(bot)]) for bot in (ours, bare))
    print(f"posts a second, Homeroom unpaced  {mine:7.0f}")
    print(f"chat_postMessage in a loop, bare  {its:7.0f}")
    print(f"ratio                             {mine / its:7.2f}")


async def main() -> None:
    start = time.perf_counter()
    # The servers are in this process, and keep all they were sent: no pauses of theirs.
    gc.disable()
    async with (
        peer("homeroom", channels=CHANNELS) as ours,
        peer("bare", channels=CHANNELS) as bare,
    ):
        await answers(ours, bare)
        await fan_out(ours, bare)
    print(f"measured in {time.perf_counter() - start:.0f} s")


if __name__ == "__main__":
    asyncio.run(main())
