"""``python -m benchmarks.finding``: how often the right term and the right answer is found."""

import argparse
import sys
from pathlib import Path

from rich.console import Console

from benchmarks.finding.cases import Split
from benchmarks.finding.judging import judge
from benchmarks.finding.printing import WIDTH, print_half, print_misses, print_targets
from benchmarks.finding.targets import targets
from bot.errors import ModelUnusable


def main() -> int:
    """Print the tables and targets. Return 1 if a target is missed on the judged half."""
    asked = _arguments()
    console = Console(width=WIDTH, highlight=False, markup=False)
    try:
        judgement = judge(asked.model)
    except ModelUnusable as error:
        console.print(str(error))
        return 1
    if asked.misses:
        print_misses(console, judgement.of(Split(asked.misses)))
        return 0
    for split in [Split(asked.split)] if asked.split else Split:
        print_half(console, split, judgement.of(split))
    found = targets(judgement.of(Split.JUDGED))
    print_targets(console, found)
    return 0 if all(target.met for target in found) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.finding", description=__doc__)
    halves = [split.value for split in Split]
    parser.add_argument("--split", choices=halves, help="print the tables of one half only")
    parser.add_argument(
        "--misses",
        nargs="?",
        const=Split.TUNING.value,
        choices=halves,
        help="print what did not come out right instead; of the tuning half unless said otherwise",
    )
    parser.add_argument(
        "--model", type=Path, metavar="FOLDER", help="answer by meaning, too, with this model"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
