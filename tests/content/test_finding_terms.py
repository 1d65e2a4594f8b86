"""Which term somebody means: surely, perhaps, or none."""

import unicodedata
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.content.finding.language.normal import plain
from bot.content.finding.terms import MOST_UNSURE, TermIndex
from bot.domain.finding import Finding, Found, NotFound, Unsure
from bot.domain.lesson import TermHit
from tests.content.finding_corpus import term_lessons, terms
from tests.fakes.lessons import lesson, term

INDEX = TermIndex(term_lessons())


def index_of(*names: str) -> TermIndex:
    return TermIndex([lesson("one", terms=[term(name) for name in names])])


def found(finding: Finding[TermHit]) -> str | None:
    return finding.hit.term.name if isinstance(finding, Found) else None


def perhaps(finding: Finding[TermHit]) -> list[str]:
    return [hit.term.name for hit in finding.hits] if isinstance(finding, Unsure) else []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("AI Sovereignty", "AI Sovereignty"),
        ("ai sovereignty", "AI Sovereignty"),
        ("  AI   SOVEREIGNTY?! ", "AI Sovereignty"),
        ("aisovereignty", "AI Sovereignty"),
        ("AI-sovereignty", "AI Sovereignty"),
        ("sovereignty ai", "AI Sovereignty"),
        ("sovereign AI", "AI Sovereignty"),
        ("open source AI", "Open-Source AI"),
        ("opensource ai", "Open-Source AI"),
        ("AI opensource", "Open-Source AI"),
        ("open-source models", "Open-Source AI"),
        ("AI foundation model", "AI Foundation Models"),
        ("foundation models", "AI Foundation Models"),
        ("F.M.", "AI Foundation Models"),
        ("GPUs", "Graphics Processing Unit"),
        ("npu", "Neural Processing Unit"),
        ("what is a GPU?", "Graphics Processing Unit"),
        ("what does NPU stand for", "Neural Processing Unit"),
        ("what's inflation", "Inflation"),
        ("explain what open-source AI is", "Open-Source AI"),
        ("interest rates", "Interest Rate"),
        ("Interest   rate", "Interest Rate"),
        ("gpt4", "GPT-4"),
        ("GPT 5", "GPT-5"),
        ("gpt3.5", "GPT-3.5"),
        ("c", "C"),
        ("c++", "C++"),
        ("what is C#?", "C#"),
        ("window", "Window"),
        ("windows", "Windows"),
        ("matrices", "Matrix"),
        ("hypotheses", "Hypothesis"),
        ("biases", "Bias"),
        ("finetuning", "Fine-Tuning"),
        ("fine tuning", "Fine-Tuning"),
        ("r and d", None),
        ("R & D", "R&D"),
        ("data centres", "Data Center"),
        ("sovereignty doctrine", "Sovereignty Doctrine"),
    ],
)
def test_a_name_is_found_however_it_is_written(words: str, name: str | None) -> None:
    assert found(INDEX.find(words)) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("AI 주권", "AI Sovereignty"),
        ("AI주권", "AI Sovereignty"),
        ("ai 주권을", "AI Sovereignty"),
        ("AI 주권이란?", "AI Sovereignty"),
        ("AI 주권이 뭐야?", "AI Sovereignty"),
        ("인공지능 주권의 뜻", "AI Sovereignty"),
        ("오픈소스 AI는 무엇인가요", "Open-Source AI"),
        ("오픈 소스 AI가 뭐야", "Open-Source AI"),
        ("GPU가 뭐예요", "Graphics Processing Unit"),
        ("GPU를", "Graphics Processing Unit"),
        ("기준금리란 무엇인가요", "Base Rate"),
        ("기준금리를 알려줘", "Base Rate"),
        ("반도체 뜻", "Semiconductor"),
        ("데이터센터에 대해 설명해줘", "Data Center"),
        ("투자가 뭐야", "Investment"),
        ("인공지능이란", "Artificial Intelligence"),
        ("파운데이션모델", "AI Foundation Models"),
        (unicodedata.normalize("NFD", "기후 변화가 뭐야"), "Climate Change"),
        ("파운데이선 모델", "AI Foundation Models"),
        ("신재생애너지", "Renewable Energy"),
    ],
)
def test_korean_is_found_with_what_is_attached_to_it(words: str, name: str) -> None:
    assert found(INDEX.find(words)) == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("AI soverignty", "AI Sovereignty"),
        ("AI sovereignity", "AI Sovereignty"),
        ("soverignty ai", "AI Sovereignty"),
        ("aisoverignty", "AI Sovereignty"),
        ("what is AI sovreignty?", "AI Sovereignty"),
        ("technolgy control", "Technology Control"),
        ("technology contrl", "Technology Control"),
        ("foundaton modle", "AI Foundation Models"),
        ("open sorce AI", "Open-Source AI"),
        ("inflatoin", "Inflation"),
        ("inflattion", "Inflation"),
        ("inflacion", None),
        ("unemploymnet", "Unemployment"),
        ("authentification", "Authentication"),
        ("photosynthasis", "Photosynthesis"),
        ("cryptocurrency", None),
        ("genmoe", "Genome"),
        ("censsu", "Census"),
        ("blokchain", "Blockchain"),
        ("bitcoins", "Bitcoin"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(words: str, name: str | None) -> None:
    assert found(INDEX.find(words)) == name


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("open AI", "Open-Source AI"),
        ("sovereignty", "Sovereignty Doctrine"),
        ("sov", "Sovereignty Doctrine"),
        ("infl", "Inflation"),
        ("GPT", "GPT-4"),
        ("GPT-6", "GPT-4"),
        ("GPT-5.3", None),
        ("gpt-35", None),
        ("how does AI sovereignty change Korea", "AI Sovereignty"),
        ("why did the central bank raise rates", "Central Bank"),
        ("national sovereignty", "Sovereignty Doctrine"),
        ("open sauce AI", "Open-Source AI"),
        ("AI 주권은 왜 중요한가요", "AI Sovereignty"),
        ("주권", "AI Sovereignty"),
        ("금리가 오르면 주식은", "Interest Rate"),
        ("기술", "Technology Control"),
        ("투자가", "Investment"),
        ("nflation", "Inflation"),
    ],
)
def test_a_doubtful_hit_is_offered_not_asserted(words: str, first: str | None) -> None:
    finding = INDEX.find(words)
    assert isinstance(finding, Unsure)
    assert len(finding.hits) <= MOST_UNSURE
    assert len(set(perhaps(finding))) == len(finding.hits)
    if first:
        # Terms that are equally like it come newest first, so it need not lead.
        assert first in perhaps(finding)


@pytest.mark.parametrize(
    "words",
    ["", " ", "?", "\ud800", "pizza", "what is", "뭐야", "xyzzy", "떡볶이", "tell me a joke", "42"],
)
def test_nothing_is_found_where_nothing_is_near(words: str) -> None:
    assert INDEX.find(words) == NotFound()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("GPU", "NPU"),
        ("GPU Cluster", "NPU cluster"),
        ("Open-Source AI", "open AI"),
        ("Open-Source AI", "OpenAI"),
        ("Open-Source AI", "closed-source AI"),
        ("OpenAI", "Open-Source AI"),
        ("GPT-4", "GPT-5"),
        ("GPT-4", "GPT"),
        ("GPT-4.5", "GPT 5.4"),
        ("GPT-3.5", "GPT-35"),
        ("COVID-19", "COVID-20"),
        ("World War I", "World War II"),
        ("C++", "C"),
        ("C", "C#"),
        ("HTTP", "HTTPS"),
        ("Inflation", "deflation"),
        ("Export", "import"),
        ("Immigration", "emigration"),
        ("Symmetric Key", "asymmetric key"),
        ("Supervised Learning", "unsupervised learning"),
        ("Capitalism", "capitalist"),
        ("Marxism", "Marxist"),
        ("Regulation", "regulator"),
        ("AI Sovereignty", "AI sovereign"),
        ("Encoder", "encode"),
        ("Recession", "regression"),
        ("Simulation", "stimulation"),
        ("Neutron", "neuron"),
        ("Proton", "photon"),
        ("Model", "modal"),
        ("Vortex", "vertex"),
        ("Fine-Tuning", "fire tuning"),
        ("DDoS Attack", "DoS attack"),
        ("BERT Model", "BART model"),
        ("금리 인상", "금리 인하"),
        ("기준금리인상", "기준금리인하"),
        ("소비자물가지수", "생산자물가지수"),
        ("정치", "정치가"),
        ("신용", "신용도"),
        ("경제학", "경제학과"),
        ("국", "국가"),
        ("주", "주가"),
        ("논", "논란"),
        ("미국", "미국 이란"),
        ("여당", "야당"),
    ],
)
def test_another_word_is_never_taken_for_a_slip(name: str, words: str) -> None:
    assert found(index_of(name).find(words)) is None


def test_a_word_that_lessons_use_is_no_slip() -> None:
    assert found(index_of("Zorgling").find("zorglling")) == "Zorgling"
    rival = lesson("one", terms=[term("Zorgling", "Not the zorglling of old.")])
    assert found(TermIndex([rival]).find("zorglling")) is None


def test_a_slip_between_two_names_is_doubtful() -> None:
    index = index_of("Blortening", "Blortining")
    assert perhaps(index.find("blortning")) == ["Blortening", "Blortining"]


def _typos(name: str) -> Iterator[str]:
    for i, letter in enumerate(name):
        yield name[:i] + name[i + 1 :]
        yield name[:i] + letter + name[i:]
        yield name[:i] + name[i + 1 : i + 2] + letter + name[i + 2 :]
        yield name[:i] + "z" + name[i + 1 :]
        yield name[:i] + "e" + name[i:]


def test_a_typo_in_any_name_finds_its_term_or_offers_it() -> None:
    exact = {plain(name): one.name for one in terms() for name in (one.name, *one.aliases)}
    right = missed = 0
    for one in terms():
        for typed in _typos(one.name) if len(one.name) >= 5 else ():
            finding = INDEX.find(typed)
            assert found(finding) in {None, exact.get(plain(typed), one.name)}, typed
            right += found(finding) == one.name
            missed += found(finding) is None and one.name not in perhaps(finding)
    assert right > 7_000
    assert missed < 20


def test_every_name_and_alias_is_found() -> None:
    for one in terms():
        for name in (one.name, *one.aliases):
            assert found(INDEX.find(name)) == one.name


def test_the_newest_sense_of_a_name_is_found() -> None:
    old, new = term("Mercury", "A planet.", "수성"), term("mercury", "A metal.")
    for order in (1, -1):
        lessons = [
            lesson("planets", date="2026-01-01", terms=[old]),
            lesson("metals", date="2026-02-01", terms=[new]),
            lesson("undated", terms=[term("Mercury", "A god.")]),
        ][::order]
        finding = TermIndex(lessons).find("mercury")
        assert isinstance(finding, Found)
        assert finding.hit == TermHit(new, lessons[1])
        assert found(TermIndex(lessons).find("수성")) == "mercury"


def test_an_alias_of_two_terms_is_doubtful_and_a_name_beats_an_alias() -> None:
    terms = [term("Foundation Model", "", "FM"), term("Radio", "", "FM"), term("Gas", "", "Radios")]
    index = TermIndex([lesson("one", terms=terms)])
    assert sorted(perhaps(index.find("FM"))) == ["Foundation Model", "Radio"]
    assert found(index.find("radio")) == "Radio"
    assert found(index.find("radios")) == "Gas"


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("fine-tuned", "Fine-tuning"),
        ("fine tune", "Fine-tuning"),
        ("what is finetuned?", "Fine-tuning"),
        ("hallucinate", "Hallucination"),
        ("hallucinated", "Hallucination"),
        ("licensing", "License"),
        ("pretrained", "Pre-training"),
    ],
)
def test_another_form_of_a_name_is_offered_first(words: str, name: str) -> None:
    index = index_of("Fine-tuning", "Hallucination", "License", "Pre-training", "Training")
    assert perhaps(index.find(words))[:1] == [name]


def completed(typed: str, limit: int = 25) -> list[str]:
    return [hit.term.name for hit in INDEX.complete(typed, limit)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("AI", ["AI Sovereignty", "AI Foundation Models", "Open-Source AI"]),
        ("ai s", ["AI Sovereignty"]),
        ("aisov", ["AI Sovereignty"]),
        ("sov", ["Sovereignty Doctrine", "Data Sovereignty", "AI Sovereignty"]),
        ("GPU", ["Graphics Processing Unit"]),
        ("gp", ["GPT-4", "GPT-5", "GPT-3.5", "Graphics Processing Unit"]),
        ("techn", ["Technology Control"]),
        ("기준", ["Base Rate"]),
        ("인공지느", ["Artificial Intelligence", "AI Sovereignty"]),
        ("기ㅈ", ["Base Rate"]),
        ("what is AI sov", ["AI Sovereignty"]),
        ("technolgy", ["Technology Control"]),
        ("found mod", ["AI Foundation Models"]),
        ("fo", ["Fossil Fuel", "Carbon Footprint", "Random Forest", "AI Foundation Models"]),
    ],
)
def test_completions_are_ranked_by_where_the_prefix_stands(typed: str, names: list[str]) -> None:
    assert completed(typed)[: len(names)] == names


def test_completions_before_anything_is_typed_are_the_newest_lessons() -> None:
    newest = [one.name for one in term_lessons()[-1].terms]
    assert completed("") == completed(" ?") == newest
    assert completed("", 2) == newest[:2]


@pytest.mark.parametrize("limit", [-1, 0, 1, 3])
def test_no_more_completions_than_asked_for(limit: int) -> None:
    assert len(completed("s", limit)) == max(limit, 0)


def test_an_index_of_nothing_finds_nothing() -> None:
    assert TermIndex([]).find("AI") == NotFound()
    assert TermIndex([]).complete("", 5) == TermIndex([]).complete("a", 5) == ()


def test_many_threads_find_the_same() -> None:
    typed = ["AI soverignty", "open AI", "pizza", "금리가 뭐야"] * 50
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(INDEX.find, typed)) == [INDEX.find(one) for one in typed]


@settings(deadline=1000)
@given(st.text(st.characters(), max_size=6000))
def test_any_text_gets_an_answer(text: str) -> None:
    assert isinstance(INDEX.find(text), Found | Unsure | NotFound)
    assert len(INDEX.complete(text, 25)) <= 25


@settings(deadline=1000)
@pytest.mark.parametrize(
    "piece", ["a ", "the ", "what is ", "뭐야 ", "AI ", "가", "ㄱ", "\u0301", "4 "]
)
@given(times=st.integers(1, 3000))
def test_repetition_gets_an_answer(piece: str, times: int) -> None:
    INDEX.find(piece * times)
    INDEX.complete(piece * times, 25)
