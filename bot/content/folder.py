"""The lessons folder: which files are lessons, and of which track."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.faults import START, Fault
from bot.content.lessons import read_lesson
from bot.domain.lesson import Lesson
from bot.errors import NoLessonsFolder

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

    Raises ``NoLessonsFolder`` if it is not there.
    """
    if not folder.exists():
        raise NoLessonsFolder(path=folder)
    lessons: dict[Path, Lesson] = {}
    faults: list[Fault] = []
    homes = _Homes(folder)
    paths = list(lesson_files(folder))
    for path in paths:
        lesson, found = _read(path, _track(path, folder))
        faults += found
        if lesson is None:
            continue
        taken = list(homes.taken(lesson, path))
        faults += [Fault(path, START, message) for message in taken]
        if not taken:
            homes.settle(lesson, path)
            lessons[path] = lesson
    return Reading(lessons, tuple(faults), len(paths))


def lesson_files(folder: Path) -> Iterator[Path]:
    """Yield the lesson files in a folder in the order they are posted: numbers count as numbers."""
    if folder.is_file():
        yield folder
        return
    files = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and _is_file(path))
    hidden = (".", "_")
    shown = (
        p for p in files if not any(part.startswith(hidden) for part in p.relative_to(folder).parts)
    )
    yield from sorted(shown, key=_in_order)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        # In a folder that may not be searched. Taken for one, its fault is then told.
        return True


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


class _Homes:
    """Which ids are taken, and by which file: an id leads to one thing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lessons: dict[str, Path] = {}
        self._entries: dict[str, tuple[str, Path]] = {}

    def taken(self, lesson: Lesson, path: Path) -> Iterator[str]:
        """Yield what is wrong with a lesson's ids, given the files before."""
        if lesson.id in self._lessons:
            home = self._shown(self._lessons[lesson.id])
            other = f"{lesson.id[:38]}-2"
            yield f"has the id '{lesson.id}', as {home} has. Give it another: id: {other}"
        for entry_id, name in _entries(lesson):
            known, home_path = self._entries.get(entry_id, (name, path))
            if known.casefold() != name.casefold():
                home = self._shown(home_path)
                yield (
                    f"gives '{name}' the id '{entry_id}', which '{known}' in {home} has."
                    " Give it another"
                )

    def settle(self, lesson: Lesson, path: Path) -> None:
        """Take a lesson's ids for its file."""
        self._lessons[lesson.id] = path
        for entry_id, name in _entries(lesson):
            self._entries.setdefault(entry_id, (name, path))

    def _shown(self, path: Path) -> Path:
        return path.relative_to(self._folder) if path != self._folder else path


def _entries(lesson: Lesson) -> Iterator[tuple[str, str]]:
    yield from ((term.id, term.name) for term in lesson.terms)
    yield from ((entry.id, entry.question) for entry in lesson.faq)
