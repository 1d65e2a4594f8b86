"""A start with 10,000 lessons in the cache, over bare imports; against PyYAML on the same files.

Each start is a process of its own, measured from outside until it says that it is done.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generated import write_lessons
from benchmarks.measuring import must
from benchmarks.processes import ROOT


@dataclass(frozen=True, slots=True)
class Start:
    """One start: seconds until it was done, those after the imports, and memory (MiB).

    ``busy`` is the processor's time after the imports: what else runs on the machine has no part
    in it.
    """

    took: float
    inside: float
    busy: float
    size: float


def started(what: str, folder: Path, data: Path, count: int) -> Start:
    """Start a process, and measure it."""
    began = time.perf_counter()
    with subprocess.Popen(
        (sys.executable, "-W", "ignore", "-m", "benchmarks.library_start", what, folder, data),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        took = time.perf_counter() - began
        must(bool(line), f"{what} has ended")
        said = json.loads(line)
        must(said["count"] in {0, count}, f"{what} has {said['count']} lessons")
        process.kill()
    return Start(took, said["took"], said["busy"], said["size"])


def median(starts: list[Start], part: str) -> float:
    """Return the middle one of what was measured."""
    return float(statistics.median(getattr(start, part) for start in starts))


def measure(what: str, folder: Path, data: Path, count: int, rounds: int) -> None:
    """Measure and print."""
    yaml = started("yaml", folder, data, count)
    cold = started(what, folder, data, count)
    # Files written just before the cold start are looked into once more.
    started(what, folder, data, count)
    bare, warm = list[Start](), list[Start]()
    for _ in range(rounds):
        bare.append(started("imports", folder, data, count))
        warm.append(started(what, folder, data, count))
    imports = median(bare, "took")
    over = median(warm, "took") - imports
    kept = sum(path.stat().st_size for path in (data / "cache").iterdir())
    print(f"{count:,} lessons, to {what}; medians of {rounds}, yaml and cold start once")
    print(f"bare imports                     {imports:7.2f} s {median(bare, 'size'):7.0f} MiB")
    print(f"warm start over them             {over:7.2f} s {median(warm, 'size'):7.0f} MiB")
    print(f"  processor's time after imports {median(warm, 'busy'):7.2f} s")
    print(f"cold start over them             {cold.took - imports:7.2f} s {cold.size:7.0f} MiB")
    print(f"the files by yaml.CSafeLoader    {yaml.inside:7.2f} s {yaml.size:7.0f} MiB")
    print(f"ratio of warm start to that      {over / yaml.inside:7.3f}")
    print(f"the cache takes                  {kept / 2**20:7.0f} MiB")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="lessons made before, or where to make them")
    parser.add_argument("--what", choices=("lessons", "library"), default="library")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = given.folder or Path(name) / "lessons"
        if not folder.exists():
            write_lessons(folder, given.lessons)
        measure(given.what, folder, Path(name) / "data", given.lessons, given.rounds)


if __name__ == "__main__":
    main()
