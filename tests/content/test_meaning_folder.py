"""What a model's folder says of it, and what is said of a folder that won't do."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.content.meaning.folder import LENGTH, LONGEST, MODULES, POOLING, PROMPTS, read_model_folder
from bot.errors import ModelUnusable
from tests.fakes.meanings import pooled_by, write_model


def test_a_bare_folder_is_pooled_by_the_mean(tmp_path: Path) -> None:
    read = read_model_folder(write_model(tmp_path))
    assert (read.onnx, read.tokenizer) == (tmp_path / "model.onnx", tmp_path / "tokenizer.json")
    assert (read.pooling, read.longest) == ("mean", LONGEST)
    assert (read.before_question, read.before_text) == ("", "")


def test_the_model_may_be_in_a_folder_of_its_own(tmp_path: Path) -> None:
    write_model(tmp_path)
    (tmp_path / "onnx").mkdir()
    (tmp_path / "model.onnx").rename(tmp_path / "onnx" / "model.onnx")
    assert read_model_folder(tmp_path).onnx == tmp_path / "onnx" / "model.onnx"


@pytest.mark.parametrize(
    ("way", "pooling"), [("mean_tokens", "mean"), ("cls_token", "cls")], ids=["mean", "cls"]
)
def test_it_is_pooled_as_it_says(tmp_path: Path, way: str, pooling: str) -> None:
    folder = write_model(tmp_path, files={POOLING: pooled_by(way)})
    assert read_model_folder(folder).pooling == pooling


@pytest.mark.parametrize("texts", ["passage", "document"])
def test_what_it_wants_to_see_before_a_text_is_taken_from_it(tmp_path: Path, texts: str) -> None:
    prompts = {"query": "query: ", texts: "text: "}
    folder = write_model(
        tmp_path,
        files={PROMPTS: {"prompts": prompts}, LENGTH: {"max_seq_length": 512}},
    )
    read = read_model_folder(folder)
    assert (read.before_question, read.before_text, read.longest) == ("query: ", "text: ", 512)


def test_settings_of_a_strange_kind_count_as_not_there(tmp_path: Path) -> None:
    folder = write_model(
        tmp_path,
        files={
            MODULES: ["what", {"type": 3}],
            PROMPTS: ["what"],
            LENGTH: {"max_seq_length": "long"},
        },
    )
    read = read_model_folder(folder)
    assert (read.before_question, read.longest) == ("", LONGEST)


def _without(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def _with(name: str, content: object) -> Callable[[Path], object]:
    return lambda folder: write_model(folder, files={name: content})


def _broken(folder: Path) -> None:
    (folder / "modules.json").write_text("{", "utf-8")


DENSE = [{"type": "sentence_transformers.models.Transformer"}, {"type": "a.Dense"}]
FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "no folder": (shutil.rmtree, "there is no such folder"),
    "no model": (_without("model.onnx"), "it has no model.onnx and no onnx/model.onnx"),
    "no tokenizer": (_without("tokenizer.json"), "it has no tokenizer.json"),
    "a layer": (_with(MODULES, DENSE), "it needs a layer Dense"),
    "a way of pooling": (
        _with(POOLING, pooled_by("max_tokens")),
        "it pools by pooling_mode_max_tokens",
    ),
    "no way of pooling": (
        _with(POOLING, {"pooling_mode_mean_tokens": False}),
        "it pools by nothing",
    ),
    "no JSON": (_broken, "modules.json can't be read"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_folder_that_won_t_do_is_told_with_what_and_why(tmp_path: Path, name: str) -> None:
    spoil, why = FAULTS[name]
    folder = write_model(tmp_path / "model")
    spoil(folder)
    with pytest.raises(ModelUnusable) as caught:
        read_model_folder(folder)
    said = str(caught.value)
    assert said.startswith(f"The sentence-embedding model in {folder} can't be used: {why}")
    assert said.endswith("Without HOMEROOM_SEMANTIC_MODEL questions are found by their words.")


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    folder = write_model(tmp_path)
    with pytest.raises(ModelUnusable) as caught:
        read_model_folder(folder, ("numpy", "no_such_library"))
    assert "no_such_library is not installed" in str(caught.value)
    assert 'pip install "homeroom[semantic]"' in str(caught.value)
