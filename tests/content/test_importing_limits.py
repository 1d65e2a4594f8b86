"""What is too long for the format: moved, cut between words, or left over."""

import pytest

from bot.content.importing import Draft, notes, read_issue

SENTENCE = "This is a sentence of exactly fifty characters ok. "  # 51 with its space
LONG = (SENTENCE * 40).strip()


def texts_of(draft: Draft, place: str) -> list[str]:
    return [row.words for row in draft.placed if row.place == place]


def test_a_title_that_is_too_long_is_shortened_and_left_over_whole() -> None:
    draft = read_issue(f"{LONG}\n💡 Summary\n- A point.")
    assert draft.lesson["title"] == SENTENCE.strip()
    assert notes(draft) == (
        f"line 1 was not placed (longer than a title's 120 characters): {LONG}",
    )


@pytest.mark.parametrize(
    ("text", "part", "first", "second"),
    [
        ("4️⃣ Related Terms\n🔎 Ebb\n- {}\n- More.", "terms", "short", "details"),
        ("4️⃣ Related Terms\n🔎 {}\n- Low.\n- More.", "terms", "name", "details"),
        ("5️⃣ FAQ\nQ: Is it?\nA: {}\n- More.", "faq", "answer", "details"),
        ("5️⃣ FAQ\nQ: {}\nA: It is.\n- More.", "faq", "question", "details"),
    ],
)
def test_a_text_too_long_for_a_line_goes_to_the_details_whole(
    text: str, part: str, first: str, second: str
) -> None:
    draft = read_issue("Title\n" + text.format(LONG))
    assert texts_of(draft, f"{part}[0].{second}") == [LONG, "More."]
    assert f"'{first}': '{SENTENCE.strip()}'" in str(draft.lesson[part])
    assert draft.leftovers == ()


def test_a_long_headline_goes_to_the_text_of_the_news() -> None:
    draft = read_issue(f"Title\n0️⃣ Topic\n📌 {LONG}\n💬 More.")
    assert draft.lesson["news"] == {
        "topic": "Topic",
        "headline": SENTENCE.strip(),
        "text": f"{LONG}\n\nMore.",
    }


def test_a_long_bullet_becomes_several() -> None:
    draft = read_issue(f"Title\n💡 Summary\n- {LONG}\n- Short.")
    points = [texts_of(draft, f"key_points[{n}]") for n in range(4)]
    assert [" ".join(words for point in points[:3] for words in point), points[3]] == [
        LONG,
        ["Short."],
    ]
    assert draft.lesson["key_points"] == [words for point in points for words in point]


def test_of_a_long_lead_in_line_the_end_stands_over_the_bullets() -> None:
    draft = read_issue(f"Title\n2️⃣ Section\n📕 Group\n{SENTENCE * 15}Main reasons:\n- One.")
    first, second = (SENTENCE * 11).strip(), SENTENCE * 4 + "Main reasons:"
    group = {
        "emoji": "📕",
        "title": "Group",
        "points": [{"lead": first}, {"lead": second, "bullets": ["One."]}],
    }
    assert draft.lesson["sections"] == [{"title": "Section", "groups": [group]}]


def test_a_word_longer_than_its_field_is_left_over() -> None:
    draft = read_issue(f"Title\n💡 Summary\n- {'한' * 1001}\n- A point.")
    assert draft.lesson["key_points"] == ["A point."]
    assert notes(draft) == (f"line 3 was not placed (longer than 1,000 characters): {'한' * 1001}",)


def test_what_a_list_has_no_room_for_is_left_over() -> None:
    points = "\n".join(f"- Point {n}." for n in range(1, 14))
    draft = read_issue(f"Title\n💡 Summary\n{points}")
    assert len(draft.lesson["key_points"]) == 12
    assert notes(draft) == ("line 15 was not placed (more than 12 in one list): Point 13.",)


def test_what_prose_has_no_room_for_is_left_over() -> None:
    paragraph = (SENTENCE * 100).strip()
    draft = read_issue("Title\n1️⃣ Definition\n" + "\n".join([paragraph] * 4) + "\nThe end.")
    assert draft.lesson["definition"] == "\n\n".join([paragraph] * 3) + "\n\nThe end."
    assert [(left.line, left.reason) for left in draft.leftovers] == [
        (6, "longer than 20,000 characters in all")
    ]


def test_a_long_numbered_line_is_no_heading() -> None:
    draft = read_issue(f"Title\n1️⃣ Definition\nA thing.\n2️⃣ {LONG}")
    assert draft.lesson["definition"] == f"A thing.\n\n2️⃣ {LONG}"
