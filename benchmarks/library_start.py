"""A process that gets as far with the lessons as it is told, says so, and ends.

Usage: python -m benchmarks.library_start imports | yaml | lessons | library LESSONS DATA

``imports`` imports what the bot's parts need. ``yaml`` also loads every file with PyYAML's C parser
and does nothing with it. ``lessons`` reads the lessons as the bot does, with its cache; ``library``
can then answer ``/term``.
"""

import json
import sys
import time
from pathlib import Path

from benchmarks.measuring import must, resident
from bot.app import parts
from bot.content.caching import Cache
from bot.content.folder import read_folder
from bot.content.known import KnownFiles
from bot.content.scanning import scanned
from bot.core.collecting import uncollected
from bot.settings import load

Done = tuple[int, object]
"""How many lessons there are, and what is kept until memory was looked at."""


def imports(_: Path, __: Path) -> Done:
    return 0, None


def yaml(folder: Path, _: Path) -> Done:
    from yaml import CSafeLoader
    from yaml import load as loaded

    with uncollected():
        read = [
            loaded((folder / name).read_bytes(), Loader=CSafeLoader)
            for name in scanned(folder).names
        ]
    return len(read), read


def lessons(folder: Path, data: Path) -> Done:
    with uncollected():
        known = KnownFiles(Cache(data / "cache"))
        reading = read_folder(folder, known)
        known.save()
    must(not reading.faults, str(reading.faults[:3]))
    return len(reading.lessons), reading


def library(folder: Path, data: Path) -> Done:
    settings = load({"HOMEROOM_LESSONS_DIR": str(folder), "HOMEROOM_DATA_DIR": str(data)})
    made = parts.lessons_of(settings).library
    (name, *_) = (term.name for lesson in made.lessons()[:1] for term in lesson.terms)
    must(bool(made.find_term(name)), f"{name} is not found")
    return len(made.lessons()), made


def main() -> None:
    what, *places = sys.argv[1:]
    began, busy = time.perf_counter(), time.process_time()
    doings = {"imports": imports, "yaml": yaml, "lessons": lessons, "library": library}
    count, kept = doings[what](*map(Path, places))
    took, busy = time.perf_counter() - began, time.process_time() - busy
    said = {"count": count, "took": took, "busy": busy, "size": resident()}
    print(json.dumps(said), flush=True)
    # Taking all apart again, one by one, is no part of a start.
    sys.stdin.read()
    del kept


if __name__ == "__main__":
    main()
