"""A sentence-embedding model at work: texts in, vectors out, on one core."""

from collections.abc import Iterator, Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bot.content.meaning.folder import ModelFolder
from bot.errors import ModelUnusable

Vectors = NDArray[np.float32]
"""A row of length one for each text: the product of two rows is their cosine."""

AT_ONCE = 32
"""Texts in one run. More gain little, and take much memory where one is long."""
_INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
_TOKENS, _SENTENCES = 3, 2
"""Dimensions of what comes out: a vector for each token, or one for each text."""


class SentenceModel:
    """Says of texts where they are in the space of meanings. Safe to share between threads."""

    def __init__(self, folder: ModelFolder) -> None:
        """Load a model. Raises ``ModelUnusable``."""
        self._folder = folder
        try:
            self._tokenizer = _tokenizer(folder)
            self._session = _session(folder)
        # Each of the two libraries raises what it likes, down to plain Exception.
        except Exception as error:
            raise _unusable(folder, str(error)) from error
        self._inputs = [one.name for one in self._session.get_inputs()]
        if strange := set(self._inputs) - _INPUTS:
            raise _unusable(folder, f"it wants {', '.join(sorted(strange))}")

    def of_question(self, question: str) -> Vectors:
        """Return the vector of a question."""
        rows: Vectors = self._run([self._folder.before_question + question])[0]
        return rows

    def of_texts(self, texts: Sequence[str]) -> Iterator[tuple[Sequence[int], Vectors]]:
        """Yield the vectors of texts, some at once: which of them, and their rows.

        The shortest come first: texts of one length waste nothing when they are run together.
        """
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        for begin in range(0, len(order), AT_ONCE):
            places = order[begin : begin + AT_ONCE]
            yield places, self._run([self._folder.before_text + texts[place] for place in places])

    def _run(self, texts: Sequence[str]) -> Vectors:
        read = self._tokenizer.encode_batch([_plain(text) for text in texts])
        mask = np.array([one.attention_mask for one in read], dtype=np.int64)
        fed = {
            "input_ids": np.array([one.ids for one in read], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([one.type_ids for one in read], dtype=np.int64),
        }
        out = self._session.run(None, {name: fed[name] for name in self._inputs})
        return _unit(_pooled(out, mask, self._folder))


def _tokenizer(folder: ModelFolder) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(folder.tokenizer))
    # Some are published with every text filled up to one length, which costs ten times as much.
    tokenizer.enable_padding(**_padding(tokenizer))
    tokenizer.enable_truncation(folder.longest)
    return tokenizer


def _padding(tokenizer: Tokenizer) -> dict[str, object]:
    said = tokenizer.padding or {}
    return {name: said[name] for name in ("pad_id", "pad_token", "pad_type_id") if name in said}


def _session(folder: ModelFolder) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # It works beside the answers, and a question is short.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(folder.onnx), options, providers=["CPUExecutionProvider"]
    )


def _pooled(out: Sequence[Vectors], mask: NDArray[np.int64], folder: ModelFolder) -> Vectors:
    """Return a row for each text: what a model gives that pools by itself, or pooled here."""
    whole = next((one for one in out if one.ndim == _SENTENCES), None)
    first = out[0]
    if first.ndim == _TOKENS:
        return _by[folder.pooling](first, mask)
    if whole is None:
        raise _unusable(folder, f"what comes out of it has {first.ndim} dimensions")
    return whole


def _mean(tokens: Vectors, mask: NDArray[np.int64]) -> Vectors:
    counted = mask[:, :, None].astype(np.float32)
    means: Vectors = (tokens * counted).sum(axis=1) / np.maximum(counted.sum(axis=1), 1)
    return means


def _cls(tokens: Vectors, _mask: NDArray[np.int64]) -> Vectors:
    return tokens[:, 0]


_by = {"mean": _mean, "cls": _cls}


def _unit(rows: Vectors) -> Vectors:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    units: Vectors = (rows / np.maximum(lengths, np.finfo(np.float32).tiny)).astype(np.float32)
    return units


def _plain(text: str) -> str:
    """Return a text that can be told to a library in UTF-8: half a character becomes a mark."""
    return text.encode("utf-8", "replace").decode()


def _unusable(folder: ModelFolder, why: str) -> ModelUnusable:
    mend = "Take another, or export it anew: docs/how-to/find-by-meaning.md."
    return ModelUnusable(path=folder.path, why=why, mend=mend)
