"""What takes long to make, kept on disk for the next start.

A file for each thing and for each key, which is a digest of all that it was made of, and of the
program. It is written beside and put in its place whole: of several processes that share the
folder the last one wins, and none meets half a file. What can't be read, or was damaged, counts
as not there. Nothing here has to survive.
"""

import logging
import os
import struct
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from bot.content.program import program_version

log = logging.getLogger(__name__)

FORMAT = 1
KEPT = 2
"""Files kept of each thing: two programs, or two sets of lessons, may take turns."""
ABANDONED = 3600
"""Seconds after which a file that was never finished is nobody's any more."""

_MAGIC = b"homeroom"
_HEAD = struct.Struct("<8sI32s")
_BLOCK = struct.Struct("<QI")
_SUFFIX, _UNFINISHED = ".cache", ".part"
_KEY = "[0-9a-f]" * 16


class DamagedError(Exception):
    """What a file of the cache holds is not what was written."""


class Cache:
    """Things kept in a folder, each under its name and key."""

    def __init__(self, folder: Path, program: bytes | None = None) -> None:
        self.folder = folder
        self._program = program or program_version()
        self._told = False

    def load(self, name: str, key: bytes) -> bytes | None:
        """Return what was saved under a name and key, or nothing."""
        try:
            return next(self.blocks(name, key), None)
        except DamagedError:
            return None

    def save(self, name: str, key: bytes, data: bytes | bytearray | memoryview) -> None:
        """Save something under a name and key, in place of what is there."""
        self.save_blocks(name, key, (data,))

    def blocks(self, name: str, key: bytes) -> Iterator[bytes]:
        """Yield what was saved in blocks; none, if nothing was.

        Raises ``DamagedError`` where a block is not as it was. Blocks missing at the end are not
        noticed: the first one should say how many there are.
        """
        whole = self._whole_key(name, key)
        try:
            with self._path(name, whole).open("rb") as file:
                if file.read(_HEAD.size) == _HEAD.pack(_MAGIC, FORMAT, whole):
                    yield from _blocks(file)
        except (FileNotFoundError, NotADirectoryError):
            return
        except (OSError, DamagedError) as error:
            log.info("what is kept of %s in %s can't be used: %s", name, self.folder, error)
            raise DamagedError(str(error)) from error

    def save_blocks(
        self, name: str, key: bytes, blocks: Iterable[bytes | bytearray | memoryview]
    ) -> None:
        """Save blocks under a name and key, in place of what is there.

        Where that is not possible it is said once in the log.
        """
        whole = self._whole_key(name, key)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._write(self._path(name, whole), name, whole, blocks)
        except OSError as error:
            if not self._told:
                why = error.strerror or error
                log.warning(
                    "nothing can be kept in %s for a faster start: %s. All else works",
                    self.folder,
                    why,
                )
            self._told = True
            return
        # Another process may be tidying up, too.
        with suppress(OSError):
            self._tidy(name, self._path(name, whole))

    def _whole_key(self, name: str, key: bytes) -> bytes:
        return blake2b(b"\0".join((name.encode(), self._program, key)), digest_size=32).digest()

    def _path(self, name: str, whole: bytes) -> Path:
        return self.folder / f"{name}-{whole.hex()[:16]}{_SUFFIX}"

    def _write(
        self,
        path: Path,
        name: str,
        whole: bytes,
        blocks: Iterable[bytes | bytearray | memoryview],
    ) -> None:
        number, made = tempfile.mkstemp(_UNFINISHED, f"{name}-", self.folder)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(_HEAD.pack(_MAGIC, FORMAT, whole))
                for block in blocks:
                    file.write(_BLOCK.pack(len(block), zlib.crc32(block)))
                    file.write(block)
            Path(made).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(made).unlink()
            raise

    def _tidy(self, name: str, newest: Path) -> None:
        """Delete older files of a name, and those that a killed process left unfinished."""
        now = newest.stat().st_mtime
        for path in self.folder.glob(f"*{_UNFINISHED}"):
            if path.stat().st_mtime < now - ABANDONED:
                path.unlink(missing_ok=True)
        older = [path for path in self.folder.glob(f"{name}-{_KEY}{_SUFFIX}") if path != newest]
        older.sort(key=lambda path: path.stat().st_mtime)
        for path in older[: -(KEPT - 1)]:
            path.unlink(missing_ok=True)


def _blocks(file: BinaryIO) -> Iterator[bytes]:
    while head := file.read(_BLOCK.size):
        if len(head) < _BLOCK.size:
            raise DamagedError("it ends too early")
        size, checksum = _BLOCK.unpack(head)
        if size > os.fstat(file.fileno()).st_size:
            raise DamagedError("a length is wrong")
        block = file.read(size)
        if len(block) < size or zlib.crc32(block) != checksum:
            raise DamagedError("a checksum does not match")
        yield block
