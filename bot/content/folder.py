"""The lessons folder: what its files hold, and which ids are taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.content.faults import START, Fault
from bot.content.lessons import read_lesson
from bot.content.scanning import Scan, scanned
from bot.domain.lesson import Lesson
from bot.errors import NoLessonsFolder

LOOSE_TRACK = "lessons"
"""The track of lessons that lie in no folder of their own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a folder: good lessons in order, and every fault of the others."""

    lessons: Mapping[str, Lesson]
    """By the name of their file within the folder, with ``/``."""
    faults: tuple[Fault, ...]
    scan: Scan

    @property
    def files(self) -> int:
        """How many files there are, good and bad."""
        return len(self.scan.files)


def read_folder(folder: Path) -> Reading:
    """Read every lesson in a folder, or the one file given. One bad file hides no other.

    Raises ``NoLessonsFolder`` if it is not there.
    """
    if not folder.exists():
        raise NoLessonsFolder(path=folder)
    scan = scanned(folder)
    lessons: dict[str, Lesson] = {}
    faults: list[Fault] = []
    homes = _Homes()
    for file in scan.files:
        path = path_of(folder, file.name)
        lesson, found = _read(path, _track(folder, file.name))
        faults += found
        if lesson is None:
            continue
        taken = list(homes.taken(lesson, file.name))
        faults += [Fault(path, START, message) for message in taken]
        if not taken:
            homes.settle(lesson, file.name)
            lessons[file.name] = lesson
    return Reading(lessons, tuple(faults), scan)


def path_of(folder: Path, name: str) -> Path:
    """Return where a file lies; ``folder`` may itself be the file."""
    return folder / name if folder.is_dir() else folder


def name_of(folder: Path, path: Path) -> str:
    """Return the name that a file has within its folder: the way back from ``path_of``."""
    return path.name if path == folder else path.relative_to(folder).as_posix()


def _read(path: Path, track: str) -> tuple[Lesson | None, list[Fault]]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return None, [Fault(path, START, f"can't be read: {error.strerror}. Look at its rights")]
    return read_lesson(path, data, track)


def _track(folder: Path, name: str) -> str:
    if folder.is_file():
        return folder.parent.name or LOOSE_TRACK
    first, slash, _ = name.partition("/")
    return first if slash else LOOSE_TRACK


class _Homes:
    """Which ids are taken, and by which file: an id leads to one thing."""

    def __init__(self) -> None:
        self._lessons: dict[str, str] = {}
        self._entries: dict[str, tuple[str, str]] = {}

    def taken(self, lesson: Lesson, file: str) -> Iterator[str]:
        """Yield what is wrong with a lesson's ids, given the files before."""
        if lesson.id in self._lessons:
            home = self._lessons[lesson.id]
            other = f"{lesson.id[:38]}-2"
            yield f"has the id '{lesson.id}', as {home} has. Give it another: id: {other}"
        for entry_id, name in _entries(lesson):
            known, home = self._entries.get(entry_id, (name, file))
            if known.casefold() != name.casefold():
                yield (
                    f"gives '{name}' the id '{entry_id}', which '{known}' in {home} has."
                    " Give it another"
                )

    def settle(self, lesson: Lesson, file: str) -> None:
        """Take a lesson's ids for its file."""
        self._lessons[lesson.id] = file
        for entry_id, name in _entries(lesson):
            self._entries.setdefault(entry_id, (name, file))


def _entries(lesson: Lesson) -> Iterator[tuple[str, str]]:
    yield from ((term.id, term.name) for term in lesson.terms)
    yield from ((entry.id, entry.question) for entry in lesson.faq)
