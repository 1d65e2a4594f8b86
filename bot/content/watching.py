"""The lessons folder, read anew when a file in it changed."""

import asyncio
import logging
from dataclasses import dataclass, field
from pathlib import Path

from bot.content.folder import Reading, lesson_files, read_folder
from bot.content.library import LessonLibrary
from bot.domain.lesson import Lesson

log = logging.getLogger(__name__)

Stamp = tuple[tuple[Path, int, int], ...]
"""Every lesson file with the time of its last change (ns) and its size (bytes)."""


@dataclass(slots=True)
class WatchedFolder:
    """Keeps a library as its folder is. A file that went bad keeps its last good lesson."""

    folder: Path
    library: LessonLibrary
    reading: Reading
    _stamp: Stamp = field(init=False)

    def __post_init__(self) -> None:
        self._stamp = _stamp_of(self.folder)

    async def look(self) -> bool:
        """Read the folder again if anything in it changed; return whether it had."""
        stamp = await asyncio.to_thread(_stamp_of, self.folder)
        if stamp == self._stamp:
            return False
        self._stamp = stamp
        fresh = await asyncio.to_thread(read_folder, self.folder)
        for fault in fresh.faults:
            log.warning("%s", fault)
        lessons = self._with_last_good(fresh)
        self.reading = Reading(lessons, fresh.faults, fresh.files)
        await asyncio.to_thread(self.library.replace, lessons.values())
        log.info("lessons were read anew: %s", len(lessons))
        return True

    def _with_last_good(self, fresh: Reading) -> dict[Path, Lesson]:
        ids = {lesson.id for lesson in fresh.lessons.values()}
        faulty = {fault.path for fault in fresh.faults}
        kept = {
            path: lesson
            for path, lesson in self.reading.lessons.items()
            if path in faulty and lesson.id not in ids
        }
        everything = {**fresh.lessons, **kept}
        return {path: everything[path] for path in lesson_files(self.folder) if path in everything}


def _stamp_of(folder: Path) -> Stamp:
    found = []
    for path in lesson_files(folder):
        try:
            state = path.stat()
        except OSError:
            continue
        found.append((path, state.st_mtime_ns, state.st_size))
    return tuple(found)
