"""Search: what is found for which words, in what order, with which line."""

import datetime as dt
import random
from dataclasses import replace

import pytest

from bot.content.finding.searching.search import SearchIndex
from bot.domain.lesson import (
    FaqEntry,
    FaqHit,
    Group,
    KeyIssue,
    Lesson,
    News,
    Points,
    Section,
    Term,
    TermHit,
)
from bot.domain.search import Match, Matches
from tests.fakes.lessons import entry, lesson, term

CHIPS = Lesson(
    id="chips",
    track="tech",
    title="How Chips Are Made",
    key_points=("A chip begins as sand.", "Excluding dust is half the work."),
    date=dt.date(2026, 1, 15),
    news=News("A new plant opens in Icheon", ("It will bake wafers.",), "Factories"),
    definition=("A wafer is a slice of silicon. Light draws on it.",),
    why_it_matters=("Whoever makes lithography machines decides.",),
    sections=(
        Section("From sand to slice", (Group("Melting", (Points("Heat:", ("Quartz melts.",)),)),)),
        Section("Drawing", (Group("Masks", (Points("", ("A stencil for light.",)),)),)),
    ),
    key_issues=(KeyIssue("It takes a river.", "Water"), KeyIssue("Nobody counts the helium.")),
    terms=(
        Term(
            "Foundry", "A maker of chips that others drew.", ("It owns the ovens.",), ("fab",), "t1"
        ),
        Term("NPU", "A chip for C++ people.", id="t2"),
    ),
    faq=(
        FaqEntry(
            "Why are chips dear?",
            "The machines are.",
            ("Very much so: nobody else builds them.",),
            "f1",
            ("What makes a processor cost so much?",),
        ),
    ),
)
MODELS = Lesson(
    id="models",
    track="ko",
    title="언어모델은 어떻게 배우나",
    key_points=("모델은 글을 읽고 배워요.", "인공 지능은 짐작을 잘해요."),
    date=dt.date(2026, 1, 20),
    language="ko",
    definition=("네이버는 언어모델을 직접 만들어요. AI는 데이터로 배워요.",),
    terms=(
        Term(
            "소버린 AI",
            "나라가 스스로 갖춘 인공지능이에요.",
            ("AI 주권은 자립의 문제예요.",),
            (),
            "k1",
        ),
    ),
    faq=(FaqEntry("네이버는 왜 탈락했나요?", "중국 기술을 썼기 때문이에요.", id="k2"),),
)
INDEX = SearchIndex([CHIPS, MODELS])


def find(words: str, limit: int = 8, index: SearchIndex = INDEX) -> list[Match]:
    return list(index.find(words, limit).best)


def name(match: Match) -> str:
    match match.hit:
        case TermHit(found):
            return found.name
        case FaqHit(found):
            return found.question
        case Lesson() as found:
            return found.title


def names(words: str) -> list[str]:
    return [name(match) for match in find(words)]


def marked(match: Match) -> list[str]:
    return [match.line[start:end] for start, end in match.marks]


@pytest.mark.parametrize(
    ("words", "line", "part"),
    [
        ("Icheon", "A new plant opens in Icheon", ""),
        ("factory", "Factories", "start"),
        ("baking wafer", "It will bake wafers.", "start"),
        ("silicon slice", "A wafer is a slice of silicon. Light draws on it.", "start"),
        ("lithography", "Whoever makes lithography machines decides.", "start"),
        ("exclusion", "Excluding dust is half the work.", ""),
        ("melting", "Melting", "section-1"),
        ("quartz", "Quartz melts.", "section-1"),
        ("stencil", "A stencil for light.", "section-2"),
        ("river", "Water: It takes a river.", "issues"),
        ("helium", "Nobody counts the helium.", "issues"),
    ],
)
def test_every_part_of_a_lesson_is_found_and_named(words: str, line: str, part: str) -> None:
    match = find(words)[0]
    assert (match.hit, match.line, match.part) == (CHIPS, line, part)


@pytest.mark.parametrize(
    ("words", "found", "line"),
    [
        ("foundry", "Foundry", "A maker of chips that others drew."),
        ("fab", "Foundry", "fab"),
        ("ovens", "Foundry", "It owns the ovens."),
        ("chips dear", "Why are chips dear?", "The machines are."),
        ("nobody builds", "Why are chips dear?", "Very much so: nobody else builds them."),
        ("processor cost", "Why are chips dear?", "What makes a processor cost so much?"),
        ("C++", "NPU", "A chip for C++ people."),
    ],
)
def test_terms_and_questions_are_found_by_all_they_say(words: str, found: str, line: str) -> None:
    match = find(words)[0]
    assert (name(match), match.line) == (found, line)


def test_a_lesson_is_found_by_its_title_and_the_line_is_its_first() -> None:
    match = find("how chips are made")[0]
    assert (match.hit, match.line, marked(match)) == (CHIPS, "A chip begins as sand.", ["chip"])


@pytest.mark.parametrize(
    ("words", "found", "shown"),
    [
        ("네이버가", "네이버는 왜 탈락했나요?", []),
        ("언어모델을", "언어모델은 어떻게 배우나", ["언어모델"]),
        ("소버린", "소버린 AI", []),
        ("주권", "소버린 AI", ["주권"]),
        ("데이터", "언어모델은 어떻게 배우나", ["데이터"]),
    ],
)
def test_korean_is_found_without_its_particles_and_marked_without_them(
    words: str, found: str, shown: list[str]
) -> None:
    match = find(words)[0]
    assert (name(match), marked(match)) == (found, shown)


def test_a_korean_word_is_found_within_a_longer_one() -> None:
    assert "언어모델은 어떻게 배우나" in names("언어")


def test_words_written_as_one_are_found_apart_and_the_other_way_round() -> None:
    assert names("인공지능") == ["소버린 AI"]
    assert find("짐작지능")[0].line == "인공 지능은 짐작을 잘해요."
    assert names("언어 모델")[0] == "언어모델은 어떻게 배우나"


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("lithografy", "Whoever makes lithography machines decides."),
        ("silcon", "A wafer is a slice of silicon. Light draws on it."),
        ("stensil", "A stencil for light."),
        ("네이벼", "네이버는 언어모델을 직접 만들어요. AI는 데이터로 배워요."),
    ],
)
def test_a_slip_in_a_longer_word_is_forgiven(typed: str, line: str) -> None:
    assert line in [match.line for match in find(typed)]


@pytest.mark.parametrize("typed", ["fob", "NPV", "c--", "수박"])
def test_a_short_word_or_another_word_is_no_slip(typed: str) -> None:
    assert find(typed) == []


def test_the_last_word_may_be_half_typed_and_the_others_not() -> None:
    assert find("slice of silic")[0].line == "A wafer is a slice of silicon. Light draws on it."
    assert INDEX.find("light sten", 8).whole
    assert not INDEX.find("sten light", 8).whole


def test_in_quotes_words_must_follow_one_another() -> None:
    assert names("light draws") == names('"light draws"') == ["How Chips Are Made"]
    assert find('"draws light"') == []
    assert marked(find('"LIGHT-draws"')[0]) == ["Light draws"]
    assert find('"ight draws"') == find('"light draw"') == []


def test_a_korean_phrase_may_have_a_particle_after_it() -> None:
    for quoted in ("“AI 주권”", '"AI 주권"', "「AI 주권」"):
        match = find(quoted)[0]
        assert (name(match), marked(match)) == ("소버린 AI", ["AI 주권"])
    assert find('"주권 AI"') == []


def test_a_phrase_does_not_go_on_in_the_next_line() -> None:
    assert find('"sand excluding"') == []


def test_a_word_beside_a_phrase_need_not_be_there_but_it_is_said_if_it_is_not() -> None:
    for beside, whole in (("quartz", True), ("네이버", False)):
        found = INDEX.find(f'"light draws" {beside}', 8)
        assert ([name(one) for one in found.best], found.whole) == (["How Chips Are Made"], whole)


def test_what_has_every_word_leaves_out_what_has_but_one() -> None:
    found = INDEX.find("foundry ovens", 8)
    assert ([name(one) for one in found.best], found.total, found.whole) == (["Foundry"], 1, True)


def test_if_nothing_has_every_word_what_has_most_is_found_and_said_to_be_so() -> None:
    found = INDEX.find("foundry dinosaurs", 8)
    assert ([name(one) for one in found.best], found.whole) == (["Foundry"], False)


def test_a_name_counts_more_than_a_mention_and_often_more_than_once() -> None:
    lessons = [
        lesson("one", terms=[term("Ox", "An animal.", "cow")]),
        lesson("two", terms=[term("Plough", "An ox draws it.")]),
        lesson("three", terms=[term("Cart", "An ox draws it. So it needs an ox.")]),
    ]
    found = find("ox", index=SearchIndex(lessons))
    assert [name(match) for match in found] == ["Ox", "Cart", "Plough"]


def test_of_equals_the_newest_comes_first() -> None:
    lessons = [
        replace(lesson(f"l{day}", date=f"2026-01-{day}"), title="Tides") for day in (11, 13, 12)
    ]
    found = [match.hit for match in find("tides", index=SearchIndex(lessons))]
    assert found == [lessons[1], lessons[2], lessons[0]]


def test_of_entries_with_one_id_only_the_newest_is_shown() -> None:
    old = lesson("old", date="2025-01-01", terms=[term("Ox", "Slow.")])
    new = lesson("new", date="2026-01-01", terms=[term("Ox", "Strong.")])
    found = SearchIndex([new, old]).find("ox", 8)
    assert [match.line for match in found.best] == ["Strong."]
    assert found.total == 1


def test_no_more_is_shown_than_asked_for_and_all_are_counted() -> None:
    many = [lesson(f"l{n}", terms=[term(f"Ox {n}")]) for n in range(30)]
    index = SearchIndex(many)
    found = index.find("ox", 5)
    assert (len(found.best), found.total) == (5, 30)
    assert [m.hit for m in index.find("ox", 20).best][:5] == [m.hit for m in found.best]
    assert index.find("ox", 0).best == index.find("ox", -1).best == ()


def test_common_words_only_order_what_rare_ones_found() -> None:
    oxen = [FaqEntry(f"Ox {n}?", "An ox that is big.", id=str(n)) for n in range(31_000)]
    many = lesson("many", faq=oxen)
    rare = lesson("rare", faq=[entry("Which ox?", "A big unicorn of an ox.")])
    index = SearchIndex([many, rare])
    assert [name(one) for one in index.find("big unicorn ox", 3).best] == ["Which ox?"]
    assert len(index.find("big ox", 3).best) == 3


@pytest.mark.parametrize(
    "words", ["", " ", "?!", "what is the", "왜", '""', '"', '"?"', "😀", "\ud800"]
)
def test_words_that_say_nothing_find_nothing(words: str) -> None:
    assert INDEX.find(words, 8) == Matches((), 0, whole=INDEX.find(words, 8).whole)


def test_nothing_is_found_where_there_are_no_lessons() -> None:
    empty = SearchIndex([])
    assert empty.find("chips", 8).best == ()
    assert SearchIndex([], SearchIndex.columns_of([])).find("chips", 8).best == ()


def hostile() -> list[str]:
    letters = [
        *"aAé ㄱ가힣각네이버\"“「」'#+*(\\[.\n\0",
        "\ud800",
        "\U0001f600",
        "\u0301",
        "İ",
        "ß",
        "﷽",
    ]
    chance = random.Random(7)  # noqa: S311
    made = ["".join(chance.choices(letters, k=chance.randrange(1, 60))) for _ in range(400)]
    return [
        *made,
        "a" * 6000,
        "가" * 6000,
        '"' * 6000,
        "(a+)+$" * 1000,
        "네이버 " * 1500,
        "﷽" * 6000,
    ]


def test_no_text_is_too_strange() -> None:
    strange = lesson(
        "strange",
        terms=[
            Term(f"x{n} {text[:60]}", text[:80], id=f"i{n}") for n, text in enumerate(hostile())
        ],
    )
    index = SearchIndex([CHIPS, MODELS, strange])
    for text in hostile():
        for match in index.find(text, 8).best:
            places = [place for mark in match.marks for place in mark]
            assert places == sorted(places)
            assert all(0 <= place <= len(match.line) for place in places)
