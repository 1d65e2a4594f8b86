"""Canonical forms, plurals, particles and phrases that only ask."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.finding.language.english import singular, stem
from bot.content.finding.language.korean import ALL, ASKED, SURE, noun, without_particle
from bot.content.finding.language.normal import LIMIT, digits, joined, plain
from bot.content.finding.language.phrasing import readings


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("AI Sovereignty", "ai sovereignty"),
        ("  open-source\tAI\n", "open source ai"),
        ("“Open–Source” AI!", "open source ai"),
        ("ＡＩ　ｍｏｄｅｌ", "ai model"),
        ("C++, C# and #AI", "c++ c# and ai"),
        ("AI+ML", "ai ml"),
        ("**bold** _under_", "bold under"),
        ("GPT-3.5", "gpt 3 5"),
        ("STRASSE straße", "strasse strasse"),
        ("한·미ㆍ일", "한 미 일"),
        ("zero\u200bwidth \ufeffand ❤️", "zerowidth and"),
        ("", ""),
        ("?!…", ""),
        ("\ud800AI\udfff", "ai"),
        ("हिन्दी", "हिन्दी"),
    ],
)
def test_text_in_canonical_form(text: str, form: str) -> None:
    assert plain(text) == form


def test_a_decomposed_syllable_is_the_composed_one() -> None:
    assert plain(unicodedata.normalize("NFD", "인공지능 주권")) == "인공지능 주권"


@pytest.mark.parametrize("text", ["a" * 6000, "\ufdfa" * 6000, "각" * 6000, "\u0301" * 6000])
def test_long_text_is_cut(text: str) -> None:
    assert len(plain(text)) <= LIMIT


def test_numbers_stay_apart_when_words_are_joined() -> None:
    assert joined(("gpt", "3", "5")) == "gpt3 5"
    assert joined(("gpt", "35")) == "gpt35"
    assert digits(("gpt4", "5g")) == ("4", "5")


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("policy", "policies"),
        ("box", "boxes"),
        ("model", "models"),
        ("movie", "movies"),
        ("cache", "caches"),
        ("branch", "branches"),
        ("size", "sizes"),
        ("bias", "biases"),
        ("virus", "viruses"),
        ("cause", "causes"),
        ("loss", "losses"),
        ("hero", "heroes"),
        ("analysis", "analyses"),
        ("matrix", "matrices"),
        ("child", "children"),
        ("gpu", "gpus"),
        ("llm", "llms"),
        ("database", "databases"),
    ],
)
def test_both_forms_of_a_word_come_out_alike(one: str, many: str) -> None:
    assert singular(one) == singular(many)


@pytest.mark.parametrize(
    "word",
    [
        "gas",
        "class",
        "virus",
        "analysis",
        "us",
        "is",
        "news",
        "bias",
        "https",
        "dns",
        "gpt4s",
        "주",
    ],
)
def test_a_word_that_only_looks_plural_stays(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    "words",
    [
        "exclude excludes excluded excluding exclusion",
        "cooperate cooperating cooperation cooperates",
        "independent independence",
        "perform performs performed performance",
        "stop stopped stopping",
    ],
)
def test_relations_have_one_stem(words: str) -> None:
    assert len({stem(word) for word in words.split()}) == 1


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("주권을", "주권"),
        ("주권은", "주권"),
        ("주권이란", "주권"),
        ("주권이", "주권"),
        ("정부는", "정부"),
        ("정부란", "정부"),
        ("금리를", "금리"),
        ("법은", "법"),
        ("ai는", "ai"),
        ("gpu를", "gpu"),
        ("gpt4란", "gpt4"),
        # No particle: what stands before it, or its kind, speaks against it.
        ("국가", "국가"),
        ("투자가", "투자가"),
        ("주가", "주가"),
        ("신용도", "신용도"),
        ("경제학과", "경제학과"),
        ("이란", "이란"),
        ("코란", "코란"),
        ("에이아이", "에이아이"),
        ("민주주의", "민주주의"),
        ("을", "을"),
    ],
)
def test_a_particle_goes_only_where_it_surely_is_one(word: str, bare: str) -> None:
    assert without_particle(word, SURE) == bare


def test_before_a_question_more_are_particles() -> None:
    assert without_particle("투자가", ASKED) == "투자"
    assert without_particle("국가", ASKED) == "국가"
    assert without_particle("정부와", ALL) == "정부"


@pytest.mark.parametrize(
    ("word", "bare"),
    [("제외됐나요", "제외"), ("제외되었나요", "제외"), ("협력을", "협력"), ("하나요", "하나요")],
)
def test_the_noun_in_a_korean_verb(word: str, bare: str) -> None:
    assert noun(word) == bare


@pytest.mark.parametrize(
    "text",
    [
        "AI sovereignty",
        "what is AI sovereignty?",
        "What's AI sovereignty",
        "whats ai sovereignty",
        "what are the AI sovereignty",
        "what is meant by AI sovereignty",
        "what does AI sovereignty mean?",
        "what does the AI sovereignty stand for",
        "what AI sovereignty means",
        "define AI sovereignty",
        "AI sovereignty definition",
        "the definition of AI sovereignty",
        "what is the meaning of AI sovereignty",
        "AI sovereignty meaning",
        "explain AI sovereignty",
        "explain what AI sovereignty is",
        "can you please explain to me AI sovereignty",
        "tell me about AI sovereignty",
        "tell me more about the AI sovereignty, please",
        "an AI sovereignty",
    ],
)
def test_english_phrases_that_ask_are_taken_off(text: str) -> None:
    assert readings(text)[-1] == ("ai", "sovereignty")


@pytest.mark.parametrize(
    "text",
    [
        "AI 주권이 뭐야?",
        "AI 주권 뭐야",
        "AI 주권이란?",
        "AI 주권이란 무엇인가요?",
        "AI 주권이란 무엇입니까",
        "AI 주권은 무엇",
        "AI 주권은 무엇인가",
        "AI 주권의 뜻",
        "AI 주권 뜻",
        "AI 주권 뜻이 뭐예요",
        "AI 주권이 무슨 뜻이야?",
        "AI 주권의 의미는",
        "AI 주권의 정의",
        "AI 주권 알려줘",
        "AI 주권에 대해 알려줘",
        "AI 주권에 대해서 알려 주세요",
        "AI 주권을 설명해줘",
        "AI 주권 설명해 주세요",
        "AI 주권 좀 설명해줘",
        "AI 주권이라는 게 뭔가요",
        "AI 주권이 뭔지 궁금해요",
        "AI 주권을",
    ],
)
def test_korean_phrases_that_ask_are_taken_off(text: str) -> None:
    assert readings(text)[-1] == ("ai", "주권")


def test_a_name_that_looks_like_a_phrase_is_read_whole_first() -> None:
    assert readings("The Meaning of Life")[0] == ("the", "meaning", "of", "life")
    assert readings("정치가는 뭐야")[-1] == ("정치가",)


@pytest.mark.parametrize("text", ["", " ", "?", "\ud800", "\u200b"])
def test_nothing_is_read_in_no_letters(text: str) -> None:
    assert readings(text) == ()


@pytest.mark.parametrize("text", ["what is", "뭐야", "the", "뜻"])
def test_a_phrase_alone_is_kept(text: str) -> None:
    assert readings(text)[0] == tuple(text.split())


@given(st.text(st.characters(), max_size=6000))
def test_any_text_has_a_bounded_form_that_is_its_own(text: str) -> None:
    form = plain(text)
    assert len(form) <= LIMIT
    assert all(len(" ".join(words)) <= LIMIT for words in readings(text))
    assert readings(text)[:1] == ((tuple(form.split()),) if form else ())
