"""The parts of an issue, each in the shapes that real issues have it."""

import pytest

from bot.content.importing import Value, notes, read_issue


def part(name: str, text: str) -> Value:
    return read_issue(f"Title\n{text}").lesson[name]


def left_over(text: str) -> tuple[str, ...]:
    return notes(read_issue(f"Title\n{text}"))


@pytest.mark.parametrize(
    ("text", "news"),
    [
        ("0️⃣ Topic\n📌 Head\n💬 Text.", {"topic": "Topic", "headline": "Head", "text": "Text."}),
        ("1️⃣ Topic\n📌 Head\n💬 Text.", {"topic": "Topic", "headline": "Head", "text": "Text."}),
        ("0️⃣ Topic\nHead\nText.", {"topic": "Topic", "headline": "Head", "text": "Text."}),
        ("0️⃣ Topic\n💬 Text.", {"headline": "Topic", "text": "Text."}),
        ("0️⃣ Topic", {"headline": "Topic"}),
        ("0️⃣ News\n📌 Head", {"headline": "Head"}),
        ("0️⃣ News\n💬 First. Second.", {"headline": "First.", "text": "First. Second."}),
        ("📌 Head\n💬 Text.", {"headline": "Head", "text": "Text."}),
    ],
)  # fmt: skip
def test_news(text: str, news: Value) -> None:
    assert part("news", text) == news


def test_news_without_anything_under_its_heading_leaves_nothing_to_write() -> None:
    assert "news" not in read_issue("Title\n0️⃣ News\n💡 Summary\n- A point.").lesson


@pytest.mark.parametrize(
    "heading",
    ["💡 Summary", "1️⃣ Summary", "## Summary", "**Summary**", "Summary", "1. Summary", "① 요약",
     "💡 핵심 요약:"],
)  # fmt: skip
def test_a_standard_heading_says_only_what_follows(heading: str) -> None:
    draft = read_issue(f"Title\n{heading}\n- One.\nTwo.")
    assert draft.lesson["key_points"] == ["One.", "Two."]
    assert "headings" not in draft.lesson


@pytest.mark.parametrize(
    ("heading", "name", "words"),
    [
        ("💡 At a Glance", "key_points", "At a Glance"),
        ("1️⃣ 상생이란?", "definition", "상생이란?"),
        ("💡 Why Heat Pumps Matter", "why_it_matters", "Why Heat Pumps Matter"),
        ("💡 중요한 이유", "why_it_matters", "중요한 이유"),
        ("Key Issues in Heating", "key_issues", "Key Issues in Heating"),
        ("4️⃣ 📚 Glossary", "terms", "Glossary"),
        ("5️⃣ Q&A", "faq", "Q&A"),
    ],
)
def test_a_heading_in_the_issues_own_words_is_kept(heading: str, name: str, words: str) -> None:
    assert part("headings", f"{heading}\n- a") == {name: words}


def test_a_second_heading_over_the_same_part_is_left_over_and_its_lines_added() -> None:
    text = "💡 Key Issues of A\n- a\n2️⃣ Section\n📕 Group\n- b\n💡 Key Issues of B\n- c"
    assert part("key_issues", text) == [{"text": "a"}, {"text": "c"}]
    assert left_over(text) == (
        "line 7 was not placed (a second heading over the same part): Key Issues of B",
    )


def test_key_issues_have_names_before_colons() -> None:
    names = (
        "- Cost: It is dear\n- 비용：비싸다\n- At 12:30 or http://a.b\n- **Noise**: Loud\n- Alone"
    )
    text = f"💡 Key Issues\n{names}"
    assert part("key_issues", text) == [
        {"name": "Cost", "text": "It is dear"},
        {"name": "비용", "text": "비싸다"},
        {"text": "At 12:30 or http://a.b"},
        {"name": "Noise", "text": "Loud"},
        {"text": "Alone"},
    ]


def test_a_section_goes_on_after_an_aside() -> None:
    text = "2️⃣ Section\n📕 One\nLead:\n- a\n💡 Key Issues of It\n- b\n📕 Two\nLead:\n- c"
    assert part("sections", text) == [
        {
            "title": "Section",
            "groups": [
                {"emoji": "📕", "title": "One", "points": [{"lead": "Lead:", "bullets": ["a"]}]},
                {"emoji": "📕", "title": "Two", "points": [{"lead": "Lead:", "bullets": ["c"]}]},
            ],
        }
    ]


def test_a_group_whose_heading_sounds_like_another_part_stays_a_group() -> None:
    text = "2️⃣ Section\n📕 Money\n- a\n📕 Key Issues of Time\n- b\n✅ Glossary\n- c"
    places = [row for row in read_issue(f"Title\n{text}").placed if row.place.endswith(".title")]
    assert [(row.place, row.words) for row in places] == [
        ("sections[0].title", "Section"),
        ("sections[0].groups[0].title", "Money"),
        ("sections[0].groups[1].title", "Key Issues of Time"),
        ("sections[0].groups[2].title", "Glossary"),
    ]


def test_bullets_may_come_without_a_heading_or_a_lead_in_line() -> None:
    assert part("sections", "2️⃣ Section\n- a\n📕 Group\n- b") == [
        {
            "title": "Section",
            "groups": [
                {"points": [{"bullets": ["a"]}]},
                {"emoji": "📕", "title": "Group", "points": [{"bullets": ["b"]}]},
            ],
        }
    ]


def test_a_group_heading_without_emoji_is_known_by_the_line_under_it() -> None:
    text = (
        "2️⃣ Section\nFirst group\nA lead. Reasons:\n- a\nSecond group\nA lead:\n- b\nLead alone\n- c"
    )
    assert part("sections", text) == [
        {
            "title": "Section",
            "groups": [
                {
                    "title": "First group",
                    "points": [{"lead": "A lead. Reasons:", "bullets": ["a"]}],
                },
                {
                    "title": "Second group",
                    "points": [
                        {"lead": "A lead:", "bullets": ["b"]},
                        {"lead": "Lead alone", "bullets": ["c"]},
                    ],
                },
            ],
        }
    ]


@pytest.mark.parametrize(
    "text",
    [
        "4️⃣ Related Terms\n🔎 Ebb\n- Low.\n- Lower.\n🔎 Flood\n- High.",
        "4️⃣ Related Terms\n🔎 Ebb\nLow.\nLower.\n🔎 Flood\nHigh.",
        "4️⃣ Related Terms\n### Ebb\n- Low.\n- Lower.\n### Flood\n- High.",
        "4️⃣ Related Terms\nEbb\n- Low.\n- Lower.\nFlood\n- High.",
        "4️⃣ Related Terms\n1. Ebb\n- Low.\n- Lower.\n2. Flood\n- High.",
        "4️⃣ Related Terms\n🔎 Ebb\n- Low.\n- Lower.\n🔎 Flood: High.",
        "2️⃣ A Section\n📕 Group\n- a\n🔎 Ebb\n- Low.\n- Lower.\n🔎 Flood\n- High.",
    ],
)
def test_terms(text: str) -> None:
    assert part("terms", text) == [
        {"name": "Ebb", "short": "Low.", "details": "Lower."},
        {"name": "Flood", "short": "High."},
    ]


def test_terms_in_one_line_each() -> None:
    expected = [{"name": "Ebb", "short": "Low."}, {"name": "Flood", "short": "High."}]
    assert part("terms", "4️⃣ Related Terms\n- Ebb: Low.\n- **Flood**: High.") == expected
    assert left_over("4️⃣ Related Terms\n- No name.\n- Ebb: Low.") == (
        "line 3 was not placed (no term above it): - No name.",
    )


def test_a_term_of_the_same_name_is_left_over_with_its_lines() -> None:
    text = "4️⃣ Related Terms\n🔎 Ebb\n- Low.\n🔎 EBB\n- Again."
    assert part("terms", text) == [{"name": "Ebb", "short": "Low."}]
    assert left_over(text) == (
        "line 5 was not placed (a second term of this name): EBB",
        "line 6 was not placed (a second term of this name): Again.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "5️⃣ FAQ\nQ: Is it?\nA: It is.\n- Yes.\nQ: Why?\nA: So.",
        "5️⃣ FAQ\nQ1. Is it?\nA1. It is.\n- Yes.\nQ2. Why?\nA2. So.",
        "5️⃣ 자주 묻는 질문\n질문: Is it?\n답변: It is.\nYes.\n질문: Why?\n답변: So.",
        "5️⃣ FAQ\nQ:\nIs it?\nA:\nIt is.\n\nYes.\nQ: Why?\nA:\n- So.",
        "5️⃣ FAQ\nQ: Is it?\nYes.\nA: It is.\nQ: Why?\nSo.",
        "5️⃣ FAQ\n1. Is it?\n- It is.\n- Yes.\n2. Why?\n- So.",
        "5️⃣ FAQ\n❓ Is it?\nIt is.\nYes.\n❓ Why?\nSo.",
        "5️⃣ FAQ\n**Is it?**\nIt is.\nYes.\n**Why?**\nSo.",
        "2️⃣ A Section\n📕 Group\n- a\nQ: Is it?\nA: It is.\n- Yes.\nQ: Why?\nA: So.",
    ],
)
def test_questions(text: str) -> None:
    assert part("faq", text) == [
        {"question": "Is it?", "answer": "It is.", "details": "Yes."},
        {"question": "Why?", "answer": "So."},
    ]


def test_parts_may_stand_in_another_order() -> None:
    draft = read_issue("1️⃣ FAQ\nQ: Is it?\nA: Yes.\n2️⃣ Body\n📕 Group\n- a\n7️⃣ Definition\nA thing.")
    assert draft.lesson["definition"] == "A thing."
    assert draft.lesson["title"] == "FAQ"
    assert draft.leftovers == ()


def test_a_table_of_contents_is_not_taken_for_headings() -> None:
    text = (
        "1. Definition\n2. Related Terms\n1️⃣ Definition\nA thing.\n2️⃣ Related Terms\n🔎 Ebb\n- Low."
    )
    assert part("definition", text) == "A thing."
    assert left_over(text) == (
        "line 2 was not placed (no heading above it): 1. Definition",
        "line 3 was not placed (no heading above it): 2. Related Terms",
    )


@pytest.mark.parametrize(
    "line", ["Share", "→ Read more", "[Subscribe]", "구독하기 >", "목차 보기", "© 2026"]
)
def test_page_residue_is_left_over_wherever_it_stands(line: str) -> None:
    draft = read_issue(f"Title\n💡 Summary\n- One.\n{line}\n- Two.")
    assert draft.lesson["key_points"] == ["One.", "Two."]
    assert [leftover.reason for leftover in draft.leftovers] == ["page residue"]
