"""A sentence-embedding model in a folder, as such models are published, with the model in ONNX."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

from bot.errors import ModelUnusable

Pooling = Literal["mean", "cls"]
LIBRARIES: Final = ("numpy", "onnxruntime", "tokenizers")
ONNX: Final = ("model.onnx", "onnx/model.onnx")
TOKENIZER, MODULES, PROMPTS = "tokenizer.json", "modules.json", "config_sentence_transformers.json"
POOLING, LENGTH = "1_Pooling/config.json", "sentence_bert_config.json"
LONGEST = 256
"""Tokens of a text that are read, where the model does not say."""

_KNOWN_MODULES = frozenset({"Transformer", "Pooling", "Normalize"})
_POOLINGS: Mapping[str, Pooling] = {
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_cls_token": "cls",
}
_QUESTION, _TEXT = ("query",), ("passage", "document")


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """Where a model is, and how it wants to be asked."""

    path: Path
    onnx: Path
    pooling: Pooling = "mean"
    longest: int = LONGEST
    before_question: str = ""
    """What the model was trained to see before a question, such as ``query: ``."""
    before_text: str = ""

    @property
    def tokenizer(self) -> Path:
        """The file with the tokenizer."""
        return self.path / TOKENIZER


def read_model_folder(path: Path, libraries: Sequence[str] = LIBRARIES) -> ModelFolder:
    """Return what a folder says of its model. Raises ``ModelUnusable``; loads nothing yet.

    The ``libraries`` must be there to be loaded later.

    The files are those that Sentence Transformers writes (its ``modules.json`` and
    ``1_Pooling/config.json``); a folder with nothing but the ONNX file and the tokenizer will do.
    """
    missing = [name for name in libraries if find_spec(name) is None]
    if missing:
        raise ModelUnusable(path=path, why=f"{missing[0]} is not installed", mend=_INSTALL)
    if not path.is_dir():
        raise ModelUnusable(path=path, why="there is no such folder", mend=_PLACE)
    onnx = next((path / name for name in ONNX if (path / name).is_file()), None)
    if onnx is None:
        raise ModelUnusable(path=path, why=f"it has no {' and no '.join(ONNX)}", mend=_EXPORT)
    if not (path / TOKENIZER).is_file():
        raise ModelUnusable(path=path, why=f"it has no {TOKENIZER}", mend=_PLACE)
    others = [kind for kind in _modules(path) if kind not in _KNOWN_MODULES]
    if others:
        raise ModelUnusable(path=path, why=f"it needs a layer {others[0]}", mend=_OTHER)
    prompts = _of(_json(path / PROMPTS), "prompts", dict)
    length = _json(path / LENGTH)
    return ModelFolder(
        path,
        onnx,
        _pooling(path),
        _of(length, "max_seq_length", int) or LONGEST,
        _prompt(prompts, _QUESTION),
        _prompt(prompts, _TEXT),
    )


_INSTALL = 'Install what it needs: pip install "homeroom[semantic]".'
_PLACE = "HOMEROOM_SEMANTIC_MODEL is to name the folder that a sentence-embedding model came in."
_EXPORT = "Take one that is published in ONNX, or export it (docs/how-to/find-by-meaning.md)."
_OTHER = "Take another: docs/how-to/find-by-meaning.md."


def _modules(path: Path) -> list[str]:
    listed = _json(path / MODULES)
    kinds = [_of(one, "type", str) for one in listed] if isinstance(listed, list) else []
    return [kind.rpartition(".")[2] for kind in kinds if kind]


def _pooling(path: Path) -> Pooling:
    config = _json(path / POOLING)
    if not isinstance(config, dict):
        return "mean"
    chosen = [
        name for name, on in config.items() if name.startswith("pooling_mode_") and on is True
    ]
    if len(chosen) != 1 or chosen[0] not in _POOLINGS:
        kinds = ", ".join(chosen) or "nothing"
        raise ModelUnusable(path=path, why=f"it pools by {kinds}", mend=_OTHER)
    return _POOLINGS[chosen[0]]


def _prompt(prompts: Mapping[str, Any] | None, names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _of(prompts, name, str))), "")


def _of(data: Any, name: str, kind: type[Any]) -> Any:
    """Return what stands under a name, if it is of that kind."""
    value = data.get(name) if isinstance(data, dict) else None
    return value if isinstance(value, kind) else None


def _json(path: Path) -> Any:
    """Return what is in a file, nothing if there is none."""
    try:
        return json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        why = f"{path.name} can't be read: {error}"
        raise ModelUnusable(path=path.parent, why=why, mend=_PLACE) from error
