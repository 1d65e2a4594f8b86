"""Homeroom in many processes on PostgreSQL, any of which fails: is anything missing or doubled?

Usage: python -m tests.crash.many [--days N] [--seed SEED]
"""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.crash.many.days import lived, table, wrong
from tests.crash.many.faults import KINDS


async def main(options: argparse.Namespace) -> int:
    """Live so many days with each fault, and say what came of it."""
    began, chance = time.monotonic(), random.Random(options.seed)  # noqa: S311 -- to be the same again
    chosen = [one for one in options.kinds.split(";") if one] or [*KINDS]
    kinds = [kind for _ in range(options.days) for kind in chance.sample(chosen, len(chosen))]
    with tempfile.TemporaryDirectory() as folder:
        days = await lived(Path(folder), kinds, chance)
    print(table(days))
    print(f"\nseed {options.seed}, {time.monotonic() - began:.0f} s", *wrong(days), sep="\n")
    return 1 if wrong(days) else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.crash.many")
    parser.add_argument("--days", type=int, default=3, help="days with each fault")
    parser.add_argument("--seed", default=str(random.randrange(10**6)))  # noqa: S311 -- any will do
    parser.add_argument("--kinds", default="", help="only these, with ; between them")
    sys.exit(asyncio.run(main(parser.parse_args())))
