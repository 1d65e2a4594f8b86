"""What stands before the first heading: greetings, a mail's subject, news without signs."""

import pytest

from bot.content.importing import Value, notes, read_issue

END = "💡 Summary\n- One."
TEXT = (
    "The government has made the rules for deposits stricter. More homes will be let by the month."
)


def lesson(opening: str) -> dict[str, Value]:
    found = dict(read_issue(f"{opening}\n{END}").lesson)
    assert found.pop("key_points") == ["One."]
    assert found.pop("language") == "en"
    return found


def left_over(opening: str) -> tuple[str, ...]:
    return notes(read_issue(f"{opening}\n{END}"))


@pytest.mark.parametrize("label", ["Subject: ", "SUBJECT：", "**Subject:** ", "제목: "])
@pytest.mark.parametrize(
    "opening",
    [
        "{}\nHome Energy | 2026.01.16",
        "☀️ Good morning, readers! (view in browser)\n{}\nHome Energy | 2026.01.16",
        "Home Energy | 2026.01.16\n{}",
        "Home Energy\n2026.01.16\n{}",
    ],
)
def test_the_subject_of_a_mail_is_the_title(label: str, opening: str) -> None:
    assert lesson(opening.format(f"{label}Heat pumps at home")) == {
        "title": "Heat pumps at home",
        "series": "Home Energy",
        "date": "2026-01-16",
    }


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        ("Subject: 🔥 Heat pumps", {"title": "Heat pumps", "emoji": "🔥"}),
        ("Subject: Heat pumps, 2026.01.16", {"title": "Heat pumps", "date": "2026-01-16"}),
        ("Subject: 3) Heat pumps", {"title": "3) Heat pumps"}),
        ("Subject matters", {"title": "Subject matters"}),
    ],
)
def test_what_a_subject_has_in_it(subject: str, found: Value) -> None:
    assert lesson(subject) == found


@pytest.mark.parametrize(
    "greeting",
    [
        "☀️ Good morning, readers! (view in browser)",
        "Good morning",
        "Good evening from the kitchen",
        "Hello readers",
        "Hi there,",
        "Dear subscribers,",
        "Welcome back!",
        "안녕하세요, 독자 여러분!",
        "안녕하세요. 오늘도 좋은 하루입니다",
        "구독자님, 안녕하세요!",
        "👋 좋은 아침입니다",
        "Subject: Good morning, readers!",
    ],
)
@pytest.mark.parametrize("opening", ["{}\nHeat pumps\nHome Energy", "Heat pumps\n{}\nHome Energy"])
def test_a_greeting_is_neither_title_nor_series(greeting: str, opening: str) -> None:
    draft = read_issue(f"{opening.format(greeting)}\n{END}")
    assert (draft.lesson["title"], draft.lesson["series"]) == ("Heat pumps", "Home Energy")
    assert [(left.text, left.reason) for left in draft.leftovers] == [(greeting, "greeting")]


def test_a_greeting_gives_the_date_in_it() -> None:
    opening = "Good morning! It is January 16, 2026\nHeat pumps"
    assert lesson(opening) == {"title": "Heat pumps", "date": "2026-01-16"}
    assert left_over(opening) == (
        "line 1 was not placed (greeting): Good morning! It is January 16, 2026",
    )


@pytest.mark.parametrize(
    "title", ["Good Morning America", "Hello, World", "Hi-fi at home", "안녕하세요라는 인사"]
)
def test_a_title_may_begin_as_greetings_do(title: str) -> None:
    assert read_issue(f"{title}\n{END}").lesson["title"] == title


def test_a_text_of_greetings_alone_has_no_other_title() -> None:
    draft = read_issue("Good morning\nHello readers")
    assert draft.lesson["title"] == "Good morning"
    assert [left.reason for left in draft.leftovers] == ["greeting", "greeting"]


@pytest.mark.parametrize("between", ["", "Good morning, readers!\n"])
def test_a_headline_and_its_text_may_stand_without_signs(between: str) -> None:
    opening = (
        f"🏠 Deposits\nHome Economy | 2026.01.16\n{between}Rules made stricter\n{TEXT}\nAll say so."
    )
    assert lesson(opening) == {
        "title": "Deposits",
        "emoji": "🏠",
        "series": "Home Economy",
        "date": "2026-01-16",
        "news": {"headline": "Rules made stricter", "text": f"{TEXT}\n\nAll say so."},
    }


def test_a_korean_headline_and_its_text_may_stand_without_signs() -> None:
    text = "정부가 전세 보증 가입 기준을 강화했다. 월세로 옮겨 가는 집이 늘어난다."
    draft = read_issue(
        "🏠 전세 제도\n오늘의 경제 | 2026년 1월 9일\n"
        f"정부, 보증 기준 강화\n{text}\n💡 핵심 요약\n- 하나."
    )
    assert draft.lesson["news"] == {"headline": "정부, 보증 기준 강화", "text": text}
    assert draft.leftovers == ()


@pytest.mark.parametrize(
    "opening",
    [
        f"Deposits\nHome Economy | 2026.01.16\nRules made stricter\n{TEXT}",
        f"🏠 Deposits\nRules made stricter\n{TEXT}",
        f"🏠 Deposits\nHome Economy | 2026.01.16\n{TEXT}",
        f"🏠 Deposits\nHome Economy | 2026.01.16\nBy Kim Minji\n{TEXT}",
        "🏠 Deposits\nHome Economy | 2026.01.16\nRules made stricter\nAll say so.",
        f"🏠 Deposits\nHome Economy | 2026.01.16\nRules\nMore rules\nStill more\n{TEXT}",
        f"🏠 Deposits\nHome Economy | 2026.01.16\nRules made stricter\n{TEXT}\nA last word",
    ],
)
def test_another_shape_is_no_news(opening: str) -> None:
    assert "news" not in lesson(opening)
    assert left_over(opening)


def test_news_with_signs_are_the_news() -> None:
    opening = (
        f"🏠 Deposits\nHome Economy | 2026.01.16\nRules made stricter\n{TEXT}\n📌 Head\n💬 Text."
    )
    assert lesson(opening)["news"] == {"headline": "Head", "text": "Text."}
    assert [line.partition(":")[0] for line in left_over(opening)] == [
        "line 3 was not placed (no heading above it)",
        "line 4 was not placed (no heading above it)",
    ]
