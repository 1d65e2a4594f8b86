"""Homeroom on a platform against a bare bot there: a command's way and back, a lesson to many.

Each bot is a process of its own, on a local server of its own in this one; they are measured in
turn, so that a slow moment of the machine hits both.
"""

import gc
import statistics
import time
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from benchmarks.measuring import in_turn, must

CHANNELS, FANS = 300, 3
"""The shipped track has five lessons: each fan-out takes one, the first to warm up."""


class Peer(Protocol):
    """A bot, and somebody to ask it."""

    async def told(self, word: str) -> str:
        """Tell the bot to do something, and return what it says of it."""

    async def asked(self) -> None:
        """Give a command and wait for its answer."""

    @property
    def posts(self) -> int:
        """How many posts the bot has sent."""


async def compare(
    mine: AbstractAsyncContextManager[Peer],
    its: AbstractAsyncContextManager[Peer],
    *,
    bare: str,
    loop: str,
    asked: int,
    rounds: int = 9,
) -> None:
    """Measure both and print the ratios. ``bare`` and ``loop`` say what the other one does."""
    start = time.perf_counter()
    # The servers are in this process, and keep all they were sent: no pauses of theirs.
    gc.disable()
    async with mine as ours, its as other:
        await _answers(ours, other, bare, asked, rounds)
        await _fan_out(ours, other, loop)
    print(f"measured in {time.perf_counter() - start:.0f} s")


async def _answers(ours: Peer, bare: Peer, what: str, asked: int, rounds: int) -> None:
    async def ask(bot: Peer) -> None:
        for _ in range(asked):
            await bot.asked()

    mine, its = await in_turn(lambda: ask(ours), lambda: ask(bare), rounds=rounds)
    print(f"{'/term to its answer, Homeroom':33} {mine / asked * 1e3:7.2f} ms")
    print(f"{what:33} {its / asked * 1e3:7.2f} ms")
    print(f"{'ratio':33} {mine / its:7.2f}")


async def _fan_out(ours: Peer, bare: Peer, what: str) -> None:
    taken: dict[int, list[float]] = {id(ours): [], id(bare): []}
    for number in range(FANS + 1):
        for bot in (ours, bare):
            before = bot.posts
            seconds = float(await bot.told("fan"))
            must(bot.posts - before == CHANNELS, "not every channel got its lesson")
            if number:
                taken[id(bot)].append(seconds)
    mine, its = (CHANNELS / statistics.median(taken[id(bot)]) for bot in (ours, bare))
    print(f"{'posts a second, Homeroom unpaced':33} {mine:7.0f}")
    print(f"{what:33} {its:7.0f}")
    print(f"{'ratio':33} {mine / its:7.2f}")
