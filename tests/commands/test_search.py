"""/search as a dialog: what is shown, what a press opens, and what is said if there is nothing."""

from dataclasses import replace

from bot.core.reply import Quote
from bot.domain.lesson import FaqEntry
from bot.storage.store import SqlStore
from tests.commands.conftest import CHIPS, ENERGY, LATER, Dialog
from tests.fakes.lessons import entry, lesson, term
from tests.fakes.talk import Talk

FOUND = """\
Search: chips

📘 Chips

    The first point of chips.

Lesson · 15 January 2026

💬 Who draws the chips?

    Firms without factories.

Question · Chips · 15 January 2026

💬 Why are chips so expensive?

    The machines that make them are.

Question · Chips · 15 January 2026

🔑 Foundry

    A foundry makes chips that others drew.

Term · Chips · 15 January 2026

[1] 📘 Chips                /lesson chips
[2] 💬 Who draws the chips?
[3] 💬 Why are chips so…
[4] 🔑 Foundry"""


async def test_everything_that_speaks_of_it_is_shown_with_its_line_and_date(
    dialog: Dialog,
) -> None:
    assert await dialog.say("/search chips") == FOUND


async def test_a_press_opens_what_was_found(dialog: Dialog) -> None:
    await dialog.say("/search chips")
    assert (await dialog.say("1")).startswith("15 January 2026\n\nChips")
    await dialog.say("/search chips")
    assert (await dialog.say("2")).startswith("Who draws the chips?\n\nFirms without")
    await dialog.say("/search chips")
    assert (await dialog.say("4")).startswith("Foundry\n\nA foundry makes chips")


async def test_a_press_opens_the_part_of_a_lesson_that_the_line_stands_in(
    store: SqlStore,
) -> None:
    tides = replace(lesson("tides"), why_it_matters=("Ports wait for the flood.",))
    dialog = Dialog(store, tides)
    assert "Ports wait for the flood." in await dialog.say("/search flood")
    assert (await dialog.say("1")).startswith("Tides · 1 of 1\n\nWhy it matters\n")


async def test_what_is_in_quotes_is_found_word_for_word(dialog: Dialog) -> None:
    assert "🔑 Foundry" in await dialog.say('/search "makes chips"')
    assert (await dialog.say('/search "chips makes"')).startswith(
        "I found nothing about “chips makes”."
    )


async def test_a_search_in_korean_is_answered_in_korean(store: SqlStore) -> None:
    korean = lesson(
        "memory",
        date="2026-01-16",
        terms=[term("고대역폭 메모리", "메모리를 쌓아 만들어요.", "HBM")],
    )
    dialog = Dialog(store, korean, language="ko")
    assert await dialog.say("/검색 메모리를") == (
        "검색: 메모리를\n\n🔑 고대역폭 메모리\n\n    메모리를 쌓아 만들어요.\n\n"
        "용어 · Memory · 2026년 1월 16일\n\n[1] 🔑 고대역폭 메모리"
    )


async def test_if_nothing_has_all_the_words_that_is_said(dialog: Dialog) -> None:
    said = await dialog.say("/search foundry dinosaurs")
    nearest = "Nothing has all of these words. This comes nearest."
    assert said.startswith(f"Search: foundry dinosaurs\n\n{nearest}\n\n🔑 Foundry\n")


async def test_if_there_is_nothing_what_comes_near_is_offered(dialog: Dialog) -> None:
    said = await dialog.say("/search heatpomp")
    assert said == ("I found nothing about “heatpomp”.\n\nIs it one of these?\n\n[1] 🔑 Heat pump")
    assert (await dialog.say("1")).startswith("Heat pump\n")


async def test_if_nothing_comes_near_other_words_are_asked_for(dialog: Dialog) -> None:
    assert await dialog.say("/search xylophone") == (
        "I found nothing about “xylophone”.\n\nFewer or other words may find it."
    )


async def test_six_are_shown_and_the_others_counted(store: SqlStore) -> None:
    for count, rest in ((6, ""), (7, "There is 1 more."), (1010, "There are 1,004 more.")):
        talk = Talk(store, [lesson("farm", terms=[term(f"Ox {n}") for n in range(count)])])
        said = await talk.say("/search ox")
        assert len(talk.buttons) == 6
        assert [line for line in said if line.startswith("There ")] == [
            f"{rest} To see others, add a word, or put an exact phrase in quotes."
        ] * bool(rest)


async def test_a_long_line_is_cut_around_the_words_that_are_marked(store: SqlStore) -> None:
    long = f"{'Much is said before. ' * 20}Then comes the walrus. {'Much is said after. ' * 20}"
    asked = FaqEntry("Who comes?", "Somebody.", (long,), "who")
    talk = Talk(store, [lesson("sea", faq=[asked])])
    await talk.say("/search walrus")
    (quote,) = [block for block in talk.answer.blocks if isinstance(block, Quote)]
    ((start, end),) = quote.marks
    assert quote.text[start:end] == "walrus"
    assert quote.text.startswith("…")
    assert quote.text.endswith(" Much…")
    assert len(quote.text) <= 150


async def test_a_long_question_is_cut_on_its_button_and_whole_above_it(store: SqlStore) -> None:
    question = "Why does the walrus come at this time of the year, and where from?"
    talk = Talk(store, [lesson("sea", faq=[entry(question)])])
    said = await talk.say("/search walrus")
    assert [button.label for button in talk.buttons] == ["💬 Why does the walrus come…"]
    assert question in said


def test_terms_and_questions_complete_what_is_searched_for(store: SqlStore) -> None:
    talk = Talk(store, [CHIPS, ENERGY, LATER])
    first, *questions = talk.suggested("search", "words", "w")
    assert first == "Wafer"
    assert sorted(questions) == [
        "Where do wafers come from?",
        "Who draws the chips?",
        "Why are chips so expensive?",
    ]
    assert talk.suggested("search", "words", "heat p") == ["Heat pump"]
