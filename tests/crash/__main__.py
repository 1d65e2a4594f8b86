"""The long crash test: ``make crash-test``. Ends with 1 if a lesson was missing or doubled.

Usage: python -m tests.crash [--kills N] [--seed WORD] [--lanes N] [--kinds NAMES]
"""

import argparse
import asyncio
import itertools
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.crash.days import Day, lived
from tests.crash.faults import KILLS, OTHERS
from tests.crash.report import table, wrong
from tests.crash.world import Stuck

OFTEN: Mapping[str, int] = {
    "killed": 6,
    "killed, lessons due at start": 4,
    "killed, and again recovering": 4,
}
"""How many times as often as the others these are chosen: most days are kills and nothing else."""
KILL_DAYS, OTHER_DAYS = 14, 6
"""Days of each sort in a world."""


@dataclass
class Run:
    """All worlds of a run, several at a time. The same seed chooses the same, but not the same
    instants to the microsecond: processes are not that regular."""

    seed: str
    kills: int
    kinds: Sequence[str] = ()
    days: list[Day] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=itertools.count)

    @property
    def enough(self) -> bool:
        """Whether the bot was killed as often as it was to be, or there is no use in going on."""
        return sum(day.kills for day in self.days) >= self.kills or len(self.stuck) > 2

    async def lane(self) -> None:
        """Live in one world after the other."""
        while not self.enough:
            await self._world(next(self.numbers))

    async def _world(self, number: int) -> None:
        chance = random.Random(f"{self.seed} {number}")  # noqa: S311 -- repeatable, not secret
        began = time.monotonic()
        days: list[Day] = []
        try:
            with tempfile.TemporaryDirectory() as folder:
                days = await lived(Path(folder), self._chosen(number, chance), chance)
        except Stuck as error:
            self.stuck.append(f"world {number}: {error}")
        self.days += days
        kills, took = sum(day.kills for day in self.days), time.monotonic() - began
        said = [f"world {number}: {took:.0f} s; {kills} kills so far", *wrong(days)]
        print(*said, sep="\n", file=sys.stderr)

    def _chosen(self, number: int, chance: random.Random) -> list[str]:
        """Choose what goes wrong in a world; all kinds of fault have their turn."""
        if self.kinds:
            return chance.choices(self.kinds, k=KILL_DAYS + OTHER_DAYS)
        names = list(KILLS)
        kills = chance.choices(names, [OFTEN.get(name, 1) for name in names], k=KILL_DAYS)
        others = list(OTHERS)
        turn = [others[(number * OTHER_DAYS + n) % len(others)] for n in range(OTHER_DAYS)]
        return chance.sample([*kills, *turn], KILL_DAYS + OTHER_DAYS)


async def main(options: argparse.Namespace) -> int:
    """Run it, and say what came of it."""
    run = Run(options.seed, options.kills, [one for one in options.kinds.split(";") if one])
    began = time.monotonic()
    await asyncio.gather(*(run.lane() for _ in range(options.lanes)))
    print(table(run.days))
    lines = [*wrong(run.days), *run.stuck]
    print(f"\nseed {run.seed}, {time.monotonic() - began:.0f} s", *lines, sep="\n")
    return 1 if lines else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.crash")
    parser.add_argument("--kills", type=int, default=300, help="how often the bot is killed")
    parser.add_argument("--seed", default=str(random.randrange(10**6)))  # noqa: S311
    parser.add_argument("--lanes", type=int, default=2, help="worlds at a time")
    parser.add_argument("--kinds", default="", help="only these, with ; between them")
    sys.exit(asyncio.run(main(parser.parse_args())))
