"""The set that finding is judged by is sound, and is judged as its page says."""

import hashlib
from collections import Counter

import pytest
from rapidfuzz.distance import OSA

from benchmarks.finding.cases import Case, Split, key
from benchmarks.finding.completing import SHOWN
from benchmarks.finding.corpus import lessons, names, pairs, questions, spellings
from benchmarks.finding.hangul import composed, initials, is_hangul, strokes
from benchmarks.finding.judging import Verdict
from benchmarks.finding.keyboard import in_hangul_layout, in_latin_layout, neighbours
from benchmarks.finding.reading import completion_cases, faq_cases, term_cases
from benchmarks.finding.targets import TERM_TARGETS

NEGATIVE = {"off topic", "near", "junk", "question or title"}
SPELLED = {key(spelling): name for spelling, name in pairs()}
OTHER_FORMS = {"plural", "word order", "partial", "romanised", "one typo", "two typos", "jamo typo"}


def of_kind(kind: str) -> list[Case]:
    return [case for case in term_cases() if case.kind == kind]


def test_every_term_wanted_is_in_a_lesson() -> None:
    wanted = {case.want for case in (*term_cases(), *completion_cases()) if case.want is not None}
    assert wanted <= set(names())


def test_every_question_wanted_is_in_a_lesson() -> None:
    assert {case.want for case in faq_cases() if case.want is not None} <= set(questions())


def test_there_are_enough_of_each_sort() -> None:
    assert len(term_cases()) >= 450
    assert len(completion_cases()) >= 150
    assert len(faq_cases()) >= 300


def test_every_kind_is_asked_often_enough_in_either_half() -> None:
    for split, least in ((Split.TUNING, 10), (Split.JUDGED, 24)):
        asked = Counter(case.kind for case in term_cases() if case.split is split)
        assert len(asked) == 22
        assert [kind for kind, times in asked.items() if times < least] == []


def test_every_kind_that_has_a_target_is_asked() -> None:
    assert set(TERM_TARGETS) <= {case.kind for case in term_cases()}


def test_korean_is_asked_for_as_well_as_english() -> None:
    korean = [case for case in term_cases() if strokes(case.ask) != case.ask]
    assert 0.3 <= len(korean) / len(term_cases()) <= 0.7


def test_nothing_is_asked_twice() -> None:
    for cases in (term_cases(), faq_cases()):
        assert [ask for ask, times in Counter(c.ask for c in cases).items() if times > 1] == []
    typed = Counter((case.ask, case.want) for case in completion_cases())
    assert max(typed.values()) == 1


def test_nothing_asked_wants_two_things() -> None:
    wants: dict[str, set[str | None]] = {}
    for case in term_cases():
        wants.setdefault(key(case.ask), set()).add(case.want)
    assert [ask for ask, wanted in wants.items() if len(wanted) > 1] == []


def test_negatives_want_nothing_and_are_no_names() -> None:
    for case in term_cases():
        assert (case.want is None) == (case.kind in NEGATIVE), case
        assert case.want is not None or key(case.ask) not in SPELLED, case


def test_a_name_in_another_form_is_none_that_a_lesson_lists() -> None:
    listed = [c for c in term_cases() if c.kind in OTHER_FORMS and key(c.ask) in SPELLED]
    assert listed == []


def test_what_is_a_spelling_by_chance_is_one_of_the_term_wanted() -> None:
    for case in term_cases():
        assert SPELLED.get(key(case.ask), case.want) == case.want, case


def test_a_part_of_a_name_is_in_that_name_only() -> None:
    for case in of_kind("partial"):
        assert [name for name in names() if _has_part(name, case.ask)] == [case.want], case


def _has_part(name: str, part: str) -> bool:
    """Whether it has it as words; Hangul runs words together."""
    if is_hangul(part):
        return part in name
    return any(
        f" {key(part)} " in f" {spaced} " for spaced in (key(name), key(name).replace("-", " "))
    )


@pytest.mark.parametrize(("kind", "slips"), [("one typo", 1), ("two typos", 2)])
def test_a_slip_is_as_far_from_the_name_as_its_kind_says(kind: str, slips: int) -> None:
    for case in of_kind(kind):
        distances = [OSA.distance(case.ask, key(s)) for s in spellings()[case.want or ""]]
        assert min(distances) == slips, case


def test_the_half_is_that_of_the_entry_wanted_by_its_hash() -> None:
    for case in (*term_cases(), *completion_cases(), *faq_cases()):
        digest = hashlib.sha256(key(case.want or case.ask).encode()).hexdigest()
        half = Split.TUNING if int(digest[:16], 16) % 100 < 40 else Split.JUDGED
        assert case.split is half, case


def test_about_two_fifths_of_the_terms_are_for_tuning() -> None:
    tuning = [name for name in names() if Case("", "", name).split is Split.TUNING]
    assert 0.33 <= len(tuning) / len(names()) <= 0.47


def test_the_corpus_is_in_two_languages_and_some_names_stand_in_two_lessons() -> None:
    assert Counter(lesson.language for lesson in lessons())["ko"] >= 12
    named = Counter(term.name for lesson in lessons() for term in lesson.terms)
    assert {"Inflation", "High-Bandwidth Memory", "전세"} <= {n for n, c in named.items() if c > 1}


def test_hangul_is_taken_apart_and_put_together_as_the_keyboard_does() -> None:
    for text in ("반도체", "값이 싸다", "괜찮아", "띄어쓰기", "읽기 닭", "C++ 뜻"):
        assert composed(strokes(text)) == text
    assert composed("ㄴㅗㅍㅇㅣㅁ") == "높임"
    assert composed("ㄴㅗㅍㅣㅁ") == "노핌"
    assert composed("ㅊㅓㅡㅡ") == "처ㅡㅡ"


def test_the_wrong_layout_gives_what_the_other_one_would_have() -> None:
    assert in_hangul_layout("HBM") == "ㅗㅠㅡ"
    assert in_latin_layout("반도체") == "qksehcp"
    assert initials("금리 인상") == "ㄱㄹㅇㅅ"
    assert set(neighbours("g")) == set("tyfhvb")


def test_another_term_surely_answered_is_wrong_and_one_offered_is_not() -> None:
    case = Case("exact", "tariff", "Tariff")
    assert Verdict(case, ("Demand",), sure=True).wrong
    assert not Verdict(case, ("Demand",), sure=False).wrong
    assert not Verdict(case, ("Tariff",), sure=True).wrong


def test_the_wanted_one_counts_among_the_five_that_are_shown() -> None:
    case = Case("exact", "tariff", "Tariff")
    others = ("Demand", "Supply", "Bond", "Stock")
    assert Verdict(case, (*others, "Tariff"), sure=False).among
    assert not Verdict(case, (*others, "Atom", "Tariff"), sure=False).among
    assert not Verdict(case, (*others, "Tariff"), sure=False).first
    assert len(others) + 1 == SHOWN


def test_a_sure_answer_where_nothing_is_right_is_false() -> None:
    case = Case("near", "adoption")
    assert Verdict(case, ("Adaptation",), sure=True).false
    assert not Verdict(case, ("Adaptation",), sure=False).false
    assert not Verdict(case, (), sure=False).false


def test_a_question_may_be_answered_with_a_term_that_it_names() -> None:
    case = Case("question or title", "Do vaccines cause autism?")
    assert not Verdict(case, ("Vaccine",), sure=True).false
    assert Verdict(case, ("Causation",), sure=True).false
