"""Bytes, characters and lines: what is read before anything is understood."""

import codecs

import pytest

from bot.content.importing import decode
from bot.content.importing.characters import clean
from bot.content.importing.language import language_of
from bot.content.importing.lines import read_lines
from bot.content.importing.sentences import opening_words, pieces
from bot.content.importing.signs import Kind, sign_of
from bot.errors import UnreadableIssue

KOREAN = "전세는 보증금을 맡기는 계약이다."


@pytest.mark.parametrize(
    "data",
    [
        KOREAN.encode(),
        codecs.BOM_UTF8 + KOREAN.encode(),
        KOREAN.encode("utf-16"),
        codecs.BOM_UTF16_BE + KOREAN.encode("utf-16-be"),
        KOREAN.encode("cp949"),
    ],
)
def test_text_is_read_in_the_encodings_that_issues_come_in(data: bytes) -> None:
    assert decode(data) == KOREAN


@pytest.mark.parametrize(
    "data",
    [
        b"caf\xe9 au lait",
        b"\xff\xfe\x00",
        b"PK\x03\x04\x00\x00",
        b"\x89PNG\r\n\x1a\n\x00",
        "a".encode("utf-16-le"),
    ],
)
def test_what_is_not_text_is_refused_with_what_to_do(data: bytes) -> None:
    with pytest.raises(UnreadableIssue, match="UTF-8"):
        decode(data)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("\ufeff a\u00a0b\u202fc\u3000d\te ", "a b c d e"),
        ("zero\u200bwidth\u2060 so\u00adft", "zerowidth soft"),
        ("bell\x07 \x00", "bell"),
        ("\u1112\u1161\u11ab", "한"),
        ("👨‍👩‍👧 stays", "👨‍👩‍👧 stays"),
        ("a\u200db", "ab"),
        ("\u200b\u00a0", ""),
    ],
)
def test_a_line_is_cleaned_of_what_is_not_seen(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


@pytest.mark.parametrize(
    ("text", "kind", "words", "number"),
    [
        ("1️⃣ Definition", Kind.KEYCAP, "Definition", 1),
        ("1⃣Definition", Kind.KEYCAP, "Definition", 1),
        ("1️⃣2️⃣ Twelve", Kind.KEYCAP, "Twelve", 12),
        ("🔟 Ten", Kind.KEYCAP, "Ten", 10),
        ("📚 3️⃣ Books", Kind.KEYCAP, "Books", 3),
        ("1. One", Kind.COUNT, "One", 1),
        ("1.정의", Kind.COUNT, "정의", 1),
        ("(2) Two", Kind.COUNT, "Two", 2),
        ("12) Twelve", Kind.COUNT, "Twelve", 12),
        ("③ Three", Kind.COUNT, "Three", 3),
        ("3.5 percent", Kind.NONE, "3.5 percent", None),
        ("2026. 1. 16.", Kind.NONE, "2026. 1. 16.", None),
        ("- a", Kind.BULLET, "a", None),
        ("-항목", Kind.BULLET, "항목", None),
        ("-5 degrees", Kind.NONE, "-5 degrees", None),
        ("* **Name**: text", Kind.BULLET, "Name: text", None),
        ("**Name** text", Kind.NONE, "**Name** text", None),
        ("▪️ a", Kind.BULLET, "a", None),
        ("—a dash, no bullet", Kind.NONE, "—a dash, no bullet", None),
        ("Q: Why?", Kind.QUESTION, "Why?", None),
        ("Q1. Why?", Kind.QUESTION, "Why?", None),
        ("[Q] Why?", Kind.QUESTION, "Why?", None),
        ("질문 2： 왜?", Kind.QUESTION, "왜?", None),
        ("Q1 results rose", Kind.NONE, "Q1 results rose", None),
        ("A. Yes", Kind.ANSWER, "Yes", None),
        ("답변: 네", Kind.ANSWER, "네", None),
        ("A.I. is here", Kind.NONE, "A.I. is here", None),
        ("📕 Group", Kind.EMOJI, "Group", None),
        ("👩🏽‍🚀🇰🇷 Group", Kind.EMOJI, "Group", None),
        ("㈜회사", Kind.NONE, "㈜회사", None),
        ("→ so", Kind.BULLET, "so", None),
        ("➡️ so", Kind.BULLET, "so", None),
        ("▶️ so", Kind.BULLET, "so", None),
        ("► so", Kind.BULLET, "so", None),
        ("» so", Kind.BULLET, "so", None),
        ("> so", Kind.BULLET, "so", None),
        (">5 percent", Kind.NONE, ">5 percent", None),
        ("✔️ so", Kind.BULLET, "so", None),
        ("✓ so", Kind.BULLET, "so", None),
        ("☑ so", Kind.BULLET, "so", None),
        ("✅ Group", Kind.EMOJI, "Group", None),
    ],
)
def test_the_sign_at_the_start_of_a_line(
    text: str, kind: Kind, words: str, number: int | None
) -> None:
    sign = sign_of(text)
    assert (sign.kind, sign.words, sign.number) == (kind, words, number)


def test_lines_are_numbered_as_in_the_file_and_blank_ones_left_out() -> None:
    lines = read_lines("a\n\n\u00a0\r\n## **b**\u2028c")
    assert [(line.number, line.words) for line in lines] == [(1, "a"), (4, "b"), (5, "c")]
    assert (lines[1].level, lines[1].bold) == (2, True)


def test_a_sign_alone_belongs_to_the_next_line() -> None:
    lines = read_lines("2️⃣\nWhere it stands\nA:\n- Yes.\n-\n- No.")
    assert [(line.kind, line.words, line.lends) for line in lines] == [
        (Kind.KEYCAP, "", True),
        (Kind.KEYCAP, "Where it stands", False),
        (Kind.ANSWER, "", True),
        (Kind.ANSWER, "Yes.", False),
        (Kind.BULLET, "", False),
        (Kind.BULLET, "No.", False),
    ]


def test_the_language_is_told_by_the_share_of_hangul() -> None:
    assert language_of("HBM은 D램을 쌓은 메모리다") == "ko"
    assert language_of("The word for it is 전세, a deposit instead of rent") == "en"
    assert language_of("2026!") == "en"


def test_a_text_is_cut_between_sentences_or_else_words() -> None:
    assert pieces("One two. Three four. Five.", 21) == ["One two. Three four.", "Five."]
    assert pieces("one two three", 8) == ["one two", "three"]
    assert pieces("one", 3) == ["one"]
    assert pieces("one longer", 5) is None


def test_the_opening_words_of_a_text_are_its_first_sentence_if_that_is_short() -> None:
    assert opening_words('He said "no." Then he left.', 20) == 'He said "no."'
    assert opening_words("One two three four", 10) == "One two…"
    assert opening_words("한" * 10, 5) == "한한한한…"
