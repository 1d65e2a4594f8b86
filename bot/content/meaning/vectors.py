"""The vectors of texts, each made once and kept on disk: they take far longer than all else."""

import logging
from collections.abc import Sequence
from hashlib import blake2b
from threading import Event

import numpy as np
from numpy.typing import NDArray

from bot.content.caching import Cache
from bot.content.meaning.model import SentenceModel, Vectors

log = logging.getLogger(__name__)

NAME = "meanings"
"""What the files of the cache are called."""
SAVE_EVERY = 4096
"""Vectors made until they are written down: of a long work no more than that is lost."""
TOLD_FROM = 1000
"""Texts from which on it is worth a line in the log."""

_COUNT, _DIGEST = 8, 16
"""Bytes: of the number of texts, and of what stands for each."""
_Half = NDArray[np.float16]


class StoppedError(Exception):
    """The program ends; what was made by then is kept."""


class VectorStore:
    """Makes the vectors of texts, and remembers them by the text and the model."""

    def __init__(self, model: SentenceModel, cache: Cache, key: bytes, stopping: Event) -> None:
        self._model = model
        self._cache = cache
        self._key = key
        self._stopping = stopping
        self._known = self._loaded()

    def of(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each text. Raises ``StoppedError``. Of others nothing is kept."""
        keys = [_digest(text) for text in texts]
        wanted = dict(zip(keys, texts, strict=True))
        before = len(self._known)
        self._known = {key: self._known[key] for key in wanted if key in self._known}
        new = {key: text for key, text in wanted.items() if key not in self._known}
        if new:
            self._make(new)
        if new or len(self._known) < before:
            self._save()
        rows = [self._known[key] for key in keys]
        return np.array(rows, dtype=np.float32).reshape(len(keys), -1)

    def of_question(self, question: str) -> Vectors:
        """Return the vector of a question. It is not kept: what people ask is theirs."""
        return self._model.of_question(question)

    def _make(self, texts: dict[bytes, str]) -> None:
        if len(texts) >= TOLD_FROM:
            log.info("the meanings of %s texts are worked out; until then words count", len(texts))
        keys, unsaved = list(texts), 0
        for places, rows in self._model.of_texts(list(texts.values())):
            for place, row in zip(places, rows, strict=True):
                self._known[keys[place]] = row.astype(np.float16)
            unsaved += len(places)
            if self._stopping.is_set():
                self._save()
                raise StoppedError
            if unsaved >= SAVE_EVERY:
                self._save()
                unsaved = 0

    def _loaded(self) -> dict[bytes, _Half]:
        data = self._cache.load(NAME, self._key)
        try:
            return _unpacked(data) if data else {}
        except ValueError as error:
            log.info("the meanings that were kept can't be used: %s", error)
            return {}

    def _save(self) -> None:
        if self._known:
            rows = np.array(list(self._known.values()), dtype=np.float16)
            head = len(self._known).to_bytes(_COUNT, "little")
            self._cache.save(NAME, self._key, b"".join((head, *self._known, rows.tobytes())))


def _unpacked(data: bytes) -> dict[bytes, _Half]:
    count = int.from_bytes(data[:_COUNT], "little")
    split = _COUNT + count * _DIGEST
    rows = np.frombuffer(data[split:], dtype=np.float16).reshape(count, -1)
    starts = range(_COUNT, split, _DIGEST)
    return {data[at : at + _DIGEST]: rows[place] for place, at in enumerate(starts)}


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
