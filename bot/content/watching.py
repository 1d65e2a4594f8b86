"""The lessons folder, read anew when a file in it changed."""

import asyncio
import logging
from dataclasses import dataclass, field, replace
from pathlib import Path

from bot.content.faults import Fault
from bot.content.folder import Reading, name_of, read_folder
from bot.content.known import Known, KnownFiles
from bot.content.library import LessonLibrary
from bot.content.scanning import Scan, scanned

log = logging.getLogger(__name__)


@dataclass(slots=True)
class WatchedFolder:
    """Keeps a library as its folder is. A file that went bad keeps its last good lesson."""

    folder: Path
    library: LessonLibrary
    reading: Reading
    known: KnownFiles = field(default_factory=KnownFiles)
    """What is not read again."""
    _scan: Scan = field(init=False)
    _fresh: tuple[bytes, tuple[Fault, ...]] = field(init=False)
    """What came of the last reading, without what was kept of those before."""

    def __post_init__(self) -> None:
        self._scan = self.reading.scan
        self._fresh = self.reading.key, self.reading.faults

    async def look(self) -> bool:
        """Read what changed in the folder; return whether lessons or faults are others now."""
        fresh = await asyncio.to_thread(self._read_anew)
        if fresh is None:
            return False
        for fault in fresh.faults:
            log.warning("%s", fault)
        self.reading = replace(fresh, good=self._with_last_good(fresh))
        lessons, key = self.reading.lessons.values(), self.reading.key
        await asyncio.to_thread(self.library.replace, lessons, key)
        log.info("lessons were read anew: %s", len(self.reading.good))
        await asyncio.to_thread(self.known.save)
        return True

    def _read_anew(self) -> Reading | None:
        """Return what is in the folder, if it is not what was there the last time."""
        scan = scanned(self.folder, self.known.clock, self._scan.names)
        if scan.files == self._scan.files and not self._scan.has_unsure:
            return None
        self._scan = scan
        fresh = read_folder(self.folder, self.known)
        self._scan, before = fresh.scan, self._fresh
        self._fresh = fresh.key, fresh.faults
        return None if self._fresh == before else fresh

    def _with_last_good(self, fresh: Reading) -> dict[str, Known]:
        ids = {known.lesson.id for known in fresh.good.values()}
        faulty = {name_of(self.folder, fault.path) for fault in fresh.faults}
        kept = {
            name: known
            for name, known in self.reading.good.items()
            if name in faulty and known.lesson.id not in ids
        }
        everything = {**fresh.good, **kept}
        return {name: everything[name] for name in fresh.scan.names if name in everything}
