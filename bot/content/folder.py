"""The lessons folder: which files are lessons, and of which track."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.faults import START, Fault
from bot.content.lessons import read_lesson
from bot.domain.lesson import Lesson
from bot.errors import NoSuchPlace

SUFFIXES = {".yaml", ".yml"}
LOOSE_TRACK = "lessons"
"""The track of lessons that lie in no folder of their own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a folder: good lessons in order, and every fault of the others."""

    lessons: Mapping[Path, Lesson]
    faults: tuple[Fault, ...]
    files: int


def read_folder(folder: Path) -> Reading:
    """Read every lesson in a folder, or the one file given. One bad file hides no other.

    Raises ``NoSuchPlace`` if it is not there.
    """
    if not folder.exists():
        raise NoSuchPlace(
            path=folder, mend="Make the folder, or set HOMEROOM_LESSONS_DIR to the one you mean."
        )
    lessons: dict[Path, Lesson] = {}
    faults: list[Fault] = []
    homes: dict[str, Path] = {}
    paths = list(lesson_files(folder))
    for path in paths:
        lesson, found = _read(path, _track(path, folder))
        faults += found
        if lesson is None:
            continue
        home = homes.setdefault(lesson.id, path)
        if home is path:
            lessons[path] = lesson
        else:
            faults.append(Fault(path, START, _same_id(lesson.id, home)))
    return Reading(lessons, tuple(faults), len(paths))


def lesson_files(folder: Path) -> Iterator[Path]:
    """Yield the lesson files in a folder in the order they are posted: numbers count as numbers."""
    if folder.is_file():
        yield folder
        return
    files = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    hidden = (".", "_")
    shown = (
        p for p in files if not any(part.startswith(hidden) for part in p.relative_to(folder).parts)
    )
    yield from sorted(shown, key=_in_order)


def _read(path: Path, track: str) -> tuple[Lesson | None, list[Fault]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [Fault(path, START, f"can't be read: {error.strerror}. Look at its rights")]
    return read_lesson(path, data, track)


def _track(path: Path, folder: Path) -> str:
    if folder.is_file():
        return path.parent.name or LOOSE_TRACK
    parts = path.relative_to(folder).parts
    return parts[0] if len(parts) > 1 else LOOSE_TRACK


def _in_order(path: Path) -> list[tuple[int, int, str]]:
    pieces = re.split(r"(\d+)", str(path).casefold())
    return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces]


def _same_id(lesson_id: str, home: Path) -> str:
    return f"has the id '{lesson_id}', as {home.name} has. Give it another: id: {lesson_id[:38]}-2"
