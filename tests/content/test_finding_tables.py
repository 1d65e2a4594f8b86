"""Keys, slips and sounds: what names are looked up by."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from benchmarks.typing_korean import typed_in_korean
from bot.content.finding.language.keystrokes import initials, is_initials, keystrokes
from bot.content.finding.language.normal import plain
from bot.content.finding.language.phrasing import readings
from bot.content.finding.language.sounding import bones, sound, sounds_of
from bot.content.finding.language.spelling_out import spelled_out
from bot.content.finding.tables.foreign import ForeignTable
from bot.content.finding.tables.forms import FormTable
from bot.content.finding.tables.names import Names, Spelling
from bot.content.finding.tables.prefixes import PrefixTable, starts
from bot.content.finding.tables.slipping import SlipTable
from bot.content.finding.terms import TermIndex
from bot.domain.finding import Found, Unsure
from tests.fakes.lessons import lesson, term

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=8)
FEW_LETTERS = st.text("abc", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("반도체", "qksehcp"),
        ("까치", "Rkcl"),
        ("값", "rkqt"),
        ("ㅗㅠㅡ", "hbm"),
        ("헤ㅕ", "gpu"),
        ("GPU 4개", "gpu 4ro"),
    ],
)
def test_a_text_in_keys_is_what_was_pressed_for_it(typed: str, keys: str) -> None:
    assert keystrokes(plain(typed)) == keys


@given(SYLLABLES)
def test_keys_typed_again_make_the_same_text(text: str) -> None:
    assert typed_in_korean(keystrokes(text)) == text


@given(SYLLABLES)
def test_decomposed_korean_has_the_same_keys(text: str) -> None:
    assert keystrokes(unicodedata.normalize("NFD", text)) == keystrokes(text)


def test_first_consonants_are_told_from_syllables() -> None:
    assert initials("기준 금리 ai") == "rw rf ai"
    assert is_initials(plain("ㄱㅈㄱㄹ"))
    assert not is_initials(plain("ㄱㅏ"))
    assert not is_initials(plain("금리"))
    assert not is_initials("")


@given(st.sets(FEW_LETTERS, min_size=1, max_size=12), FEW_LETTERS)
def test_everything_two_slips_away_is_near_unless_something_is_nearer(
    names: set[str], typed: str
) -> None:
    keys = sorted(names)
    table = SlipTable(keys, SlipTable.columns_of(keys))
    distances = {key: OSA.distance(typed, key) for key in keys}
    nearest = 1 if len(typed) <= 4 or min(distances.values()) <= 1 else 2
    # From a few letters only one slip is looked for, on either side.
    wanted = {
        key
        for key, distance in distances.items()
        if distance <= nearest and (distance < 2 or len(key) > 4)
    }
    found = {keys[place]: slips for place, slips in table.near(typed, 2)}
    assert wanted <= found.keys()
    assert all(distances[key] == slips for key, slips in found.items())


def test_what_is_near_is_found_among_very_many() -> None:
    made = random.Random(5)  # noqa: S311 -- repeatable, not secret
    keys = sorted({"".join(made.choices("abcdefghij", k=made.randint(5, 14))) for _ in range(4000)})
    table = SlipTable(keys, SlipTable.columns_of(keys))
    for key in keys[::50]:
        at = made.randrange(len(key))
        for typed in (key[:at] + key[at + 1 :], key[:at] + "z" + key[at:], key[::-1]):
            near = [keys[place] for place, _ in table.near(typed, 2)]
            assert set(near) >= {one for one in keys if OSA.distance(typed, one) == 1}
            assert near == sorted(near, key=lambda one: OSA.distance(typed, one))


@pytest.mark.parametrize(
    ("korean", "latin"),
    [
        ("금리", ("geumni", "geumri", "keumni", "gumni")),
        ("반도체", ("bandoche", "bandochae", "pandoche", "ban do che")),
        ("주권", ("jukwon", "jugwon", "chukwon", "joo kwon")),
        ("국민연금", ("gungminyeongeum", "kookmin yeonkeum")),
        ("독립", ("dongnip", "doklip")),
        ("신라", ("silla", "sinla")),
        ("최저임금", ("choejeoimgeum", "choejo imgum")),
    ],
)
def test_a_korean_word_sounds_like_what_people_make_of_it(
    korean: str, latin: tuple[str, ...]
) -> None:
    for one in latin:
        assert sound(one) in sounds_of(korean), one


@pytest.mark.parametrize(
    ("hangul", "english"),
    [
        ("블록체인", "blockchain"),
        ("인플레이션", "inflation"),
        ("파운데이션", "foundation"),
        ("알고리즘", "algorithm"),
        ("데이터 센터", "data center"),
    ],
)
def test_a_foreign_word_has_the_same_bones_in_both_alphabets(hangul: str, english: str) -> None:
    assert bones(hangul) == bones(english)


def test_letters_are_read_by_their_korean_names() -> None:
    assert [spelled_out(one) for one in ("지피유", "에이치비엠", "에이아이", "씨오투")] == [
        "gpu",
        "hbm",
        "ai",
        "co2",
    ]
    assert spelled_out("아이") == spelled_out("지구") == spelled_out("") == ""


def test_names_are_found_by_sound_with_a_slip_only_where_that_is_wanted() -> None:
    names = Names(Names.columns_of([Spelling("최저임금", 0, is_alias=False)]))
    table = ForeignTable(ForeignTable.columns_of(names))
    assert table.places("choejeo imgeum", exactly=True) == [0]
    assert table.places("choejeo imgeun", exactly=True) == []
    assert table.places("choejeo imgeun", exactly=False) == [0]
    assert table.places("imgeum", exactly=False) == []


def test_a_name_is_found_by_other_forms_of_its_words_if_their_stem_is_long_enough() -> None:
    written = ("Fine-tuning", "Licensed use", "Used", "H2O used", "반도체")
    names = Names.columns_of(
        [Spelling(text, at, is_alias=False) for at, text in enumerate(written)]
    )
    table = FormTable(FormTable.columns_of(Names(names)))
    assert table.places(("fine", "tuned")) == table.places(("finetune",)) == [0]
    assert table.places(("licensing", "uses")) == [1]
    assert table.places(("licensing",)) == []
    for words in (("uses",), ("h2o", "uses"), ("반도체",), ()):
        assert table.places(words) == []


INDEX = TermIndex(
    [
        lesson(
            "one",
            terms=[
                term("Semiconductor", "", "반도체"),
                term("High Bandwidth Memory", "", "HBM"),
                term("Interest Rate", "", "금리"),
                term("Base Rate", "", "기준금리"),
            ],
        )
    ]
)


@pytest.mark.parametrize(
    ("typed", "name", "is_sure"),
    [
        ("ㅗㅠㅡ", "High Bandwidth Memory", True),
        ("qksehcp", "Semiconductor", True),
        ("에이치비엠", "High Bandwidth Memory", True),
        ("ㅂㄷㅊ", "Semiconductor", True),
        ("ㄱㄹ", "Interest Rate", False),
        ("bandoche", "Semiconductor", False),
        ("geumni", "Interest Rate", False),
        ("밴드위스", None, False),
    ],
)
def test_a_name_is_found_in_the_wrong_letters(typed: str, name: str | None, is_sure: bool) -> None:
    finding = INDEX.find(typed)
    assert isinstance(finding, Found) is is_sure
    if name:
        hits = [finding.hit] if isinstance(finding, Found) else [*getattr(finding, "hits", ())]
        assert hits[0].term.name == name


def test_a_word_that_is_one_in_its_own_language_is_not_taken_for_the_other_keyboard() -> None:
    index = TermIndex([lesson("one", terms=[term("Go"), term("까치")])])
    assert not isinstance(index.find("해"), Found | Unsure)
    assert not isinstance(index.find("가치"), Found)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("반", "Semiconductor"),
        ("반ㄷ", "Semiconductor"),
        ("ㅂㄷ", "Semiconductor"),
        ("ㄱㅈ", "Base Rate"),
        ("qkseh", "Semiconductor"),
        ("ㅗㅠㅡ", "High Bandwidth Memory"),
        ("semicnod", "Semiconductor"),
        ("mem", "High Bandwidth Memory"),
        ("mem hi", "High Bandwidth Memory"),
    ],
)
def test_each_keystroke_is_completed(typed: str, name: str) -> None:
    assert [hit.term.name for hit in INDEX.complete(typed, 5)][:1] == [name]


def test_of_very_many_that_begin_alike_the_best_are_kept() -> None:
    begun = [
        start for owner in range(400) for start in starts(f"same {owner:03}", owner % 3, owner)
    ]
    table = PrefixTable(PrefixTable.columns_of([*begun, *starts("sa", 2, 999)]))
    for typed in ("s", "sa", "same"):
        best = sorted(table.begun(typed))[:20]
        assert [owner for rank, _, owner in best if rank == 0] == list(range(0, 60, 3))
    assert (2, False, 999) in table.begun("sa")
    assert {owner for _, _, owner in table.begun("same 39")} == set(range(390, 400))


@given(st.text("뭐야은는을가 금리gpu설명해줘이란에대", max_size=12))
def test_a_name_that_is_seen_at_a_glance_has_indeed_nothing_around_it(text: str) -> None:
    words = tuple(plain(text).split())
    said = readings(text)
    assert (said[:1] == (words,)) if words else said == ()
