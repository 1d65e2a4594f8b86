"""As much of a line as one likes to read, around the words that were sought."""

from hypothesis import given
from hypothesis import strategies as st

from bot.core.reply import Quote
from bot.replies.excerpt import MOST_MARKS, excerpt

LINE = "One two three four five six seven eight nine ten eleven twelve."


def marked(quote: Quote) -> list[str]:
    return [quote.text[start:end] for start, end in quote.marks]


def around(word: str, most: int = 30) -> Quote:
    start = LINE.index(word)
    return excerpt(LINE, [(start, start + len(word))], most)


def test_a_short_line_is_whole() -> None:
    assert excerpt(LINE, [(0, 3)]) == Quote(LINE, ((0, 3),))


def test_a_long_line_is_cut_between_words_on_both_sides_of_what_is_marked() -> None:
    assert around("One") == Quote("One two three four five six…", ((0, 3),))
    assert around("seven") == Quote("…six seven eight nine ten…", ((5, 10),))
    assert around("twelve").text == "…eight nine ten eleven twelve."
    assert marked(around("twelve")) == ["twelve"]


def test_nothing_marked_is_cut_at_the_end() -> None:
    assert excerpt(LINE, [], 12) == Quote("One two…")


def test_it_is_cut_where_most_is_marked() -> None:
    marks = [(0, 3), (34, 39), (40, 44)]
    assert marked(excerpt(LINE, marks, 30)) == ["eight nine"]


def test_no_punctuation_is_left_before_the_ellipsis() -> None:
    assert excerpt("First this, then that, and more", [], 13).text == "First this…"


def test_words_side_by_side_are_marked_as_one() -> None:
    assert excerpt("open-source AI네이버 x", [(0, 4), (5, 11), (12, 14), (14, 17)]).marks == (
        (0, 17),
    )
    assert excerpt("one, two", [(0, 3), (5, 8)]).marks == ((0, 3), (5, 8))


def test_a_word_longer_than_all_the_room_is_cut() -> None:
    quote = excerpt("x" * 100, [(0, 100)], 20)
    assert quote.text == "x" * 19 + "…"
    assert quote.marks == ()


@given(st.text(), st.lists(st.integers(0, 60), max_size=10), st.integers(10, 40))
def test_any_line_is_cut_to_its_room_with_its_marks_in_it(
    line: str, places: list[int], most: int
) -> None:
    ends = sorted({place for place in places if place <= len(line)})
    marks = list(zip(ends[::2], ends[1::2], strict=False))
    quote = excerpt(line, marks, most)
    assert len(quote.text) <= most
    assert quote.text.strip("…") in line or "…" in line
    done = 0
    for start, end in quote.marks:
        assert done <= start < end <= len(quote.text)
        done = end


def test_only_the_first_few_places_stand_out() -> None:
    marks = [(at, at + 1) for at in range(0, 20, 4)]
    assert excerpt("a bcd " * 4, marks).marks == tuple(marks[:MOST_MARKS])
