"""A model at work, with the real libraries."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.content.meaning.folder import LENGTH, POOLING, read_model_folder
from bot.content.meaning.model import AT_ONCE, SentenceModel, Vectors
from bot.errors import ModelUnusable
from tests.fakes.meanings import pooled_by, write_model, write_onnx

LONG = "naver chips export " * 40


def model_in(folder: Path) -> SentenceModel:
    return SentenceModel(read_model_folder(folder))


def rows(model: SentenceModel, *texts: str) -> Vectors:
    found: dict[int, Vectors] = {}
    for places, vectors in model.of_texts(texts):
        found.update(zip(places, vectors, strict=True))
    return np.array([found[place] for place in range(len(texts))])


@pytest.mark.parametrize("fixed", [0, 64])
def test_a_text_means_the_same_alone_and_among_longer_ones(tmp_path: Path, fixed: int) -> None:
    model = model_in(write_model(tmp_path, fixed=fixed))
    among = rows(model, LONG, "naver dropped", "naver")
    assert among[1] == pytest.approx(model.of_question("the portal was excluded"))
    assert among[2] == pytest.approx(rows(model, "portal")[0])


def test_each_of_many_texts_gets_its_own_row_of_length_one(tmp_path: Path) -> None:
    model = model_in(write_model(tmp_path))
    texts = ["naver " * (place % 7 + 1) + "chips" for place in range(3 * AT_ONCE + 1)]
    among = rows(model, *texts)
    assert np.linalg.norm(among, axis=1) == pytest.approx(1)
    for place in (0, 40, 96):
        assert among[place] == pytest.approx(model.of_question(texts[place]))


def test_what_it_knows_nothing_of_is_near_to_nothing(tmp_path: Path) -> None:
    model = model_in(write_model(tmp_path))
    for text in ("bread", "", "\ud800", "\0" * 3, "네" * 6000):
        assert not model.of_question(text).any()


def test_pooled_by_the_first_token_the_others_do_not_count(tmp_path: Path) -> None:
    model = model_in(write_model(tmp_path, files={POOLING: pooled_by("cls_token")}))
    assert model.of_question("chips naver") == pytest.approx(model.of_question("chips"))
    assert model.of_question("naver chips") != pytest.approx(model.of_question("chips"))


def test_what_is_said_before_a_question_or_a_text_is_read_too(tmp_path: Path) -> None:
    folder = write_model(tmp_path)
    plain = SentenceModel(read_model_folder(folder))
    prompted = SentenceModel(
        replace(read_model_folder(folder), before_question="naver ", before_text="chips ")
    )
    assert prompted.of_question("export") == pytest.approx(plain.of_question("naver export"))
    assert rows(prompted, "export")[0] == pytest.approx(plain.of_question("chips export"))


def test_of_a_text_no_more_is_read_than_it_was_made_for(tmp_path: Path) -> None:
    folder = write_model(tmp_path, files={LENGTH: {"max_seq_length": 2}})
    model = model_in(folder)
    assert model.of_question("naver naver chips") == pytest.approx(model.of_question("naver"))


def test_a_model_may_want_less_than_all_there_is(tmp_path: Path) -> None:
    model = model_in(write_model(tmp_path, inputs=("input_ids", "attention_mask")))
    assert model.of_question("naver").any()


def test_a_model_that_wants_what_there_is_not_is_refused(tmp_path: Path) -> None:
    folder = write_model(tmp_path, inputs=("input_ids", "pixel_values"))
    with pytest.raises(ModelUnusable, match="can't be used: it wants pixel_values"):
        model_in(folder)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_a_damaged_file_is_no_model(tmp_path: Path, name: str) -> None:
    folder = write_model(tmp_path)
    (folder / name).write_bytes(b"damaged")
    with pytest.raises(ModelUnusable, match=r"can't be used: .+ Take another, or export it anew"):
        model_in(folder)


def test_a_vocabulary_larger_than_the_table_is_an_error_at_the_first_text(tmp_path: Path) -> None:
    folder = write_model(tmp_path)
    write_onnx(folder / "model.onnx", np.eye(2, dtype=np.float32))
    with pytest.raises(Exception, match="indices element out of data bounds"):
        model_in(folder).of_question("naver")
