"""Indexes that are kept on disk find what they found before, and only in the same lessons."""

from pathlib import Path

import pytest

from bot.content.caching import Cache
from bot.content.finding.tables.columns import Columns
from bot.content.finding.tables.flat import pack, unpack
from bot.content.folder import read_folder
from bot.content.indexes import NAME, Indexes
from bot.content.library import LessonLibrary
from bot.domain.finding import Found
from tests.content.finding_corpus import faq_lessons, term_lessons
from tests.fakes.lessons import lesson, term

LESSONS = [*read_folder(Path("lessons")).lessons.values(), *term_lessons(), *faq_lessons()]
ASKED = (
    "AI sovereignty", "soverignty ai", "ㅗㅠㅡ", "gpu", "반도체가 뭐야", "반도ㅊ", "ㅂㄷㅊ",
    "geumni", "", "why was naver exluded", "네이버 왜 제외", "bonds when rates", "found mod",
    "open", "sov", "pizza", "The Chips Behind AI", "What a GPU and an NPU do for AI sovereignty",
)  # fmt: skip


def answers(indexes: Indexes) -> list[object]:
    return [
        look(asked)
        for asked in ASKED
        for look in (
            indexes.terms.find,
            indexes.questions.find,
            indexes.titles.find,
            indexes.mentions.find,
            lambda typed: indexes.terms.complete(typed, 25),
            lambda typed: indexes.questions.complete(typed, 25),
            lambda typed: indexes.search.find(typed, 8),
        )
    ]


KINDS = ("terms", "questions", "titles", "mentions", "search")


def kept(folder: Path, kind: str) -> Path:
    (path,) = folder.glob(f"{NAME}-{kind}-*")
    return path


def test_what_was_kept_finds_the_same(tmp_path: Path) -> None:
    made = Indexes(LESSONS, Cache(tmp_path), b"these").prepare()
    assert all(kept(tmp_path, kind).stat().st_size > 1_000 for kind in KINDS)
    again = Indexes(LESSONS, Cache(tmp_path), b"these")
    assert answers(again) == answers(made) == answers(Indexes(LESSONS))


def test_an_index_is_made_when_it_is_first_asked(tmp_path: Path) -> None:
    indexes = Indexes(LESSONS, Cache(tmp_path), b"these")
    assert not list(tmp_path.iterdir())
    assert isinstance(indexes.terms.find("gpu"), Found)
    assert [path.name.split("-")[1] for path in tmp_path.iterdir()] == ["terms"]


def test_what_was_kept_is_taken_and_not_made_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    Indexes(LESSONS, cache, b"these").prepare()
    parts = Columns(unpack(cache.load(f"{NAME}-titles", b"these") or b""))
    parts["keys"] = [f"other{key}" for key in parts.texts("keys")]
    cache.save(f"{NAME}-titles", b"these", pack(parts))
    title = LESSONS[2].title
    assert isinstance(Indexes(LESSONS).titles.find(title), Found)
    assert not isinstance(Indexes(LESSONS, cache, b"these").titles.find(title), Found)


def test_other_lessons_have_an_index_of_their_own(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    Indexes(LESSONS, cache, b"these").prepare()
    others = [lesson("one", terms=[term("Zorgling")])]
    assert isinstance(Indexes(others, cache, b"others").terms.find("zorgling"), Found)
    assert not isinstance(Indexes(LESSONS, cache, b"these").terms.find("zorgling"), Found)


def test_without_a_key_nothing_is_kept(tmp_path: Path) -> None:
    Indexes(LESSONS, Cache(tmp_path)).prepare()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("place", [0, 40, 900, -1])
def test_a_damaged_index_is_made_again(tmp_path: Path, kind: str, place: int) -> None:
    made = Indexes(LESSONS, Cache(tmp_path), b"these").prepare()
    data = bytearray(kept(tmp_path, kind).read_bytes())
    data[place] ^= 0x40
    kept(tmp_path, kind).write_bytes(bytes(data))
    assert answers(Indexes(LESSONS, Cache(tmp_path), b"these")) == answers(made)


def test_an_index_that_lacks_a_part_is_made_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    made = Indexes(LESSONS, cache, b"these").prepare()
    parts = Columns(unpack(cache.load(f"{NAME}-questions", b"these") or b""))
    del parts["verbatim"]
    cache.save(f"{NAME}-questions", b"these", pack(parts))
    assert answers(Indexes(LESSONS, cache, b"these")) == answers(made)


def test_a_library_takes_what_was_kept_and_is_replaced_whole(tmp_path: Path) -> None:
    library = LessonLibrary(LESSONS, Cache(tmp_path), b"these")
    assert isinstance(library.find_term("gpu"), Found)
    library.replace([lesson("one", terms=[term("Zorgling")])], b"others")
    assert isinstance(library.find_term("zorgling"), Found)
    assert not isinstance(library.find_term("gpu"), Found)
    assert len(list(tmp_path.glob(f"{NAME}-terms-*"))) == 2


def test_what_is_asked_for_often_comes_first_in_completion() -> None:
    terms = [term("Alpha One"), term("Alpha Two"), term("Beta Alpha")]
    library = LessonLibrary([lesson("one", terms=[*terms, term("Alphabet")])])

    def completed() -> list[str]:
        return [hit.term.name for hit in library.complete_term("alpha", 25)]

    assert completed() == ["Alpha One", "Alpha Two", "Alphabet", "Beta Alpha"]
    library.favour({terms[1].id: 9, terms[2].id: 99, "gone": 5})
    assert completed() == ["Alpha Two", "Alpha One", "Alphabet", "Beta Alpha"]
    library.replace([lesson("two", terms=[*terms])])
    assert completed() == ["Alpha Two", "Alpha One", "Beta Alpha"]
