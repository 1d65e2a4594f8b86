"""The lessons folder: what its files hold, and which ids are taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from bot.content.faults import START, Fault
from bot.content.known import Known, KnownFiles
from bot.content.lessons import read_lesson
from bot.content.scanning import File, Scan, scanned
from bot.domain.lesson import Lesson
from bot.errors import NoLessonsFolder

LOOSE_TRACK = "lessons"
"""The track of lessons that lie in no folder of their own."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a folder: good lessons in order, and every fault of the others."""

    good: Mapping[str, Known]
    """By the name of their file within the folder, with ``/``."""
    faults: tuple[Fault, ...]
    scan: Scan

    @property
    def lessons(self) -> Mapping[str, Lesson]:
        """The good lessons in order, by the name of their file."""
        return {name: known.lesson for name, known in self.good.items()}

    @property
    def files(self) -> int:
        """How many files there are, good and bad."""
        return len(self.scan.files)

    @property
    def key(self) -> bytes:
        """A digest of all that the good lessons are made of, in their order."""
        digest = blake2b(digest_size=32)
        for known in self.good.values():
            digest.update(f"{known.lesson.track}\0{known.lesson.id}\0".encode(errors="replace"))
            digest.update(known.digest)
        return digest.digest()


def read_folder(folder: Path, known: KnownFiles | None = None) -> Reading:
    """Read every lesson in a folder, or the one file given. One bad file hides no other.

    What is known already is not read again, and comes to the same. Raises ``NoLessonsFolder`` if
    the folder is not there.
    """
    if not folder.exists():
        raise NoLessonsFolder(path=folder)
    if known is None or folder.is_file():
        known = KnownFiles()
    scan = scanned(folder, known.clock, known.names)
    found = {
        file.name: known.as_it_was(file) or _read(folder, file, scan, known) for file in scan.files
    }
    sound = {name: one for name, one in found.items() if isinstance(one, Known)}
    good, faults = sound, list[Fault]()
    if len(sound) < len(found) or not known.were_faultless(sound):
        good, faults = _settled(folder, found)
    known.keep(sound, faultless=not faults)
    return Reading(good, tuple(faults), scan)


def _settled(
    folder: Path, found: Mapping[str, Known | list[Fault]]
) -> tuple[dict[str, Known], list[Fault]]:
    """Return the lessons whose ids are not taken by those before, and every fault, in order."""
    good: dict[str, Known] = {}
    faults: list[Fault] = []
    homes = _Homes()
    for name, one in found.items():
        if not isinstance(one, Known):
            faults += one
            continue
        taken = list(homes.taken(one.lesson, name))
        faults += [Fault(path_of(folder, name), START, message) for message in taken]
        if not taken:
            homes.settle(one.lesson, name)
            good[name] = one
    return good, faults


def path_of(folder: Path, name: str) -> Path:
    """Return where a file lies; ``folder`` may itself be the file."""
    return folder / name if folder.is_dir() else folder


def name_of(folder: Path, path: Path) -> str:
    """Return the name that a file has within its folder: the way back from ``path_of``."""
    return path.name if path == folder else path.relative_to(folder).as_posix()


def _read(folder: Path, file: File, scan: Scan, known: KnownFiles) -> Known | list[Fault]:
    path, track = path_of(folder, file.name), _track(folder, file.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        return [Fault(path, START, f"can't be read: {error.strerror}. Look at its rights")]
    digest = blake2b(data, digest_size=16).digest()
    lesson = known.with_content(file.name, track, digest)
    if lesson is None:
        lesson, faults = read_lesson(path, data, track)
        if lesson is None:
            return faults
    return Known(lesson, digest, file.stamp if scan.is_sure(file) else None)


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
