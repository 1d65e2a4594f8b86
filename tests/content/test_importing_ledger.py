"""No line of an issue is lost: checked against the file that is written, not the importer."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.content.importing import Draft, notes, read_issue
from bot.content.importing.draft import HEADING, LEFTOVER, Placed
from bot.content.importing.headings import STANDARD
from bot.content.lessons import read_lesson
from bot.content.nodes import MAX_BYTES, Entries, Items, Node, Scalar, parse
from bot.content.writing import write_lesson

ISSUES = sorted((Path(__file__).parent / "issues").glob("*.txt"))
SAMPLE = Path(__file__).parents[3] / "shared/newsletter/sample-issue.txt"

# What may stand before a line's words: a number, a letter as lists have it, the sign of a question
# or an answer, the label of a mail's subject.
SIGN = re.compile(
    r"[0-9]{1,3}|[①-⓿❶-➓]|(?:question|answer|q|a|질문|문|답변|답)[0-9]{0,2}|subject|제목|[a-z]|",
    re.IGNORECASE,
)

LONGEST_SIGN = len("question99")


def letters(text: str) -> str:
    """Return a text's letters and digits: what must not be lost of it."""
    return "".join(c for c in unicodedata.normalize("NFC", text) if c.isalnum())


def written(draft: Draft) -> str:
    return write_lesson(draft.lesson, schema=None, notes=notes(draft))


def leaves(node: Node | None, place: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a file with the name of its place."""
    match node:
        case Scalar(text=text):
            yield place.removeprefix("."), text
        case Items(nodes=nodes):
            for n, below in enumerate(nodes):
                yield from leaves(below, f"{place}[{n}]")
        case Entries(pairs=pairs):
            for key, below in pairs:
                yield from leaves(below, f"{place}.{key.text}")
        case None:
            return


def check_no_line_is_lost(text: str) -> None:
    draft = read_issue(text)
    file = written(draft)
    places = dict(leaves(parse(file.encode())[0]))
    lines = dict(enumerate(text.splitlines(), start=1))
    rows: dict[int, list[Placed]] = {}
    for row in draft.placed:
        rows.setdefault(row.line, []).append(row)

    assert {n for n, raw in lines.items() if letters(raw)} <= rows.keys()
    assert len(rows) == draft.lines_read
    for n, found in rows.items():
        before = max((m for m in rows if m < n), default=n)
        check_line(lines[n], found, lent=rows[before][0].place == HEADING)
        for row in found:
            check_row(row, places, file)


def check_line(raw: str, rows: list[Placed], *, lent: bool) -> None:
    """Check that the pieces of a line, and the sign before it, are all there is in it.

    A line may have been lent the sign that stood alone on the line before.
    """
    if [row.place for row in rows] == [HEADING]:
        assert is_standard_heading(letters(raw)), raw
        return
    pieces = [letters(row.words) for row in rows]
    if [row.place for row in rows] in (["series", "date"], ["title", "date"]):
        pieces.sort(key=letters(raw).find)
    kept = "".join(pieces)
    assert with_and_without_sign(letters(raw)) & (with_and_without_sign(kept) if lent else {kept})


def with_and_without_sign(words: str) -> set[str]:
    return {words[n:] for n in range(LONGEST_SIGN + 1) if SIGN.fullmatch(words[:n])}


def is_standard_heading(words: str) -> bool:
    sign = SIGN.match(words)
    rest = words[sign.end() :] if sign else words
    return not rest or {rest.casefold(), words.casefold()} & STANDARD.keys() != set()


def check_row(row: Placed, places: dict[str, str], file: str) -> None:
    match row.place:
        case _ if row.place == HEADING:
            return
        case _ if row.place == LEFTOVER:
            assert f"# line {row.line} was not placed (" in file
            assert row.words in file
        case "date":
            year, _, day = (int(number) for number in places["date"].split("-"))
            assert {year, day} <= {int(number) for number in re.findall(r"\d+", row.words)}
        case place if place.endswith((".details", "news.text")) or place == "definition":
            assert row.words in places[place].split("\n")
        case place:
            assert row.words == places[place]


def check_file_is_valid(text: str) -> None:
    draft = read_issue(text)
    _, faults = read_lesson(Path("issue.yaml"), written(draft).encode(), "news")
    messages = [str(fault) for fault in faults]
    if not {"key_points", "news", "definition"} & draft.lesson.keys():
        # There was nothing of the kind in the issue; its author must write it.
        messages = [m for m in messages if "nothing to post" not in m and "is empty" not in m]
    assert messages == []


@pytest.mark.parametrize("path", ISSUES, ids=lambda path: path.stem)
def test_no_line_of_the_issues_here_is_lost(path: Path) -> None:
    check_no_line_is_lost(path.read_text("utf-8"))
    check_file_is_valid(path.read_text("utf-8"))


@pytest.mark.skipif(not SAMPLE.exists(), reason="the sample issue is not part of the repository")
def test_no_line_of_the_sample_issue_is_lost() -> None:
    check_no_line_is_lost(SAMPLE.read_text("utf-8"))
    check_file_is_valid(SAMPLE.read_text("utf-8"))


POOL = tuple(line for path in ISSUES for line in path.read_text("utf-8").splitlines())
SIGNS = ("", "- ", "* ", "•", "1. ", "2) ", "③ ", "1⃣ ", "5️⃣ ", "🔟 ", "📕 ", "🔎 ", "💡 ", "📌 ",
         "Q: ", "Q1. ", "A: ", "질문: ", "답변: ", "## ", "### ", "**", "\ufeff", "\u00a0- \u202f",
         "👨‍👩‍👧‍👦 ", "a. ", "b. ", "→ ", "▶️ ", "> ", "Subject: ", "제목: ", "☀️ Good morning! ",
         "What is ", "COP — ", "\"COP\" - ", "https://a.b/c ", "Share | ", "🏴󠁧󠁢󠁳󠁣󠁴󠁿 ")  # fmt: skip
ENDS = ("", "", "", ":", "：", "?", ".", "**", "\u200b", " # x", " 2026.01.16", ": no")
BREAKS = ("\n", "\n", "\r\n", "\r", "\n\n", "\u2028", "\x85")


@st.composite
def changed_line(draw: st.DrawFn) -> str:
    """Give a line of an issue, as it is or with another sign or end, or much longer."""
    line = draw(st.sampled_from(POOL))
    if draw(st.booleans()):
        return line
    words = line.lstrip("".join(set("".join(SIGNS))) + "0123456789\ufe0f\u20e3")
    times = draw(st.sampled_from((1, 1, 1, 1, 3, 30, 400)))
    return draw(st.sampled_from(SIGNS)) + " ".join([words] * times) + draw(st.sampled_from(ENDS))


@st.composite
def changed_issue(draw: st.DrawFn) -> str:
    """Give an issue with lines taken out, doubled, moved, changed and put in."""
    lines = draw(st.sampled_from(ISSUES)).read_text("utf-8").splitlines()
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        match draw(st.sampled_from(("take out", "move", "put in", "put in", "change", "change"))):
            case "take out":
                del lines[at : at + draw(st.integers(1, 5))]
            case "move":
                lines.insert(draw(st.integers(0, len(lines))), lines.pop(at) if lines else "")
            case "put in":
                lines.insert(at, draw(changed_line() | st.text(max_size=30)))
            case _:
                lines[at : at + 1] = [draw(changed_line())]
    return draw(st.sampled_from(BREAKS)).join(lines)


def fits_a_file(text: str) -> bool:
    """Tell whether an issue leaves room for quotes, names of fields and notes in one file."""
    return len(text.encode()) <= MAX_BYTES // 2


@given(changed_issue().filter(fits_a_file))
@settings(max_examples=300, deadline=None)
def test_no_line_of_a_changed_issue_is_lost(text: str) -> None:
    check_no_line_is_lost(text)
    check_file_is_valid(text)


@given(
    st.lists(changed_line() | st.text(max_size=40), max_size=25).map("\n".join).filter(fits_a_file)
)
@settings(max_examples=300, deadline=None)
@example("")
@example("\ufeff\n\u200b\n \n")
@example("1️⃣\n🔎\nQ:\nA:\n-")
def test_no_line_of_any_text_is_lost(text: str) -> None:
    check_no_line_is_lost(text)
    check_file_is_valid(text)
