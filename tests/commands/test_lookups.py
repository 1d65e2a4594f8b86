import pytest

from bot.storage.store import SqlStore
from tests.commands.conftest import CHIPS, Dialog

GPU = """\
GPU

A GPU does many sums at once.

Also: graphics processor, 그래픽 처리 장치

From “Chips”, 15 January 2026

[1] The whole lesson /lesson chips
[2] Quiz me          /quiz chips"""


@pytest.mark.parametrize(
    "line",
    ["/term GPU", "/term gpus", "/term what is a GPU?", "/term 그래픽 처리 장치", "/TERM gpu"],
)
async def test_a_term_is_explained(dialog: Dialog, line: str) -> None:
    assert await dialog.say(line) == GPU


async def test_an_unsure_look_up_is_offered_and_a_press_answers_it(dialog: Dialog) -> None:
    asked = await dialog.say("/term bandwidth")
    assert asked.startswith(
        "I'm not sure which term you mean by “bandwidth”. Is it one of these?\n\n"
        "[1] High Bandwidth Memory"
    )
    assert (await dialog.say("1")).startswith("High Bandwidth Memory\n")


async def test_a_neighbouring_word_is_never_answered_as_if_it_were_the_term(
    dialog: Dialog,
) -> None:
    assert "A GPU does" not in await dialog.say("/term NPU")


async def test_an_unknown_term_is_said_to_be_unknown(dialog: Dialog) -> None:
    assert (await dialog.say("/term photosynthesis")).splitlines()[:3] == [
        "I know no term called “photosynthesis”.",
        "",
        "These are in the newest lesson:",
    ]


async def test_a_question_is_answered(dialog: Dialog) -> None:
    assert await dialog.say("/faq why are chips so expensive") == (
        "Why are chips so expensive?\n\nThe machines that make them are.\n\nVery.\n\n"
        "From “Chips”, 15 January 2026\n\n"
        "[1] The whole lesson /lesson chips\n[2] Quiz me          /quiz chips"
    )


async def test_a_question_that_no_lesson_answers_is_not_answered(dialog: Dialog) -> None:
    said = await dialog.say("/faq how do I bake bread")
    assert said.startswith("None of the lessons answers that.")


async def test_a_press_on_what_is_gone_answers_kindly(dialog: Dialog) -> None:
    said = await dialog.say("/term #00000000")
    assert said.replace("\n", " ") == (
        "What this asks for is no longer in the lessons. /today shows what is."
    )


async def test_the_bot_speaks_korean_to_those_who_do(store: SqlStore) -> None:
    said = await Dialog(store, CHIPS, language="ko_KR").say("/term GPU")
    assert "다른 이름: graphics processor, 그래픽 처리 장치" in said
    assert "「Chips」 수업, 2026년 1월 15일" in said


@pytest.mark.parametrize("line", ["/term x", "/faq x", "/today", "/quiz", "/lesson", "/help"])
async def test_without_lessons_every_command_still_answers(store: SqlStore, line: str) -> None:
    said = await Dialog(store).say(line)
    assert said
    assert "Sorry" not in said
