"""Whole issues, and the lesson files that come of them."""

from pathlib import Path

import pytest

from bot.content.importing import decode, findings, notes, read_issue
from bot.content.writing import write_lesson

ISSUES = Path(__file__).parent / "issues"
SAMPLE = Path(__file__).parents[3] / "shared/newsletter/sample-issue.txt"


def imported(name: str) -> str:
    draft = read_issue(decode((ISSUES / name).read_bytes()))
    return write_lesson(draft.lesson, schema=None, notes=notes(draft))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample issue is not part of the repository")
def test_the_sample_issue_is_placed_whole_but_for_one_line_of_the_page() -> None:
    draft = read_issue(decode(SAMPLE.read_bytes()))
    assert findings(draft) == (
        ("key points", 3),
        ("sections", 2),
        ("bullets in sections", 48),
        ("key issues", 5),
        ("terms", 4),
        ("FAQ entries", 3),
        ("lines read", 126),
        ("lines placed", 125),
        ("lines not placed", 1),
    )
    assert notes(draft) == ("line 126 was not placed (page residue): View Table of Contents",)
    assert draft.lesson["headings"] == {"key_issues": "Key Issues of Independent AI"}


def test_a_full_issue_is_placed_whole_but_for_one_line_of_the_page() -> None:
    draft = read_issue(decode((ISSUES / "heat-pumps.txt").read_bytes()))
    assert findings(draft) == (
        ("key points", 3),
        ("sections", 2),
        ("bullets in sections", 13),
        ("key issues", 4),
        ("terms", 3),
        ("FAQ entries", 3),
        ("lines read", 71),
        ("lines placed", 70),
        ("lines not placed", 1),
    )
    assert list(draft.lesson) == [
        "title", "emoji", "series", "date", "language", "news", "key_points", "definition",
        "why_it_matters", "sections", "key_issues", "terms", "faq", "headings",
    ]  # fmt: skip


def test_the_ledger_names_the_place_of_every_line() -> None:
    draft = read_issue(decode((ISSUES / "letter.txt").read_bytes() + b"1. Summary\n* One point.\n"))
    assert [(row.line, row.place, row.words) for row in draft.placed] == [
        (1, "title", "Dear neighbours,"),
        (3, "leftover", "the water is turned off on Monday."),
        (4, "leftover", "- Fill your kettles."),
        (5, "heading", ""),
        (6, "key_points[0]", "One point."),
    ]


def test_a_korean_issue() -> None:
    assert (
        imported("korean.txt")
        == """\
title: 전세 제도
emoji: 🏠
series: 초보를 위한 오늘의 경제
date: 2026-01-09
language: ko

news:
  topic: 전세 사기 이후 달라지는 임대차 시장
  headline: '"보증금 떼일까 걱정"…정부, 전세 보증 기준 강화'
  text: |
    정부가 전세 보증 가입 기준을 강화했다. 집값 대비 보증금 비율이 높은 집은 보증을 받기 어려워진다.

key_points:
  - 전세는 목돈을 맡기고 집을 빌리는 한국의 임대 방식이다.
  - 보증 기준이 바뀌면 월세로 옮겨 가는 집이 늘어난다.

definition: |
  전세는 세입자가 보증금을 맡기고 정해진 기간 동안 월세 없이 사는 계약이다. 끝나면 돌려받는다.

why_it_matters:
  - 보증금은 많은 가구의 전 재산이다.
  - 보증금을 돌려받지 못하면 다음 집을 구할 수 없다.

sections:
  - title: 현황과 문제
    groups:
      - emoji: 📕
        title: 전세 사기의 구조
        points:
          - lead: "집값보다 보증금이 큰 집이 문제다. 주요 특징:"
            bullets:
              - 매매가와 전세가의 차이가 거의 없다.
              - 집주인이 여러 채를 동시에 가지고 있다.

key_issues:
  - name: 보호와 공급
    text: 기준을 높이면 세입자는 안전하지만 전셋집은 줄어든다
  - name: 정보 격차
    text: 집주인의 빚을 세입자가 알기 어렵다

terms:
  - name: 깡통전세
    short: 깡통전세는 보증금이 집값과 비슷하거나 더 큰 전세다.
    details: |
      집이 경매로 넘어가면 보증금을 모두 돌려받기 어렵다.

  - name: 확정일자
    short: 확정일자는 계약서가 그날 있었다는 것을 나라가 확인한 날짜다.

faq:
  - question: 보증 보험은 꼭 들어야 하나요?
    answer: 의무는 아니지만 드는 편이 안전합니다.
    details: |
      보험료는 보증금의 0.2퍼센트 정도입니다.

  - question: 월세가 더 나은가요?
    answer: 금리와 보증금에 따라 다릅니다.

headings:
  key_issues: 전세 제도의 핵심 쟁점
  terms: 용어 설명

# line 1 was not placed (page residue): 목차 보기
# line 35 was not placed (page residue): 구독하기
"""
    )


def test_a_korean_issue_without_emoji_whose_headings_are_numbered_like_lists() -> None:
    assert (
        imported("korean-counted.txt")
        == """\
title: 반도체 메모리 HBM
series: 오늘의 기술 뉴스
date: 2026-01-16
language: ko

key_points:
  - HBM은 칩을 위로 쌓아 만든 메모리다.
  - 인공지능 가속기가 늘면서 수요가 커졌다.

definition: |
  HBM은 여러 장의 D램을 수직으로 쌓고 구멍을 뚫어 이은 메모리다.

sections:
  - title: 시장 상황
    groups:
      - emoji: ■
        title: 만드는 회사
        points:
          - lead: "세 회사가 시장을 나눈다. 순서:"
            bullets:
              - SK하이닉스
              - 삼성전자
              - 마이크론

terms:
  - name: TSV
    short: TSV는 칩을 뚫어 위아래를 잇는 전극이다.

faq:
  - question: HBM은 왜 비싼가요?
    answer: 쌓는 과정이 어렵고 불량이 많기 때문입니다.
  - question: 일반 PC에도 쓰이나요?
    answer: 아직은 거의 쓰이지 않습니다.
"""
    )


def test_an_issue_in_markdown() -> None:
    assert (
        imported("markdown.txt")
        == """\
title: Tidal Power
emoji: 🌊
series: Energy Questions for Everyone
date: 2026-01-16
language: en

key_points:
  - Tides can be told years ahead, wind can't.
  - Few places have a tide that pays.

definition: |
  Tidal power takes energy from water that rises and falls twice a day.

sections:
  - title: Where It Runs Today
    groups:
      - title: Barrages
        points:
          - lead: "A dam with turbines across an estuary. Examples:"
            bullets:
              - La Rance in France, since 1966.
              - Sihwa Lake in Korea, since 2011.

      - title: Free Turbines
        points:
          - bullets:
              - They stand on the sea bed like windmills.

key_issues:
  - name: Salt
    text: It eats steel.
  - name: Fish
    text: They must pass.

terms:
  - name: Spring tide
    short: A spring tide is the high one after a full or new moon.
  - name: Neap tide
    short: A neap tide is the low one, a week later.

faq:
  - question: Is it loud?
    answer: No.

  - question: Does it stop?
    answer: Twice a day, when the water turns.
    details: |
      That is about an hour in all.

headings:
  key_issues: Key Issues of Tidal Power

# line 52 was not placed (page residue): Share
"""
    )


def test_an_issue_with_gaps_is_placed_as_far_as_it_goes_and_the_rest_is_told() -> None:
    assert (
        imported("rough.txt")
        == """\
title: Tonight's Sky
series: Looking Up
language: en

key_points:
  - Jupiter is up all night.

terms:
  - name: Ecliptic
    short: The ecliptic is the path of the sun among the stars.

faq:
  - question: Which star is red?
    answer: Betelgeuse, in Orion.
    details: |
      A second paragraph, without a bullet.

      And a third, with one.

# line 1 was not placed (page residue): View in browser
# line 2 was not placed (page residue): Share
# line 4 was not placed (no such date): 2026.02.30
# line 5 was not placed (no heading above it): Written by the astronomy club of the school.
# line 9 was not placed (term without a line): Opposition
# line 13 was not placed (answer without a question): A: It is not.
# line 14 was not placed (question without an answer): Is that a plane?
# line 20 was not placed (nothing but a sign): ————————
# line 21 was not placed (page residue): © The school
# line 22 was not placed (page residue): Unsubscribe
"""
    )


def test_a_text_that_is_no_newsletter_gives_a_title_and_leaves_the_rest_over() -> None:
    assert (
        imported("letter.txt")
        == """\
title: Dear neighbours,
language: en

# line 3 was not placed (no heading above it): the water is turned off on Monday.
# line 4 was not placed (no heading above it): - Fill your kettles.
"""
    )


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " \u200b\n\u00a0"])
def test_an_empty_file_gives_an_empty_draft(text: str) -> None:
    draft = read_issue(text)
    assert (draft.lesson, draft.placed, draft.leftovers, draft.lines_read) == ({}, (), (), 0)


@pytest.mark.parametrize("line_break", ["\r\n", "\r", "\u2028", "\x85", "\n\n", "\u00a0\n\u200b"])
def test_line_breaks_do_not_matter(line_break: str) -> None:
    text = (ISSUES / "heat-pumps.txt").read_text("utf-8")
    assert read_issue(text.replace("\n", line_break)).lesson == read_issue(text).lesson


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\ufe0f\u20e3", "\u20e3"),
        (" ", "\u00a0"),
        (" ", " \u200b "),
        ("\n- ", "\n• "),
        ("\n- ", "\n* "),
        ("\n- ", "\n–\u202f"),
        ("\n- ", "\n·"),
        ("\nQ: ", "\nQ. "),
        ("\nA: ", "\nA："),
        ("\nQ: ", "\n**Q:** "),
        ("\n- ", "\n1. "),
        ("\n- ", "\n2) "),
        ("\n- ", "\n③ "),
        ("Frequently Asked Questions (FAQ)", "**FAQ**"),
        ("5️⃣ ", "🔟 "),
        ("💡 ", "💡\n"),
        ("\nA: ", "\nA:\n"),
        ("💡 Summary", "Summary"),
        ("1️⃣ Definition", "DEFINITION:"),
        ("🔎 ", "🔍 "),
        ("🔎 Refrigerant", "Refrigerant"),
        ("of Heat Pumps\n", "of Heat Pumps:\n"),
    ],
)
def test_other_signs_for_the_same_thing_give_the_same_lesson(old: str, new: str) -> None:
    text = (ISSUES / "heat-pumps.txt").read_text("utf-8")
    assert old in text
    assert read_issue(text.replace(old, new)).lesson == read_issue(text).lesson
