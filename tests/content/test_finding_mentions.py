"""Which terms somebody's message mentions."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.finding.language.written import tokens_of
from bot.content.finding.mentions import Mentions
from bot.content.folder import read_folder
from bot.content.library import LessonLibrary
from bot.domain.lesson import Lesson, Term
from tests.content.finding_corpus import term_lessons
from tests.fakes.lessons import lesson, term

TERMS = [
    term("AI", "", "artificial intelligence", "인공지능"),
    term("AI Sovereignty", "", "sovereign AI", "소버린 AI", "AI 주권"),
    term("National AI", "", "국가대표 AI"),
    term("Open-Source AI", "", "오픈소스 AI"),
    term("Foundation Model", "", "FM", "파운데이션 모델"),
    term("Data Center", "", "data centre", "데이터센터"),
    term("Pre-training", "", "사전 학습"),
    term("Information Technology", "", "IT"),
    term("United States", "", "US"),
    term("Investment", "", "투자"),
    term("Share", "", "주"),
    term("GPU", ""),
    term("GPT-4", ""),
    term("C", ""),
    term("C++", ""),
    term("R&D", "", "연구·개발"),
    term("Supervised Learning"),
    term("Blockchain"),
    term("Together"),
    term("NAVER"),
    term("The Cloud"),
    term("Node.js"),
    term("Yes, Minister"),
    term("Window"),
    term("Windows"),
    term("Café"),
]
MENTIONS = Mentions([lesson("one", terms=TERMS)])


def names(text: str, mentions: Mentions = MENTIONS) -> list[str]:
    return [hit.term.name for hit in mentions.find(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("What a nice day!", []),
        ("Is AI sovereignty real?", ["AI Sovereignty"]),
        ("AI sovereignty needs AI.", ["AI Sovereignty", "AI"]),
        ("AI first, then AI SOVEREIGNTY, then AI", ["AI", "AI Sovereignty"]),
        ("sovereign ai and open source ai", ["AI Sovereignty", "Open-Source AI"]),
        ("opensource AI, open‑source AI", ["Open-Source AI"]),
        ("national AI sovereignty", ["AI Sovereignty"]),
        ("pretraining, pre training, Pre-Training", ["Pre-training"]),
        ("data centers, datacentres and a data center's roof", ["Data Center"]),
        ("the data\ncenter", ["Data Center"]),
        ("FMs and GPUs' heat", ["Foundation Model", "GPU"]),
        ("NAVER's and Naver’s", ["NAVER"]),
        ("a window", ["Window"]),
        ("windows", ["Windows"]),
        ("C++, not C.", ["C++", "C"]),
        ("GPT-4 and gpt 4", ["GPT-4"]),
        ("R & D", ["R&D"]),
        ("node.js!", ["Node.js"]),
        ("a A.I. and U.S. affair", ["AI", "United States"]),
        ("“AI”; ‘GPU’ (FM)", ["AI", "GPU", "Foundation Model"]),
        ("block chain", ["Blockchain"]),
        ("in clouds, a cloud", ["The Cloud"]),
        ("CAFE\u0301", ["Café"]),
        ("AI-based, non-AI, AI/GPU, #AI", ["AI", "GPU"]),
        ("Yes, Minister was fun", ["Yes, Minister"]),
    ],
)
def test_a_term_is_found_however_it_is_written(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("소버린 AI는 중요해요", ["AI Sovereignty"]),
        ("소버린AI를 국가대표AI로", ["AI Sovereignty", "National AI"]),
        ("국가대표 AI를 뽑는다", ["National AI"]),
        ("국가 대표 AI에서", ["National AI"]),
        ("AI주권의 뜻", ["AI Sovereignty"]),
        ("인공지능은, 인공 지능이", ["AI"]),
        ("국산AI도 AI기업도", ["AI"]),
        ("파운데이션모델들에서는", ["Foundation Model"]),
        ("파운데이션 모델이에요", ["Foundation Model"]),
        ("데이터센터로서", ["Data Center"]),
        ("데이터 센터인가요?", ["Data Center"]),
        ("사전 학습된 모델, 사전학습하는", ["Pre-training"]),
        ("투자가 늘었다", ["Investment"]),
        ("연구·개발과", ["R&D"]),
        ("GPUㅋㅋ", ["GPU"]),
        ("IT 기업이 US에서", ["Information Technology", "United States"]),
        ("한 주 샀어요", ["Share"]),
        ("주가, 주는, 주로", []),
        ("파운데이션모델링", []),
        ("데이터센터장", []),
        ("재투자", []),
        ("모르는데이터센터", []),
        ("C는 C++보다", ["C", "C++"]),
    ],
)
def test_korean_is_found_with_what_is_attached_to_it(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "maintain it for us",
        "ai, gpu and fm in small letters",
        "It is up to Us. Ai!",
        "LOOK AT IT! GIVE US MORE",
        "IT IS GREAT",
        "Its: let's take it",
        "OpenAI, Character.AI, x_AI_y",
        "GPT-4.5 or GPT-45 or GPT-4o",
        "C-3PO, vitamin-C, C&A, C# and 'C4'",
        "as, As, cs",
        "semi-supervised learning and unsupervised learning",
        "to get her home",
        "A I",
        "Data. Center",
        "the data (center)",
        "data, center",
        "data - center",
        "https://example.com/data-center?q=AI www.AI.com/GPU [x](https://a.b/GPU)",
        "write to AI@cloud.com or see github.com/node.js/GPU",
        "<:AI:123456789012345678> <a:GPU:1> <@1234> </AI:12> <#1>",
        "windowsill",
    ],
)
def test_nothing_is_found_within_something_else(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    ["**AI** chips", "`AI`", "||AI||", "__*AI*__", "~~AI~~", "[AI](https://x.y)", "> AI", "_AI_는"],
)
def test_markdown_hides_nothing(text: str) -> None:
    assert names(text) == ["AI"]


def test_a_text_in_capitals_has_acronyms_but_no_everyday_words() -> None:
    assert names("WHAT IS IT WITH AI AND GPUS?") == ["AI", "GPU"]


def test_of_one_term_in_several_lessons_the_newest_is_meant() -> None:
    old = lesson("old", date="2026-01-01", terms=[term("Mercury", "A planet.", "수성")])
    new = lesson("new", date="2026-02-01", terms=[term("mercury", "A metal.")])
    for lessons in ([old, new], [new, old]):
        for text in ("Mercury", "수성은"):
            hits = Mentions(lessons).find(text)
            assert [(hit.term.short, hit.lesson.id) for hit in hits] == [("A metal.", "new")]


def test_a_renamed_term_is_found_by_both_names_and_stands_once() -> None:
    old = lesson("old", date="2026-01-01", terms=[Term("Wireless", "Old.", id="radio")])
    new = lesson("new", date="2026-02-01", terms=[Term("Radio", "New.", id="radio")])
    assert names("wireless or radio", Mentions([old, new])) == ["Radio"]


def test_an_alias_of_two_terms_finds_both_and_a_name_beats_an_alias() -> None:
    both = [term("Foundation Model", "", "FM"), term("Radio", "", "FM"), term("Wave", "", "Radio")]
    mentions = Mentions([lesson("one", terms=both)])
    assert names("FM", mentions) == ["Foundation Model", "Radio"]
    assert names("radio", mentions) == ["Radio"]


def test_of_names_that_overlap_the_longest_is_meant() -> None:
    chain = [term("Deep Sea"), term("Sea Level Rise"), term("Rise Time")]
    assert names("deep sea level rise time", Mentions([lesson("one", terms=chain)])) == [
        "Sea Level Rise"
    ]


def shipped() -> list[Lesson]:
    return list(read_folder(Path("lessons")).lessons.values())


def test_every_name_is_found_in_the_texts_of_the_lessons_it_stands_in() -> None:
    library = LessonLibrary(shipped())
    seen = 0
    for one in library.lessons():
        for entry in one.terms:
            text = " ".join((entry.short, *entry.details))
            for name in (entry.name, *entry.aliases):
                if f" {name.casefold()} " in f" {text.casefold()} " and not name.isupper():
                    seen += 1
                    assert entry in [hit.term for hit in library.terms_in(text)], name
    assert seen > 5


@pytest.mark.parametrize("lessons", [shipped(), list(term_lessons())], ids=["shipped", "corpus"])
@pytest.mark.parametrize("around", ["{}", "I like {}, really.", "**{}**!", "“{}”", "{}: what?"])
def test_every_name_and_alias_is_found_where_it_stands(lessons: list[Lesson], around: str) -> None:
    mentions = Mentions(lessons)
    for one in lessons:
        for entry in one.terms:
            for name in (entry.name, *entry.aliases):
                assert entry in [hit.term for hit in mentions.find(around.format(name))], name


PIECES = st.sampled_from(
    [name for one in TERMS for name in (one.name, *one.aliases)]
    + [
        *" -.,'’`*|_@<>()[]:/+#\n",
        "s",
        "는",
        "들",
        "에서",
        "IT",
        "https://",
        "\u202e",
        "\ud800",
        "ㅋ",
    ]
)
TEXTS = st.lists(PIECES, max_size=40).map("".join) | st.text(st.characters(), max_size=4000)


def folded(text: str) -> str:
    return "".join(token.folded for token in tokens_of(text))


@settings(max_examples=300)
@given(TEXTS)
def test_any_text_can_be_asked_and_what_is_found_is_there(text: str) -> None:
    hits = MENTIONS.find(text)
    there = folded(text)
    assert len({hit.term.id for hit in hits}) == len(hits)
    for hit in hits:
        spelled = (hit.term.name.removeprefix("The "), *hit.term.aliases)
        assert any(folded(name) in there for name in spelled), hit.term.name


@pytest.mark.parametrize(
    "text",
    [
        "a" * 4000,
        "a " * 2000,
        "AI " * 1333,
        "a." * 2000,
        "<" * 4000,
        "가" * 4000,
        "A\u0301\u0316" * 1300,
        "소버린 " * 1000,
        "@a-" * 1300,
        "a.b/" * 1000,
        "\ud800\u202e" * 2000,
        "﷽" * 4000,
    ],
    ids=range(12),
)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    MENTIONS.find(text)
    assert time.perf_counter() - start < 1
