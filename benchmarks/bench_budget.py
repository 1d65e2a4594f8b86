"""A budget of 50 requests a second that three workers share through PostgreSQL, to a bare server.

How much of it they use, and how many requests there are at most in any second.

``SECONDS=60`` is how long they post; each is a process of its own, with Discord's pace.
"""

import asyncio
import os
import sys
from contextlib import AsyncExitStack
from itertools import pairwise

import aiohttp

from benchmarks.measuring import must, percentile
from benchmarks.posting import HttpMessenger, counting
from benchmarks.processes import started
from bot.platforms.discord.pace import Pace
from bot.settings import values
from bot.storage.budgets import SqlBudget
from bot.storage.database import opened
from tests.fakes.postgres import postgres

SECONDS = float(os.environ.get("SECONDS", "30"))
WORKERS, LIMIT = 3, 50
PER_SECOND = 49.5
"""The product itself keeps to 48.5 on Discord: there a network lies between."""
SETTLED = 2.0
"""Seconds at the start that are not counted: the processes don't begin at the same moment."""


async def work(database: str, server: str) -> None:
    """Post as fast as the budget allows, until there is nothing more to read."""
    async with opened(values.database(database)) as engine, aiohttp.ClientSession() as session:
        budget, messenger = SqlBudget(engine, "token", PER_SECOND), HttpMessenger(session, server)
        pace = Pace(PER_SECOND, budget=budget)

        async def post() -> None:
            while True:
                await pace.wait()
                left = await pace.leave()
                await messenger.post("x")
                pace.arrived(left)

        async with budget.hearing(pace.rest):
            print("ready", flush=True)
            await asyncio.to_thread(sys.stdin.readline)
            posting = [asyncio.create_task(post()) for _ in range(10)]
            print("going", flush=True)
            await asyncio.to_thread(sys.stdin.readline)
            for one in posting:
                one.cancel()
            print("stopped", flush=True)


def most_in_a_second(times: list[float]) -> int:
    """Return the most requests in any second, however it is cut out."""
    most, first = 0, 0
    for last, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


async def main() -> None:
    """Measure."""
    with postgres() as server:
        database = await server.database()
        async with counting() as counted, AsyncExitStack() as stack:
            said = ("benchmarks.bench_budget", "work", database, counted.address)
            bots = [await stack.enter_async_context(started(*said)) for _ in range(WORKERS)]
            await asyncio.gather(*(bot.told("go") for bot in bots))
            await asyncio.sleep(SETTLED)
            counted.begin()
            await asyncio.sleep(SECONDS)
            times = sorted(counted.times)
            await asyncio.gather(*(bot.told("stop") for bot in bots))
    used = (len(times) - 1) / (times[-1] - times[0]) / LIMIT
    gaps = [later - earlier for earlier, later in pairwise(times)]
    print(f"{WORKERS} workers, {len(times)} requests: {used:.1%} of {LIMIT} a second used,", end="")
    print(f" at most {most_in_a_second(times)} in any second;", end="")
    print(f" between two p1 {percentile(gaps, 0.01) * 1e3:.1f} ms,", end="")
    print(f" p99 {percentile(gaps, 0.99) * 1e3:.1f} ms")
    must(most_in_a_second(times) <= LIMIT + 1, "more than the limit in a second")


if __name__ == "__main__":
    asyncio.run(work(*sys.argv[2:]) if sys.argv[1:] else main())
