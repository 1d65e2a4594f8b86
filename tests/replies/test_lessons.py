import dataclasses
import datetime as dt
from collections.abc import Iterator
from string import Formatter

import pytest

from bot import errors
from bot.content.folder import read_folder
from bot.core.reply import Bullets, Buttons, Facts, Heading, Note, Reply, Text
from bot.domain.lesson import FaqHit, KeyIssue, Lesson, News, TermHit
from bot.replies import lookup
from bot.replies.languages import LANGUAGES, texts_in
from bot.replies.lesson import list_of, part_of, post_of
from bot.replies.parts import parts_of
from tests.fakes.lessons import lesson
from tests.fakes.paths import LESSONS

SHIPPED = tuple(read_folder(LESSONS).lessons.values())
ENGLISH = texts_in("en")


def everything_said_of(one: Lesson) -> str:
    parts = (part_of(one, part.name, ENGLISH) for part in parts_of(one, ENGLISH))
    replies: list[Reply] = [post_of(one), *(part for part in parts if part)]
    replies += [lookup.term(TermHit(term, one), ENGLISH) for term in one.terms]
    replies += [lookup.answer(FaqHit(entry, one), ENGLISH) for entry in one.faq]
    return "\n".join(text for reply in replies for text in texts_of(reply))


def texts_of(reply: Reply) -> Iterator[str]:
    for block in reply.blocks:
        match block:
            case Bullets(items):
                yield from items
            case Facts(pairs):
                yield from (text for pair in pairs for text in pair)
            case Buttons(buttons):
                yield from (button.label for button in buttons)
            case Heading(text, _, emoji):
                yield from (text, emoji)
            case _:
                yield block.text


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from strings_in(one)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            # Ids are for links, quiz questions are asked elsewhere, an entry is only found by
            # what it is also asked.
            if field.name not in {"id", "track", "language", "quiz", "headings", "also_asked"}:
                yield from strings_in(getattr(value, field.name))


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.id)
def test_nothing_a_lesson_holds_is_left_unsaid(one: Lesson) -> None:
    said = everything_said_of(one)
    assert [text for text in strings_in(one) if text not in said] == []


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.id)
def test_every_button_of_a_lesson_leads_somewhere(one: Lesson) -> None:
    for name in ("", *(part.name for part in parts_of(one, ENGLISH))):
        part = part_of(one, name, ENGLISH)
        assert part is not None
        assert part.private
    assert part_of(one, "nowhere", ENGLISH) is None


def test_the_post_is_for_everybody_and_in_the_lessons_language() -> None:
    korean = lesson("chips", date="2026-01-16", language="ko")
    post = post_of(korean)
    assert not post.private
    assert Note("2026년 1월 16일") in post.blocks
    assert Heading("핵심 요약", 2) in post.blocks


def test_a_late_post_says_so() -> None:
    due = dt.datetime(2026, 1, 16, 8)  # noqa: DTZ001 -- a local time, only shown
    notes = [b.text for b in post_of(lesson("chips"), due).blocks if isinstance(b, Note)]
    assert notes == ["This lesson was due on Friday, 16 January at 08:00 and comes late."]


def test_a_lesson_without_key_points_posts_its_news_or_definition() -> None:
    news = Lesson("n", "t", "N", (), news=News("Headline", ("Paragraph.",)))
    assert Text("Paragraph.") in post_of(news).blocks
    definition = Lesson("d", "t", "D", (), definition=("First.", "Second."))
    assert Text("First.") in post_of(definition).blocks


def test_the_first_heading_of_a_lesson_is_said_once() -> None:
    one = Lesson("d", "t", "D", ("a",), definition=("First.",), why_it_matters=("Because.",))
    part = part_of(one, "", ENGLISH)
    assert part is not None
    headings = [block.text for block in part.blocks if isinstance(block, Heading)]
    assert headings == ["What it is", "Why it matters"]


def test_issues_without_a_name_are_a_plain_list() -> None:
    one = Lesson("d", "t", "D", ("a",), key_issues=(KeyIssue("Dear.", "Price"), KeyIssue("Loud.")))
    part = part_of(one, "issues", ENGLISH)
    assert part is not None
    assert Bullets(("Price: Dear.", "Loud.")) in part.blocks


def test_an_authors_heading_stands_in_place_of_the_usual_one() -> None:
    one = Lesson("d", "t", "D", ("a",), headings={"key_points": "The gist"})
    assert Heading("The gist", 2) in post_of(one).blocks


def test_a_long_list_of_lessons_says_how_many_are_not_shown() -> None:
    listed = list_of([lesson(f"l{n}", date="2026-01-16") for n in range(23)], ENGLISH)
    (note,) = [block for block in listed.blocks if isinstance(block, Note)]
    assert note.text.startswith("There are 3 more:")


def blanks(sentence: object) -> set[str]:
    parsed = Formatter().parse(sentence) if isinstance(sentence, str) else ()
    return {name for _, name, _, _ in parsed if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_has_a_blank_that_is_never_filled_in(language: str) -> None:
    own = texts_in(language)
    for field in dataclasses.fields(own):
        assert blanks(getattr(own, field.name)) <= blanks(getattr(ENGLISH, field.name)), field.name
    assert own.headings.keys() == ENGLISH.headings.keys()
    for name, sentence in own.errors.items():
        assert blanks(sentence) <= blanks(getattr(errors, name).template), name
