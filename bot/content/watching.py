"""The lessons folder, read anew when a file in it changed."""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.content.folder import Reading, name_of, read_folder
from bot.content.library import LessonLibrary
from bot.content.scanning import Scan, scanned
from bot.domain.lesson import Lesson

log = logging.getLogger(__name__)


@dataclass(slots=True)
class WatchedFolder:
    """Keeps a library as its folder is. A file that went bad keeps its last good lesson."""

    folder: Path
    library: LessonLibrary
    reading: Reading
    _scan: Scan = field(init=False)

    def __post_init__(self) -> None:
        self._scan = self.reading.scan

    async def look(self) -> bool:
        """Read the folder again if anything in it changed; return whether it had."""
        scan = await asyncio.to_thread(scanned, self.folder)
        if scan.files == self._scan.files:
            return False
        self._scan = scan
        fresh = await asyncio.to_thread(read_folder, self.folder)
        for fault in fresh.faults:
            log.warning("%s", fault)
        self.reading = replace(fresh, lessons=self._with_last_good(fresh))
        await asyncio.to_thread(self.library.replace, self.reading.lessons.values())
        log.info("lessons were read anew: %s", len(self.reading.lessons))
        return True

    def _with_last_good(self, fresh: Reading) -> dict[str, Lesson]:
        ids = {lesson.id for lesson in fresh.lessons.values()}
        faulty = {name_of(self.folder, fault.path) for fault in fresh.faults}
        kept = {
            name: lesson
            for name, lesson in self.reading.lessons.items()
            if name in faulty and lesson.id not in ids
        }
        everything = {**fresh.lessons, **kept}
        names = (file.name for file in fresh.scan.files)
        return {name: everything[name] for name in names if name in everything}
