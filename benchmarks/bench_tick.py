"""A ring of the clock with nothing due, with few and with many subscriptions in the database.

Each bot is a process of its own; they tick in turn, so that a slow moment of the machine hits
both. Their databases are filled by processes that end before.
"""

import asyncio
import statistics
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from benchmarks.measuring import must, percentile
from benchmarks.processes import Bot, started

FEW, MANY, TICKS = 1_000, 100_000, 200
MOST = 2.0
"""Times as long, with a hundred times as many: what is looked up is found by its index."""


async def main() -> None:
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bots = [await _filled(stack, count, folder / str(count)) for count in (FEW, MANY)]
        taken: list[list[float]] = [[], []]
        for number in range(TICKS + 1):
            for bot, times in zip(bots, taken, strict=True):
                seconds = float(await bot.told("tick"))
                if number:
                    times.append(seconds * 1e3)
        sizes = [float(await bot.told("rss")) for bot in bots]
        planning = float(await bots[1].told("due"))
    _say(taken, sizes, planning)


async def _filled(stack: AsyncExitStack, count: int, folder: Path) -> Bot:
    arguments = ("benchmarks.tick_bot", str(count), str(folder))
    async with started(*arguments) as filling:
        await filling.told("fill")
    return await stack.enter_async_context(started(*arguments))


def _say(taken: list[list[float]], sizes: list[float], planning: float) -> None:
    medians = [statistics.median(times) for times in taken]
    for count, times, median, size in zip((FEW, MANY), taken, medians, sizes, strict=True):
        slow = percentile(times, 0.99)
        print(
            f"{count:>7,} subscriptions, nothing due   median {median:5.2f} ms,"
            f" p99 {slow:5.2f} ms; {size:.1f} MiB after {TICKS} ticks"
        )
    print(f"ratio                                  {medians[1] / medians[0]:5.2f}")
    print(f"memory for {MANY - FEW:,} more              {sizes[1] - sizes[0]:5.1f} MiB")
    rate = 10_000 / planning
    print(f"10,000 due at one minute are planned in {planning:.2f} s, {rate:,.0f} a second")
    must(medians[1] < MOST * medians[0], "a tick costs what exists, not what is due")


if __name__ == "__main__":
    asyncio.run(main())
