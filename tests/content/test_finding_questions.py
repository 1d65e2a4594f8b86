"""Which question somebody asks: surely, perhaps, or none."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.finding.questions import MOST_UNSURE, FaqIndex
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import FaqEntry, FaqHit
from tests.content.finding_corpus import AI_FAQ, faq_lessons
from tests.fakes.lessons import entry, lesson

INDEX = FaqIndex(faq_lessons())
SMALL = FaqIndex([lesson("independent-ai", date="2026-01-16", faq=AI_FAQ)])

WORSE, NAVER, COOPERATION = (one.question for one in AI_FAQ)
RATES = "Why do central banks raise interest rates?"
CURRENCY = "Does a weak currency help exporters?"
BONDS = "What happens to bonds when rates rise?"
WAGE = "How is the minimum wage decided?"
BANKRUPT = "Can a country go bankrupt?"
TIDE = "Why is there no tide in my bath?"
PUMPS = "Do heat pumps work in cold winters?"
NUCLEAR = "Is nuclear power safe?"
TSUNAMI = "Why did the earthquake cause a tsunami?"
VACCINES = "How many vaccines does a baby need?"
NAVER_KO = "네이버는 왜 제외되었나요?"
COOPERATION_KO = "독자 인공지능은 국제 협력을 막지 않나요?"
BASE_RATE_KO = "기준금리를 올리면 집값은 어떻게 되나요?"
WAGE_KO = "최저임금은 누가 결정하나요?"


def found(finding: Finding[FaqHit]) -> str | None:
    return finding.hit.entry.question if isinstance(finding, Found) else None


def first(finding: Finding[FaqHit]) -> str | None:
    if isinstance(finding, Unsure):
        assert 1 <= len(finding.hits) <= MOST_UNSURE
        return finding.hits[0].entry.question
    return found(finding)


@pytest.mark.parametrize("index", [INDEX, SMALL])
@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("why was Naver excluded", NAVER),
        ("naver excluded why", NAVER),
        ("Naver excluded?", NAVER),
        ("why was naver exluded", NAVER),
        ("why did they exclude Naver", NAVER),
        ("is it worse than open source", WORSE),
        ("is independent AI worse than open-source AI?", WORSE),
        ("Isnt independent ai worse than open source ai", WORSE),
        ("will Korea be cut off from the rest of the world", COOPERATION),
    ],
)
def test_a_question_in_nearly_its_own_words_is_found(
    index: FaqIndex, words: str, question: str
) -> None:
    assert found(index.find(words)) == question


@pytest.mark.parametrize("index", [INDEX, SMALL])
@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("why did the government leave out Naver", NAVER),
        ("what happened to naver", NAVER),
        ("does independent AI hurt cooperation with other countries", COOPERATION),
        ("can korea still work with other countries", COOPERATION),
        ("is our own AI worse", WORSE),
        ("chinese technology in naver's model", NAVER),
    ],
)
def test_a_question_in_other_words_comes_first(index: FaqIndex, words: str, question: str) -> None:
    assert first(index.find(words)) == question


@pytest.mark.parametrize(
    ("words", "question"),
    [
        ("why do banks raise rates", RATES),
        ("what makes a central bank raise the interest rate", RATES),
        ("does a weak currency help", CURRENCY),
        ("is a weak currency good for exports", CURRENCY),
        ("bonds when rates rise", BONDS),
        ("who decides the minimum wage", WAGE),
        ("how is minimum wage decided", WAGE),
        ("can countries go bankrupt", BANKRUPT),
        ("bankruptcy of a country", BANKRUPT),
        ("tide in the bath", TIDE),
        ("heat pump in winter", PUMPS),
        ("do heat pumps work when it is cold", PUMPS),
        ("is nuclear power dangerous", NUCLEAR),
        ("how safe is nuclear power", NUCLEAR),
        ("what caused the tsunami", TSUNAMI),
        ("earthqake tsunami", TSUNAMI),
        ("how many vaccinations for a baby", VACCINES),
        ("네이버 왜 제외됐어", NAVER_KO),
        ("네이버가 제외된 이유", NAVER_KO),
        ("네이버는 왜 빠졌나요", NAVER_KO),
        ("국제 협력을 막나요", COOPERATION_KO),
        ("독자 AI가 협력에 방해되나요", COOPERATION_KO),
        ("금리가 오르면 집값은", BASE_RATE_KO),
        ("기준금리 집값", BASE_RATE_KO),
        ("최저임금 누가 정해", WAGE_KO),
        ("최저임금을 결정하는 사람", WAGE_KO),
    ],
)
def test_questions_on_many_subjects_come_first(words: str, question: str) -> None:
    assert first(INDEX.find(words)) == question


@pytest.mark.parametrize("one", [one for lesson in faq_lessons() for one in lesson.faq])
@pytest.mark.parametrize("change", [str, str.upper, str.lower, "{} ??".format, lambda q: q[:-1]])
def test_a_verbatim_question_is_found(one: FaqEntry, change: Callable[[str], str]) -> None:
    assert found(INDEX.find(change(one.question))) == one.question


@pytest.mark.parametrize("index", [INDEX, SMALL])
@pytest.mark.parametrize(
    "words",
    [
        "best pizza in Seoul",
        "how do I reset my password",
        "what time is it",
        "who won the world cup",
        "what is the capital of Korea",
        "will it rain in Korea",
        "is python worse than java",
        "how do I work with other people",
        "Naver",
        "Naver stock price",
        "independent AI",
        "which companies were excluded with Naver",
        "why was Samsung excluded",
        "why was Naver founded",
        "why wasn't Naver excluded",
        "why was Naver not excluded",
        "when was Naver excluded",
        "who excluded Naver",
        "why was Naver excluded in 2019",
        "does a strong currency help exporters",
        "is nuclear fusion safe",
        "how many vaccines does a dog need",
        "what happens to stocks when rates rise",
        "네이버 웹툰 추천해줘",
        "서울 날씨 어때",
        "네이버는 언제 제외되었나요",
        "최고임금은 누가 결정하나요",
    ],
)
def test_another_question_is_never_found(index: FaqIndex, words: str) -> None:
    assert found(index.find(words)) is None


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "?",
        "\ud800",
        "why",
        "what is it",
        "뭐야",
        "best pizza in Seoul",
        "xyzzy",
        "비밀번호",
    ],
)
def test_nothing_is_found_where_no_word_fits(words: str) -> None:
    assert INDEX.find(words) == NotFound()


def test_of_questions_asked_twice_the_newest_is_found() -> None:
    lessons = [
        lesson("new", date="2026-02-01", faq=[entry("Why is the sky blue?", "New.")]),
        lesson("old", date="2026-01-01", faq=[entry("Why is the sky blue?", "Old.")]),
    ]
    finding = FaqIndex(lessons).find("why is the sky blue")
    assert isinstance(finding, Found)
    assert finding.hit.entry.answer == "New."


def test_questions_equally_near_are_offered() -> None:
    faq = [entry("Why is the sea blue?"), entry("Why is the sky blue?")]
    assert isinstance(FaqIndex([lesson("one", faq=faq)]).find("why is it blue"), Unsure)


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("why was", NAVER),
        ("why w", NAVER),
        ("naver", NAVER),
        ("nav exc", NAVER),
        ("isn't ind", WORSE),
        ("cut off", COOPERATION),
        ("tsun", TSUNAMI),
        ("erthquake tsunami", TSUNAMI),
        ("네이", NAVER_KO),
        ("최저임그", WAGE_KO),
        ("집값", BASE_RATE_KO),
    ],
)
def test_completions_are_likeliest_first(typed: str, question: str) -> None:
    assert INDEX.complete(typed, 5)[0].entry.question == question


def test_completions_before_anything_is_typed_are_the_newest_lessons() -> None:
    assert [hit.entry for hit in INDEX.complete("", 25)] == list(AI_FAQ)
    assert len(INDEX.complete("", 2)) == 2
    assert INDEX.complete("why", 0) == INDEX.complete("why", -1) == ()


def test_an_index_of_nothing_finds_nothing() -> None:
    assert FaqIndex([]).find("why") == FaqIndex([]).find("") == NotFound()
    assert FaqIndex([]).complete("", 5) == FaqIndex([]).complete("why then", 5) == ()
    blank = FaqIndex([lesson("blank", faq=[entry("", "")])])
    assert blank.find("") == blank.find("anything") == NotFound()


@settings(deadline=1000)
@given(st.text(st.characters(), max_size=6000))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(INDEX.find(text), Found | Unsure | NotFound)
    assert len(INDEX.complete(text, 25)) <= 25
