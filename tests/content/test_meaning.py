"""What is offered to a question whose words stand nowhere, by its meaning."""

from collections.abc import Sequence
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.caching import Cache
from bot.content.finding.questions import FaqIndex
from bot.content.library import LessonLibrary
from bot.content.meaning.folder import read_model_folder
from bot.content.meaning.languages import language_of
from bot.content.meaning.nearness import MOST, Nearness
from bot.content.meaning.probes import PROBES
from bot.content.meaning.understanding import Understanding
from bot.content.meaning.vectors import StoppedError, VectorStore
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import FaqHit, Lesson
from bot.settings import values
from tests.fakes.lessons import entry, lesson
from tests.fakes.meanings import write_model
from tests.fakes.models import CountingModel

NAVER = entry("Why was Naver excluded?", "It used modules from abroad.")
CHIPS = entry("Which semiconductors sell best?", "Those for memory.")
BREAD = entry("How long does dough rest?", "An hour.")
KOREAN = entry("반도체 수출이 왜 늘었나요?", "인공지능 때문에요.")
LESSONS = (
    lesson("naver", date="2026-01-02", faq=[NAVER, CHIPS]),
    lesson("bread", date="2026-01-03", faq=[BREAD, KOREAN]),
)
OWN_WORDS = "the portal got kicked"
"""A question of which no word stands in a lesson."""
NASTIES = ("", " ", "\ud800", "네" * 6000, "a" * 6000, "\0", "naver " * 1000, "İ" * 300, "?!…")


def understanding(folder: Path, *languages: str) -> Understanding:
    model = read_model_folder(write_model(folder / "model"))
    return Understanding(model, languages or ("en",), Cache(folder / "cache"))


def library(folder: Path, *languages: str, lessons: Sequence[Lesson] = LESSONS) -> LessonLibrary:
    made = LessonLibrary(lessons, understanding=understanding(folder, *languages))
    made.prepare()
    return made


def offered(finding: Finding[FaqHit]) -> list[str]:
    assert isinstance(finding, Unsure), finding
    return [hit.entry.question for hit in finding.hits]


def test_what_means_the_same_in_other_words_is_offered_and_not_answered(tmp_path: Path) -> None:
    assert LessonLibrary(LESSONS).find_answer(OWN_WORDS) == NotFound()
    assert offered(library(tmp_path).find_answer(OWN_WORDS)) == [NAVER.question]


def test_an_answer_s_own_words_count_too(tmp_path: Path) -> None:
    assert offered(library(tmp_path).find_answer("export")) == [NAVER.question]


def test_what_is_sure_by_its_words_stays_sure(tmp_path: Path) -> None:
    finding = library(tmp_path).find_answer("why was naver excluded")
    assert isinstance(finding, Found)
    assert finding.hit.entry == NAVER


def test_what_is_near_by_words_and_meaning_comes_first(tmp_path: Path) -> None:
    words = "does the portal rest?"
    assert offered(LessonLibrary(LESSONS).find_answer(words))[0] == BREAD.question
    assert offered(library(tmp_path).find_answer(words))[0] == NAVER.question
    assert BREAD.question in offered(library(tmp_path).find_answer(words))


def test_where_nothing_is_about_it_nothing_is_offered_for_a_word(tmp_path: Path) -> None:
    words = "how long until the train"
    assert BREAD.question in offered(LessonLibrary(LESSONS).find_answer(words))
    assert library(tmp_path).find_answer(words) == NotFound()


def test_a_language_that_the_model_does_not_know_is_found_by_words_alone(tmp_path: Path) -> None:
    words = "네이버가 왜 쫓겨났나요 수출"
    by_words = LessonLibrary(LESSONS).find_answer(words)
    assert library(tmp_path).find_answer(words) == by_words
    knowing = library(tmp_path, "en", "ko")
    assert offered(knowing.find_answer("쫓겨났나요"))[0] == NAVER.question


def test_no_more_is_offered_than_is_shown(tmp_path: Path) -> None:
    many = [entry(f"Was naver number {word} dropped?") for word in "abcdefgh"]
    found = library(tmp_path, lessons=[lesson("many", faq=many)]).find_answer("portal excluded")
    assert len(offered(found)) == MOST


def test_without_questions_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert library(tmp_path, lessons=[lesson("empty")]).find_answer(OWN_WORDS) == NotFound()


def test_until_it_is_worked_out_words_count(tmp_path: Path) -> None:
    made = LessonLibrary(LESSONS, understanding=understanding(tmp_path))
    assert made.find_answer(OWN_WORDS) == NotFound()
    made.prepare()
    assert offered(made.find_answer(OWN_WORDS)) == [NAVER.question]


def test_lessons_that_take_the_place_of_others_are_understood(tmp_path: Path) -> None:
    made = library(tmp_path, lessons=[lesson("bread", faq=[BREAD])])
    assert made.find_answer(OWN_WORDS) == NotFound()
    made.replace(LESSONS)
    assert offered(made.find_answer(OWN_WORDS)) == [NAVER.question]


def test_a_model_that_fails_leaves_the_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    failing = understanding(tmp_path)
    (tmp_path / "model" / "model.onnx").write_bytes(b"damaged")
    made = LessonLibrary(LESSONS, understanding=failing)
    made.prepare()
    assert isinstance(made.find_answer("why was naver excluded"), Found)
    assert "The sentence-embedding model in" in caplog.text


def test_a_model_that_fails_at_a_question_leaves_the_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    model, hits = CountingModel(tmp_path), FaqIndex(LESSONS).entries()
    made = Nearness(hits, store_of(model, tmp_path), ("en",))
    model.fails = True
    assert made.join("something private", NotFound()) == NotFound()
    assert "what a question means could not be told" in caplog.text
    assert "private" not in caplog.text


def store_of(model: CountingModel, folder: Path, key: bytes = b"model") -> VectorStore:
    return VectorStore(model, Cache(folder / "cache"), key, Event())


def test_each_text_is_worked_out_once_and_kept_for_the_next_start(tmp_path: Path) -> None:
    model = CountingModel(tmp_path)
    hits = FaqIndex(LESSONS).entries()
    first = Nearness(hits, store_of(model, tmp_path), ("en",))
    told = list(model.texts)
    assert {NAVER.question, NAVER.answer, CHIPS.question, *PROBES["en"]} <= set(told)
    assert KOREAN.question not in told
    assert len(told) == len(set(told))
    again = Nearness(hits, store_of(model, tmp_path), ("en",))
    assert model.texts == told
    assert again.join(OWN_WORDS, NotFound()) == first.join(OWN_WORDS, NotFound())
    # Another model knows nothing of it.
    Nearness(hits, store_of(model, tmp_path, b"another"), ("en",))
    assert len(model.texts) == 2 * len(told)


def test_of_lessons_that_change_only_the_new_texts_are_worked_out(tmp_path: Path) -> None:
    model = CountingModel(tmp_path)
    store = store_of(model, tmp_path)
    rows = store.of(["naver", "chips", "naver"])
    assert (rows[0] == rows[2]).all()
    assert sorted(model.texts) == ["chips", "naver"]
    store.of(["chips", "export"])
    assert model.texts[2:] == ["export"]
    # What went is forgotten, on disk as well.
    assert store_of(model, tmp_path).of(["chips", "export", "naver"]).shape == (3, 5)
    assert model.texts[3:] == ["naver"]


def test_stopped_in_the_middle_it_keeps_what_it_has(tmp_path: Path) -> None:
    model = CountingModel(tmp_path)
    texts = [f"naver {number}" for number in range(100)]
    stopping = Event()
    model.enough, model.on_enough = 40, stopping.set
    store = VectorStore(model, Cache(tmp_path / "cache"), b"model", stopping)
    with pytest.raises(StoppedError):
        store.of(texts)
    done = len(model.texts)
    assert 40 <= done < 100
    store_of(model, tmp_path).of(texts)
    assert len(model.texts) == 100


def test_a_stopped_understanding_leaves_the_words(tmp_path: Path) -> None:
    stopped = understanding(tmp_path)
    made = LessonLibrary(LESSONS, understanding=stopped)
    made.stop()
    made.prepare()
    assert made.find_answer(OWN_WORDS) == NotFound()


@pytest.mark.parametrize("damage", [b"", b"\xff" * 40], ids=["empty", "noise"])
def test_a_cache_that_makes_no_sense_is_made_anew(tmp_path: Path, damage: bytes) -> None:
    model = CountingModel(tmp_path)
    store_of(model, tmp_path).of(["naver"])
    Cache(tmp_path / "cache").save("meanings", b"model", damage)
    assert store_of(model, tmp_path).of(["naver"]).shape == (1, 5)
    assert model.texts == ["naver", "naver"]


@pytest.fixture(scope="module")
def knowing(tmp_path_factory: pytest.TempPathFactory) -> LessonLibrary:
    return library(tmp_path_factory.mktemp("meaning"), "en", "ko")


@given(st.text() | st.sampled_from(NASTIES))
def test_whatever_is_asked_there_is_an_answer(knowing: LessonLibrary, words: str) -> None:
    finding = knowing.find_answer(words)
    if isinstance(finding, Unsure):
        assert 0 < len(finding.hits) <= MOST


def test_languages_are_told_by_their_letters() -> None:
    asked = ("What is HBM?", "HBM이 뭐예요?", "为什么?", "42", "Ｎａｖｅｒ", "élève", "네이버")
    assert [language_of(text) for text in asked] == ["en", "ko", "", "", "en", "en", "ko"]


def test_the_settings_know_the_languages_that_there_are_questions_in() -> None:
    assert tuple(PROBES) == values.LANGUAGES
    for language, probes in PROBES.items():
        assert {language_of(probe) for probe in probes} == {language}
