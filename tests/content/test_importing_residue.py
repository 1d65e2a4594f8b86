"""What a page or a mail leaves behind, and what only looks like it."""

import pytest

from bot.content.importing import Value, notes, read_issue

STOCK = {"name": "Stock", "short": "A part of a company."}


@pytest.mark.parametrize("name", ["Share", "Print", "Save", "Follow", "공유", "저장"])
@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("🔎 Stock\n- A part of a company.\n🔎 {}\n- One unit.", "🔎 Bond\n- A loan."),
        ("🔎 Stock\n- A part of a company.\n🔎 {}: One unit.", "🔎 Bond\n- A loan."),
        ("Stock\n- A part of a company.\n{}\n- One unit.", "Bond\n- A loan."),
        ("Stock\nA part of a company.\n{}\nOne unit.", "Bond\nA loan."),
        ("**Stock**\nA part of a company.\n**{}**\nOne unit.", "**Bond**\nA loan."),
        ("▶ Stock\n- A part of a company.\n▶ {}\n- One unit.", "▶ Bond\n- A loan."),
    ],
)
def test_a_term_named_like_a_button_is_a_term(name: str, text: str, more: str) -> None:
    draft = read_issue(f"Title\n4️⃣ Related Terms\n{text.format(name)}\n{more}")
    assert draft.lesson["terms"] == [
        STOCK,
        {"name": name, "short": "One unit."},
        {"name": "Bond", "short": "A loan."},
    ]
    assert draft.leftovers == ()


def test_a_term_named_like_a_button_without_a_line_takes_no_other_terms_line() -> None:
    text = "4️⃣ Related Terms\n🔎 Stock\n- A part of a company.\n🔎 Share\n🔎 Bond\n- A loan.\nShare"
    draft = read_issue(f"Title\n{text}")
    assert draft.lesson["terms"] == [STOCK, {"name": "Bond", "short": "A loan."}]
    assert notes(draft) == (
        "line 5 was not placed (term without a line): Share",
        "line 8 was not placed (page residue): Share",
    )


@pytest.mark.parametrize("sign", ["📕 ", "### "])
def test_a_group_named_like_a_button_is_a_group(sign: str) -> None:
    draft = read_issue(f"Title\n## Section\n{sign}Spend\n- a\n{sign}Save\n- b")
    places = [(row.place, row.words) for row in draft.placed if row.place.endswith("title")]
    assert places == [
        ("title", "Title"),
        ("sections[0].title", "Section"),
        ("sections[0].groups[0].title", "Spend"),
        ("sections[0].groups[1].title", "Save"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "https://example.com/read-more?x=1&y=2",
        "<https://example.com>",
        "www.example.com/a",
        "Unsubscribe",
        "Unsubscribe | Forward to a friend",
        "Unsubscribe (https://example.com/u?1) · [Manage preferences](https://example.com/p)",
        "(view in browser)",
        "Read more: https://example.com",
        "Read more →",
        "» Read more",
        "💌 친구에게 공유하기",
        "🔗 Share",
        "**Share**",
        "You are receiving this email because you signed up.",
        "본 메일은 수신에 동의하신 분께 발송됩니다.",
        "수신거부",
        "수신거부 | 브라우저에서 보기",
        "구독하기 · 수신 거부 · Unsubscribe",
    ],
)
def test_a_question_is_not_answered_by_what_a_mail_ends_with(line: str) -> None:
    draft = read_issue(f"Title\n5️⃣ FAQ\nQ1. Is it?\nA1. Yes.\nQ2. And old houses?\n{line}")
    assert draft.lesson["faq"] == [{"question": "Is it?", "answer": "Yes."}]
    assert [(left.line, left.reason) for left in draft.leftovers] == [
        (5, "question without an answer"),
        (6, "page residue"),
    ]


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("A: https://example.com", "https://example.com"),
        ("- https://example.com", "https://example.com"),
        ("A: Unsubscribe", "Unsubscribe"),
        ("- Share", "Share"),
        ("Share it with a friend", "Share it with a friend"),
        ("See https://example.com", "See https://example.com"),
        ("Print and save", "Print and save"),
    ],
)
def test_words_with_a_sign_or_with_more_to_say_are_an_answer(line: str, answer: Value) -> None:
    draft = read_issue(f"Title\n5️⃣ FAQ\nQ: What now?\n{line}")
    assert draft.lesson["faq"] == [{"question": "What now?", "answer": answer}]
    assert draft.leftovers == ()


def test_a_button_with_a_sign_that_has_lines_under_it_is_kept() -> None:
    draft = read_issue("Title\n💡 Summary\n🔔 Follow\n- The rules.\n- And the law.")
    assert draft.lesson["key_points"] == ["🔔 Follow", "The rules.", "And the law."]
