"""Measures two things in turn, so that a slow moment of the machine hits both."""

import os
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

Run = Callable[[], Awaitable[object]]


def must(holds: bool, what: str) -> None:
    """End the measurement if what is measured does not do its work."""
    if not holds:
        raise SystemExit(what)


async def in_turn(ours: Run, bare: Run, *, rounds: int) -> tuple[float, float]:
    """Return the median seconds of each after one round of warming up."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for run, taken in zip((ours, bare), times, strict=True):
            start = time.perf_counter()
            await run()
            if number:
                taken.append(time.perf_counter() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def resident() -> float:
    """Return the memory that this process holds, in MiB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
