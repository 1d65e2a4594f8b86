"""Lessons as YAML: the text a person edits, and that it says the same when it is read."""

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from bot.content.nodes import Entries, Items, Node, Scalar, parse
from bot.content.writing import write_lesson


def plain(node: Node | None) -> object:
    """Return a tree as plain data."""
    match node:
        case Scalar(text=text):
            return text
        case Items(nodes=nodes):
            return [plain(below) for below in nodes]
        case Entries(pairs=pairs):
            return {key.text: plain(below) for key, below in pairs}
        case None:
            return None


def read_back(text: str) -> object:
    node, problems = parse(text.encode())
    assert problems == []
    return plain(node)


def test_a_lesson_is_written_in_the_order_of_the_format() -> None:
    lesson = {
        "faq": [
            {
                "answer": "Twice a day.",
                "question": "When does it turn?",
                "also_asked": ["How: often?"],
            }
        ],
        "key_points": ["Tides can be told: years ahead.", "No"],
        "terms": [
            {"name": "Neap tide", "short": "A low tide.", "details": "It is lower.\n\nBy a third."},
            {"name": "Spring tide", "short": "A high tide."},
        ],
        "date": "2026-01-16",
        "title": "Tides",
        "emoji": "🌊",
        "language": "en",
        "definition": "Water that rises and falls: the moon does it.",
    }
    assert (
        write_lesson(lesson, schema="../lesson.schema.json", notes=["line 3: Share"])
        == """\
# yaml-language-server: $schema=../lesson.schema.json
title: Tides
emoji: 🌊
date: 2026-01-16
language: en

key_points:
  - "Tides can be told: years ahead."
  - "No"

definition: |
  Water that rises and falls: the moon does it.

terms:
  - name: Neap tide
    short: A low tide.
    details: |
      It is lower.

      By a third.

  - name: Spring tide
    short: A high tide.

faq:
  - question: When does it turn?
    also_asked:
      - "How: often?"
    answer: Twice a day.

# line 3: Share
"""
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("no", '"no"'),
        ("Y", '"Y"'),
        ("NULL", '"NULL"'),
        ("~", '"~"'),
        ("12:30", '"12:30"'),
        ("1_000", '"1_000"'),
        ("2026.01", '"2026.01"'),
        ("2026-01-16", '"2026-01-16"'),
        ("0x1F", '"0x1F"'),
        ("0o17", '"0o17"'),
        (".5", '".5"'),
        ("-3", '"-3"'),
        ("1e5", '"1e5"'),
        ("=", '"="'),
        ("<<", '"<<"'),
        ("@home", '"@home"'),
        ("`code`", '"`code`"'),
        ("%d", '"%d"'),
        ("# 1", '"# 1"'),
        ("a #1", '"a #1"'),
        ("a#1", "a#1"),
        ("a: b", '"a: b"'),
        ("a:b", "a:b"),
        ("What follows:", '"What follows:"'),
        ("- a", '"- a"'),
        ("3 of 4 homes", "3 of 4 homes"),
        ("It's warm", "It's warm"),
        ("It's: warm", '"It\'s: warm"'),
        ('"Warm" it\'s', "'\"Warm\" it''s'"),
        ("C:\\ it's: a", "'C:\\ it''s: a'"),
        ("0️⃣ keycap", "0️⃣ keycap"),
        ("👨‍👩‍👧 family", "👨‍👩‍👧 family"),
        ("요약: 한 줄", '"요약: 한 줄"'),
        ("non\xa0breaking", "non\xa0breaking"),
        ("\xa0at the edge", '"\\_at the edge"'),
        ("line\u2028separator", '"line\\Lseparator"'),
        ("next\x85line", '"next\\Nline"'),
        ("bell\x07", '"bell\\u0007"'),
        ("\ufeffmark", '"\\ufeffmark"'),
        ("tab\there", '"tab\\there"'),
        ("", '""'),
    ],
)  # fmt: skip
def test_a_text_is_quoted_when_it_would_be_misread(text: str, written: str) -> None:
    assert write_lesson({"title": text}, schema=None) == f"title: {written}\n"
    assert read_back(f"title: {written}\n") == {"title": text}
    assert yaml.safe_load(f"title: {written}\n") == {"title": text}


def test_a_note_stays_on_its_line() -> None:
    notes = ["line 1: a\nb\u2028c\rd\x07", "line 2: # e"]
    text = write_lesson({"title": "T"}, schema=None, notes=notes)
    assert text == "title: T\n\n# line 1: a b c d�\n# line 2: # e\n"


def test_an_empty_lesson_is_comments_only() -> None:
    assert write_lesson({}, schema="s.json") == "# yaml-language-server: $schema=s.json\n"
    assert write_lesson({}, schema=None, notes=["line 1: a"]) == "# line 1: a\n"


def test_a_field_that_the_format_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="lesson has no colour"):
        write_lesson({"title": "T", "colour": "red"}, schema=None)


def test_a_value_of_the_wrong_shape_is_refused() -> None:
    with pytest.raises(TypeError, match="3 is no Line"):
        write_lesson({"title": 3}, schema=None)


NASTY = (
    " ", "  ", "\t", "\n", "\r", "\x85", "\u2028", "\u2029", "\xa0", "\u202f", "\u200b", "\ufeff",
    "#", " #", ": ", ":", "- ", "-", "? ", "|", ">", "'", '"', "\\", "%", "@", "`", "&", "*", "!",
    "{", "}", "[", "]", ",", "~", "no", "null", "12:30", "1_000", "0️⃣", "🔎", "👨‍👩‍👧", "한국", "é",
    "---", "...", "<<", "=", "\x07", "\x00", "\x7f", "\ufffe", "\U0001fffe", "word", "a", "0", ".",
)  # fmt: skip
texts = st.lists(st.sampled_from(NASTY) | st.text(max_size=3), max_size=8).map("".join)


@given(texts)
@example("a ")
@example("word\n\nword")
@example("- ")
@example("x" * 3000 + ": y")
def test_a_line_says_the_same_when_it_is_read(text: str) -> None:
    lesson = {"title": text, "key_points": [text, "b"], "headings": {"faq": text}}
    assert read_back(write_lesson(lesson, schema=None, notes=[text])) == lesson


@given(texts)
@example("one\n\ntwo: # three")
@example(" indented\n\nnot")
@example("ends in a blank \n\n")
def test_prose_says_the_same_when_it_is_read(text: str) -> None:
    lesson = {"definition": text, "terms": [{"name": "n", "short": "s", "details": text}]}
    found = read_back(write_lesson(lesson, schema=None))
    # The line break that ends a block is YAML's, not the text's.
    ended = {"definition": text + "\n", "terms": [{**lesson["terms"][0], "details": text + "\n"}]}  # type: ignore[dict-item]
    assert found in (lesson, ended)


@given(st.dictionaries(st.sampled_from(["title", "series", "emoji"]), texts, min_size=1))
def test_other_readers_of_yaml_find_the_same_texts(lesson: dict[str, str]) -> None:
    assert yaml.safe_load(write_lesson(lesson, schema="s.json")) == lesson
