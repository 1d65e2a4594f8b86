"""Reading 1,000 lessons with all checks, against PyYAML's C parser alone on the same files."""

import asyncio
import tempfile
from pathlib import Path

import yaml

from benchmarks.generated import write_lessons
from benchmarks.measuring import in_turn, must
from bot.content.folder import read_folder
from bot.content.library import LessonLibrary
from bot.content.scanning import scanned

COUNT = 1_000


async def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_lessons(folder / "made", COUNT)
        paths = [folder / file.name for file in scanned(folder).files]
        size = sum(path.stat().st_size for path in paths) / len(paths)

        async def ours() -> None:
            reading = read_folder(folder)
            must(len(reading.lessons) == COUNT, str(reading.faults[:3]))

        async def bare() -> None:
            for path in paths:
                yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)

        taken, alone = await in_turn(ours, bare, rounds=3)
        lessons = tuple(read_folder(folder).lessons.values())

        async def indexed() -> None:
            LessonLibrary(lessons)

        index, _ = await in_turn(indexed, bare, rounds=3)
    print(f"{COUNT:,} lessons of {size / 1024:.1f} KB read and checked {taken:6.2f} s")
    print(f"the same files through yaml.CSafeLoader     {alone:6.2f} s")
    print(f"ratio                                       {taken / alone:6.2f}")
    print(f"and indexed for finding and quizzing        {index:6.2f} s")


if __name__ == "__main__":
    asyncio.run(main())
