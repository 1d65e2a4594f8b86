"""Signs by what stands round them: bullets, headings that ask, names before a dash."""

import pytest

from bot.content.importing import Value, notes, read_issue

PROSE = "A heat pump moves heat.\nIt makes none."


def part(name: str, text: str) -> Value:
    return read_issue(f"Title\n{text}").lesson[name]


@pytest.mark.parametrize("sign", ["→", "➡️", "▶", "▶️", "►", "»", ">", "✔", "✔️", "✓", "☑", "☑️"])
def test_arrows_and_ticks_are_bullets(sign: str) -> None:
    text = f"💡 Summary\n{sign} One.\n{sign} Two\n2️⃣ Section\n📕 Group\nLead:\n{sign} a\n{sign} b"
    draft = read_issue(f"Title\n{text}")
    group = {"emoji": "📕", "title": "Group", "points": [{"lead": "Lead:", "bullets": ["a", "b"]}]}
    assert draft.lesson["key_points"] == ["One.", "Two"]
    assert draft.lesson["sections"] == [{"title": "Section", "groups": [group]}]
    assert draft.leftovers == ()


@pytest.mark.parametrize("sign", ["▶", "►", "➡️", "✔️", "☑"])
def test_arrows_and_ticks_over_a_list_are_headings(sign: str) -> None:
    text = f"{sign} Summary\n{sign} One.\n{sign} Two.\n2️⃣ Section\n{sign} Makers\nLead:\n- a\n- b"
    draft = read_issue(f"Title\n{text}")
    group = {"emoji": sign, "title": "Makers", "points": [{"lead": "Lead:", "bullets": ["a", "b"]}]}
    assert draft.lesson["key_points"] == ["One.", "Two."]
    assert draft.lesson["sections"] == [{"title": "Section", "groups": [group]}]


@pytest.mark.parametrize("form", ["{}. ", "{}) ", "({}) "])
def test_letters_in_a_row_are_bullets(form: str) -> None:
    one, two, three = (form.format(letter) for letter in "abc")
    assert part("key_points", f"💡 Summary\n{one}One.\n{two}Two.\n{three}Three.\nd is none.") == [
        "One.",
        "Two.",
        "Three.",
        "d is none.",
    ]


def test_letters_over_a_list_lead_in_to_it() -> None:
    groups = [{"points": [_led("a. First", "x"), _led("b. Second", "y")]}]
    assert part("sections", "2️⃣ Section\na. First\n- x\nb. Second\n- y") == [
        {"title": "Section", "groups": groups}
    ]


def _led(lead: str, bullet: str) -> Value:
    return {"lead": lead, "bullets": [bullet]}


def test_arrows_over_terms_are_no_bullets() -> None:
    assert part("terms", "▶ 관련 용어\n▶ Ebb\n- Low.\n▶ Flood\n- High.") == [
        {"name": "Ebb", "short": "Low."},
        {"name": "Flood", "short": "High."},
    ]


def test_letters_with_lines_between_them_are_in_a_row() -> None:
    text = "4️⃣ Related Terms\n🔎 Ebb\na. Low.\nLower.\nb) Dry.\n🔎 Flood\na. High.\nb. Wet."
    assert part("terms", text) == [
        {"name": "Ebb", "short": "Low.", "details": "Lower.\n\nDry."},
        {"name": "Flood", "short": "High.", "details": "Wet."},
    ]


@pytest.mark.parametrize(
    "line", ["c. 1900 it began", "a. It is", "p. 34 has more", "B. Smith spoke"]
)
def test_a_letter_alone_is_no_bullet(line: str) -> None:
    assert part("key_points", f"💡 Summary\n- One.\n{line}\n- Two.") == ["One.", line, "Two."]


def test_an_answer_may_have_a_small_letter() -> None:
    assert part("faq", "5️⃣ FAQ\nq. Is it?\na. It is.\n- Yes.\nq. Why?\na. So.") == [
        {"question": "Is it?", "answer": "It is.", "details": "Yes."},
        {"question": "Why?", "answer": "So."},
    ]


@pytest.mark.parametrize("sign", ["", "1️⃣ ", "📘 ", "💡 ", "## ", "**"])
@pytest.mark.parametrize(
    "words",
    [
        "What is a heat pump?",
        "What Are Heat Pumps",
        "What's a heat pump?",
        "What does COP mean?",
        "히트펌프란?",
        "‘히트펌프’란?",
        "히트펌프란 무엇인가",
        "히트펌프란 무엇일까요?",
    ],
)
def test_a_heading_that_asks_stands_over_the_definition(sign: str, words: str) -> None:
    heading = f"{sign}{words}{sign if sign == '**' else ''}"
    text = f"Title\n💡 Summary\n- One.\n{heading}\n{PROSE}\n2️⃣ Section\n📕 Group\n- a"
    lesson = dict(read_issue(text).lesson)
    assert lesson.pop("language") in {"en", "ko"}
    assert lesson == {
        "title": "Title",
        "key_points": ["One."],
        "definition": "A heat pump moves heat.\n\nIt makes none.",
        "sections": [{"title": "Section", "groups": [_group("a")]}],
        "headings": {"definition": words},
    }


def _group(bullet: str) -> Value:
    return {"emoji": "📕", "title": "Group", "points": [{"bullets": [bullet]}]}


def test_headings_with_list_numbers_may_ask() -> None:
    draft = read_issue(
        f"Title\n1. Summary\n- One.\n2. 히트펌프란?\n{PROSE}\n3. FAQ\nQ: Is it?\nA: Yes."
    )
    assert draft.lesson["headings"] == {"definition": "히트펌프란?"}
    assert draft.lesson["faq"] == [{"question": "Is it?", "answer": "Yes."}]


def test_a_title_may_ask() -> None:
    draft = read_issue(f"🔥 What is a heat pump?\nHome Energy | 2026.01.16\n1️⃣ Definition\n{PROSE}")
    assert (draft.lesson["title"], draft.lesson["emoji"]) == ("What is a heat pump?", "🔥")
    assert "headings" not in draft.lesson


@pytest.mark.parametrize("sign", ["", "1. ", "❓ ", "**", "Q: "])
@pytest.mark.parametrize("question", ["What is a heat pump?", "히트펌프란?"])
def test_a_question_of_the_faq_is_no_heading(sign: str, question: str) -> None:
    end = sign if sign == "**" else ""
    text = f"5️⃣ FAQ\n{sign}{question}{end}\nIt moves heat.\nMore.\n{sign}Why?{end}\nSo."
    assert part("faq", text) == [
        {"question": question, "answer": "It moves heat.", "details": "More."},
        {"question": "Why?", "answer": "So."},
    ]


@pytest.mark.parametrize(
    ("title", "below"),
    [
        ("What is next?", PROSE),
        ("What are the main issues?", PROSE),
        ("What is the government's plan?", PROSE),
        ("왜 이런 논란?", PROSE),
        ("What is a heat pump?", "📕 Group\n- a"),
        ("What is a heat pump?", "It has parts:\n- a"),
        ("What is a heat pump?", "1️⃣ Definition\nA thing."),
    ],
)
def test_a_section_may_ask(title: str, below: str) -> None:
    draft = read_issue(f"Title\n💡 Summary\n- One.\n2️⃣ {title}\n{below}")
    rows = [row.words for row in draft.placed if row.place == "sections[0].title"]
    assert rows == [title]


def test_a_group_of_a_section_may_ask() -> None:
    text = f"2️⃣ Section\n📕 Group\n- a\n📕 What is a heat pump?\n{PROSE}\nWhat is heat?\nIt moves."
    draft = read_issue(f"Title\n{text}")
    assert "definition" not in draft.lesson
    assert draft.leftovers == ()


@pytest.mark.parametrize(
    "text",
    [
        "COP — Heat: out.\nSCOP – Yearly\nFluid - Flows.\nNote: A word.",
        "- COP — Heat: out.\n- SCOP – Yearly\n- Fluid - Flows.\n- Note: A word.",
        "🔎 COP — Heat: out.\n🔎 SCOP – Yearly\n🔎 Fluid - Flows.\n🔎 Note: A word.",
        "“COP” — Heat: out.\n\"SCOP\" – Yearly\n'Fluid' - Flows.\n「Note」: A word.",
        '🔎 "COP"\n- Heat: out.\n🔎 “SCOP”\n- Yearly\n🔎 Fluid\n- Flows.\n🔎 Note: A word.',
    ],
)  # fmt: skip
def test_terms_before_a_dash_and_in_quotes(text: str) -> None:
    draft = read_issue(f"Title\n4️⃣ Related Terms\n{text}")
    assert draft.lesson["terms"] == [
        {"name": "COP", "short": "Heat: out."},
        {"name": "SCOP", "short": "Yearly"},
        {"name": "Fluid", "short": "Flows."},
        {"name": "Note", "short": "A word."},
    ]
    assert draft.leftovers == ()


def test_a_term_in_one_line_may_have_bullets_under_it() -> None:
    text = (
        "4️⃣ Related Terms\nCOP — Heat out.\n- Three: it is good.\n- Five is better.\nFluid: Flows."
    )
    assert part("terms", text) == [
        {"name": "COP", "short": "Heat out.", "details": "Three: it is good.\n\nFive is better."},
        {"name": "Fluid", "short": "Flows."},
    ]


@pytest.mark.parametrize(
    "line",
    [
        "A sentence with a good many words in it - and a dash.",
        "Co-op has none.",
        "Said “so” and “so”.",
    ],
)
def test_a_line_that_names_no_term_is_left_over(line: str) -> None:
    assert notes(read_issue(f"Title\n4️⃣ Related Terms\n- {line}")) == (
        f"line 3 was not placed (no term above it): - {line}",
    )


def test_quotes_inside_a_name_are_kept() -> None:
    text = '4️⃣ Related Terms\n🔎 “A” and “B”\n- Two.\n🔎 The “C”\n- One.\n🔎 "" x\n- None.'
    draft = read_issue(f"Title\n{text}")
    assert [row.words for row in draft.placed if row.place.endswith(".name")] == [
        "“A” and “B”",
        "The “C”",
        '"" x',
    ]
