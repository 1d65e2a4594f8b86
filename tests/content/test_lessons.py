import datetime as dt
import re
from pathlib import Path

import pytest

from bot.content.lessons import id_of, read_lesson
from bot.content.nodes import MAX_BYTES
from bot.domain.lesson import (
    FaqEntry,
    Group,
    KeyIssue,
    Lesson,
    News,
    Points,
    QuizItem,
    Section,
    Term,
)

WHOLE = """\
# yaml-language-server: $schema=../lesson.schema.json
id: chips
title: NO
emoji: 🧠
series: Chips for Beginners
date: 2026-01-16
language: en
news:
  topic: Memory
  headline: 12:30
  text: |
    One paragraph
    on two lines.

    Another.
key_points:
  - "Security: first"
  - 1_000
definition: >-
  Folded
  text.

  Second paragraph.
why_it_matters: [yes]
sections:
  - title: Status
    groups:
      - emoji: 📕
        title: Makers
        points:
          - lead: "Who makes them:"
            bullets: [a, b]
key_issues:
  - name: Price
    text: They are dear.
  - text: Nobody knows.
terms:
  - name: HBM
    id: hbm
    aliases: [high bandwidth memory, 고대역폭 메모리]
    short: Memory in a stack.
    details: Long.
faq:
  - question: Why?
    also_asked: [How come, 왜요]
    answer: Because.
quiz:
  - question: Two and two?
    right: "4"
    wrong: [3, 5]
headings:
  terms: Words
"""


def read(text: str, name: str = "lesson.yaml") -> tuple[Lesson | None, list[str]]:
    lesson, faults = read_lesson(Path(name), text.encode(), "memory")
    return lesson, [str(fault) for fault in faults]


def test_every_part_of_a_file_is_in_the_lesson() -> None:
    lesson, faults = read(WHOLE)
    assert faults == []
    assert lesson is not None
    why = lesson.faq[0]
    assert lesson == Lesson(
        id="chips",
        track="memory",
        title="NO",
        emoji="🧠",
        series="Chips for Beginners",
        date=dt.date(2026, 1, 16),
        news=News("12:30", ("One paragraph on two lines.", "Another."), "Memory"),
        key_points=("Security: first", "1_000"),
        definition=("Folded text.", "Second paragraph."),
        why_it_matters=("yes",),
        sections=(
            Section("Status", (Group("Makers", (Points("Who makes them:", ("a", "b")),), "📕"),)),
        ),
        key_issues=(KeyIssue("They are dear.", "Price"), KeyIssue("Nobody knows.")),
        terms=(
            Term(
                "HBM",
                "Memory in a stack.",
                ("Long.",),
                ("high bandwidth memory", "고대역폭 메모리"),
                "hbm",
            ),
        ),
        faq=(FaqEntry("Why?", "Because.", (), why.id, ("How come", "왜요")),),
        quiz=(QuizItem("Two and two?", "4", ("3", "5")),),
        headings={"terms": "Words"},
    )
    assert len(why.id) == 8


def test_ten_faults_are_ten_lines() -> None:
    _, faults = read(
        """\
titel: Chips
title: ''
date: 16.01.2026
language: de
key_points:
  - Security: first
  - fine
news: nothing
terms:
  - name: HBM
    aliases: memory
  - name: hbm
    short: &x Memory
    short: again
id: Hi There!
"""
    )
    assert faults == [
        "lesson.yaml:1:1: lesson has no part called 'titel'. Did you mean title?",
        "lesson.yaml:2:8: title is empty. Write it, or take the line away",
        "lesson.yaml:3:7: date '16.01.2026' is no date. Write it like 2026-01-16",
        "lesson.yaml:4:11: language 'de' is unknown. Write one of: en, ko",
        "lesson.yaml:6:5: an item of key_points must be text, but is read as 'name: value'"
        " because of its colon. Put the whole text in quotes",
        "lesson.yaml:8:7: news must be made of named parts (topic, headline, text), but is text",
        "lesson.yaml:10:5: term has no short. Add it: What it is, in one line.",
        "lesson.yaml:11:14: aliases must be a list: a line each, and '- ' before each, but is text",
        "lesson.yaml:12:11: 'hbm' is in terms already, on line 10. Keep one",
        "lesson.yaml:13:12: &x names a part for repeating. Take the name away",
        "lesson.yaml:14:5: 'short' stands on line 13 already. Keep one",
        "lesson.yaml:15:5: id 'Hi There!' must be small letters a–z, digits and hyphens,"
        " at most 40. Write for example independent-ai",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "title: a\nkey_points: [a]\nquiz: [{question: q, right: Rome, wrong: [rome, b, B]}]",
            "3:43: 'rome' is an answer already. Change one",
        ),
        (
            "title: a\nkey_points: [a]\nterms: [{id: c, name: d, short: e},"
            " {id: c, name: f, short: g}]",
            "3:42: 'c' is in terms already, on line 3. Keep one",
        ),
        (
            "title: a\nkey_points: [a]\nfaq:\n- {question: Why?, answer: b}\n"
            '- {question: How?, answer: b, also_asked: [so how, "why?"]}',
            "5:52: 'why?' is the question on line 4. Take it away here",
        ),
        (
            'title: a\nkey_points: [a]\nfaq:\n- {question: Why?, also_asked: ["WHY?"], answer: b}',
            "4:33: 'WHY?' is the question on line 4. Take it away here",
        ),
        (
            "title: a\nkey_points: [a]\nfaq:\n- {question: Why?, answer: b, also_asked: [x]}\n"
            "- {question: How?, answer: b, also_asked: [y, X]}",
            "5:47: 'X' is in also_asked already, on line 4. Take it away here",
        ),
        (
            "title: a\nkey_points: [a]\nfaq:\n- {question: Why?, answer: b, also_asked: x}",
            "4:43: also_asked must be a list: a line each, and '- ' before each, but is text",
        ),
        (
            "title: a\nkey_points: [a]\nfaq:\n"
            f"- {{question: Why?, answer: b, also_asked: [{'y' * 401}]}}",
            "4:44: an item of also_asked has 401 characters. At most 400 fit: shorten it",
        ),
        ("", "1:1: is empty. 'homeroom new' writes a lesson to begin with"),
        ("title: a", "1:1: lesson has nothing to post. Add key_points, news or a definition"),
        ("- a", "1:1: lesson must be made of named parts ("),
        ("title: a\nkey_points: []", "2:13: key_points has 0 items. Leave it out"),
        (f"title: {'x' * 121}\nkey_points: [a]", "1:8: title has 121 characters. At most 120 fit"),
        ("title: |\n  a\n  b\nkey_points: [a]", "1:8: title must be one line. Write '>-' before"),
        ("title: a\ndate: 2026-02-30\nkey_points: [a]", "2:7: date 2026-02-30 is no day of the"),
        (
            "title: a\nkey_points: [a]\nquiz: [{question: q, right: x, wrong: [y, x]}]",
            "3:43: 'x' is an answer already. Change one",
        ),
    ],
)
def test_a_fault_says_where_what_and_how_to_mend_it(text: str, fault: str) -> None:
    lesson, faults = read(text)
    assert lesson is None
    assert faults[0].startswith(f"lesson.yaml:{fault}")


def test_a_file_at_the_limit_is_read() -> None:
    text = "title: a\nkey_points: [b]\n#"
    lesson, faults = read(text + "#" * (MAX_BYTES - len(text)))
    assert lesson is not None
    assert faults == []


@pytest.mark.parametrize(
    ("name", "lesson_id"),
    [
        ("independent-ai.yaml", "ai-independent-ai"),
        ("03 Chips & Memory!.yaml", "ai-chips-memory"),
        ("04_chips-memory.yaml", "ai-chips-memory"),
        ("2026-01-16.yaml", "ai-2026-01-16"),
    ],
)
def test_a_lesson_without_an_id_has_its_files_name(name: str, lesson_id: str) -> None:
    assert id_of(Path(name), "ai") == lesson_id


@pytest.mark.parametrize("name", ["반도체.yaml", "02 반도체.yaml", "x" * 60 + ".yaml"])
def test_a_name_that_does_not_fit_gives_an_id_of_its_own(name: str) -> None:
    ids = {id_of(Path(one), "ai") for one in (name, "메모리.yaml", "y" * 60 + ".yaml")}
    assert len(ids) == 3
    assert all(re.fullmatch(r"[a-z0-9-]{1,40}", one) for one in ids)
