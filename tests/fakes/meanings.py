"""A small sentence-embedding model: words of one meaning are one, and of others it knows nothing.

It is a real model in ONNX with a real tokenizer, in a folder as such models are published.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import Whitespace

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
UNKNOWN, PADDING = "[UNK]", "[PAD]"
ALIKE = (
    ("excluded", "dropped", "kicked", "쫓겨났나요"),
    ("naver", "portal", "네이버"),
    ("chips", "semiconductors", "반도체"),
    ("export", "abroad", "수출"),
)


def write_model(
    folder: Path,
    alike: Iterable[Sequence[str]] = ALIKE,
    *,
    inputs: Sequence[str] = INPUTS,
    fixed: int = 0,
    files: Mapping[str, object] = MappingProxyType({}),
) -> Path:
    """Write a model in which words in one group mean the same, and return its folder.

    With ``fixed`` its tokenizer fills each text up to so many tokens. The ``files`` are its other
    JSON files, by their name.
    """
    groups = [(UNKNOWN, PADDING), *alike]
    vocabulary = {word: at for at, word in enumerate(word for group in groups for word in group)}
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(WordLevel(vocabulary, unk_token=UNKNOWN))
    tokenizer.normalizer, tokenizer.pre_tokenizer = Lowercase(), Whitespace()
    if fixed:
        tokenizer.enable_padding(length=fixed, pad_id=vocabulary[PADDING], pad_token=PADDING)
    tokenizer.save(str(folder / "tokenizer.json"))
    # What it does not know is nowhere, but the padding is somewhere: it must not count.
    places = [at for at, group in enumerate(groups) for _ in group]
    rows = np.eye(len(groups), dtype=np.float32)[places]
    rows[0] = np.zeros(len(groups), dtype=np.float32)
    write_onnx(folder / "model.onnx", rows, inputs)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content), "utf-8")
    return folder


def write_onnx(
    path: Path, table: "np.typing.NDArray[np.float32]", inputs: Sequence[str] = INPUTS
) -> None:
    """Write a model that looks each token up in a table."""
    asked = [helper.make_tensor_value_info(name, TensorProto.INT64, ["b", "s"]) for name in inputs]
    shape = ["b", "s", table.shape[1]]
    out = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, shape)
    look_up = helper.make_node("Gather", ["table", inputs[0]], ["last_hidden_state"])
    held = [numpy_helper.from_array(table, "table")]
    graph = helper.make_graph([look_up], "meanings", asked, [out], held)
    version = [helper.make_opsetid("", 17)]
    path.parent.mkdir(parents=True, exist_ok=True)
    onnx.save(helper.make_model(graph, opset_imports=version, ir_version=9), str(path))


def pooled_by(way: str) -> Mapping[str, bool]:
    """Return what ``1_Pooling/config.json`` says."""
    return {"pooling_mode_mean_tokens": False, f"pooling_mode_{way}": True}
