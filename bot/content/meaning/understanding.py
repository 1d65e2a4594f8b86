"""Whatever needs the model is loaded here, once it is wanted: a start does not wait for it."""

import logging
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from bot.content.caching import Cache
from bot.content.meaning.folder import ModelFolder
from bot.domain.lesson import FaqHit
from bot.errors import ModelUnusable

if TYPE_CHECKING:
    from bot.content.meaning.nearness import Nearness
    from bot.content.meaning.vectors import VectorStore

log = logging.getLogger(__name__)


class Understanding:
    """Works out what FAQ entries mean, in some languages. Whatever goes wrong stops nothing."""

    def __init__(self, folder: ModelFolder, languages: Sequence[str], cache: Cache) -> None:
        self._folder = folder
        self._languages = languages
        self._cache = cache
        self._vectors: VectorStore | None = None
        self._lock = Lock()
        self._stopping = Event()

    def of(self, hits: Sequence[FaqHit]) -> "Nearness | None":
        """Return the meanings of some entries, or nothing, if it was stopped or the model fails.

        It takes a while the first time, some 10 ms a text; what is known from then on is kept.
        """
        from bot.content.meaning.nearness import Nearness
        from bot.content.meaning.vectors import StoppedError

        with self._lock:
            try:
                vectors = self._vectors = self._vectors or self._load()
                return Nearness(hits, vectors, self._languages)
            except StoppedError:
                return None
            except ModelUnusable as error:
                log.warning("%s", error)
                return None
            except Exception:
                log.exception("what the answers mean could not be worked out; words count, then")
                return None

    def stop(self) -> None:
        """Have what is at work end soon; what was worked out by then is kept."""
        self._stopping.set()

    def _load(self) -> "VectorStore":
        from bot.content.meaning.model import SentenceModel
        from bot.content.meaning.vectors import VectorStore

        key = _key(self._folder)
        return VectorStore(SentenceModel(self._folder), self._cache, key, self._stopping)


def _key(folder: ModelFolder) -> bytes:
    """Return what is another if the model, or how it is asked, is another one."""
    made_of = [repr((folder.pooling, folder.longest, folder.before_question, folder.before_text))]
    made_of += [_stamp(path) for path in sorted(folder.onnx.parent.glob("*.onnx*"))]
    made_of.append(_stamp(folder.tokenizer))
    return blake2b("\n".join(made_of).encode(), digest_size=32).digest()


def _stamp(path: Path) -> str:
    # Its content would take a second to read each time.
    there = path.stat()
    return f"{path.name} {there.st_size} {there.st_mtime_ns}"
