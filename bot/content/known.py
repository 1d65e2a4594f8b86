"""What the files of the lessons folder held when they were last read.

A file whose stamp is as it was is not opened, and one whose content is as it was is not parsed.
Only good lessons are known: a file with a fault is read again each time, and says it again.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from msgspec import MsgspecError, msgpack

from bot.content.caching import Cache, DamagedError
from bot.content.later import Front, pack, unpack
from bot.content.lessons import id_of
from bot.content.scanning import File, Stamp
from bot.domain.lesson import Lesson

NAME = "lessons"
TOGETHER = 64
"""Lessons in a block: some 600 kB, packed in a millisecond, so that no thread waits long."""
STALE = 3
"""Of so many files one must have another stamp, its content the same, for all to be written."""


class Known(NamedTuple):
    """A lesson that a file held, the digest of the file's content, and its stamp, if to be trusted.

    It is trusted if the file could not change after it was read without having another one.
    """

    lesson: Lesson
    digest: bytes
    stamp: Stamp | None


_head = msgpack.Decoder(tuple[bool, int])
_block = msgpack.Decoder(list[tuple[str, bytes, Stamp | None, Front, memoryview]])
_encoded = msgpack.Encoder().encode


@dataclass(slots=True)
class KnownFiles:
    """Lessons by the names of their files; taken from the cache at first, if there is one."""

    cache: Cache | None = None
    clock: Callable[[], int] = time.time_ns
    """Nanoseconds since 1970, as the disk counts them."""
    _files: Mapping[str, Known] = field(default_factory=dict)
    _faultless: bool = False
    """Whether each file was good, and no id taken twice."""
    _by_content: dict[bytes, list[tuple[str, Lesson]]] | None = None
    _saved: bool = True

    def __post_init__(self) -> None:
        if self.cache is not None:
            self._faultless, self._files = _loaded(self.cache)

    @property
    def names(self) -> Iterable[str]:
        """The names of the files, in order."""
        return self._files

    def as_it_was(self, file: File) -> Known | None:
        """Return what a file holds, if it surely is as it was when it was read."""
        known = self._files.get(file.name)
        if known is None or known.stamp is None or known.stamp != file.stamp:
            return None
        return known

    def with_content(self, name: str, track: str, digest: bytes) -> Lesson | None:
        """Return the lesson that this content makes in a file of this name."""
        known = self._files.get(name)
        if known is not None and known.digest == digest and known.lesson.track == track:
            return known.lesson
        if self._by_content is None:
            self._by_content = {}
            for other, one in self._files.items():
                self._by_content.setdefault(one.digest, []).append((other, one.lesson))
        for other, lesson in self._by_content.get(digest, ()):
            # It may have its id from its name.
            if lesson.track == track and id_of(Path(other), track) == id_of(Path(name), track):
                return lesson
        return None

    def were_faultless(self, files: Mapping[str, Known]) -> bool:
        """Tell whether these were all there was, and without a fault, in themselves and together.

        So they are still, then.
        """
        return self._faultless and self._holds(files)

    def keep(self, files: Mapping[str, Known], *, faultless: bool) -> None:
        """Know these good files from now on, in place of all others."""
        if faultless != self._faultless or not self._holds(files) or self._is_stale(files):
            self._saved = False
        self._files, self._faultless, self._by_content = files, faultless, None

    def save(self) -> None:
        """Put in the cache what is not there yet."""
        if self.cache is None or self._saved:
            return
        try:
            self._save(self.cache, self._files)
        except UnicodeEncodeError:
            # Half a pair of surrogates, in a text or in a name that is not UTF-8.
            files = {name: one for name, one in self._files.items() if _can_be_kept(name, one)}
            self._save(self.cache, files)
        self._saved = True

    def _save(self, cache: Cache, files: Mapping[str, Known]) -> None:
        cache.save_blocks(NAME, b"", _blocks(files, faultless=self._faultless))

    def _holds(self, files: Mapping[str, Known]) -> bool:
        return len(files) == len(self._files) and all(
            name in self._files and self._files[name].digest == one.digest
            for name, one in files.items()
        )

    def _is_stale(self, files: Mapping[str, Known]) -> bool:
        """Whether so many stamps are others that it takes longer to go by content."""
        others = sum(self._files[name].stamp != one.stamp for name, one in files.items())
        return others * STALE > len(files)


def _loaded(cache: Cache) -> tuple[bool, dict[str, Known]]:
    files: dict[str, Known] = {}
    try:
        blocks = cache.blocks(NAME, b"")
        faultless, count = _head.decode(next(blocks, _encoded((False, 0))))
        for block in blocks:
            for name, digest, stamp, front, packed in _block.decode(block):
                files[name] = Known(unpack(front, packed), digest, stamp)
    except (DamagedError, MsgspecError):
        return False, {}
    return (faultless, files) if len(files) == count else (False, {})


def _blocks(files: Mapping[str, Known], *, faultless: bool) -> Iterator[bytes]:
    yield _encoded((faultless, len(files)))
    pairs = iter(files.items())
    while block := list(islice(pairs, TOGETHER)):
        yield _encoded([_row(name, known) for name, known in block])


def _row(name: str, known: Known) -> tuple[object, ...]:
    return name, known.digest, known.stamp, *pack(known.lesson)


def _can_be_kept(name: str, known: Known) -> bool:
    try:
        _encoded(_row(name, known))
    except UnicodeEncodeError:
        return False
    return True
