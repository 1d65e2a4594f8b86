import re

from bot.domain.quiz import stems
from bot.storage.store import SqlStore
from tests.commands.conftest import CHIPS, LATER, Dialog


def buttons(said: str) -> list[str]:
    return re.findall(r"^\[(\d+)\] ", said, re.MULTILINE)


async def test_one_choice_is_right_and_says_so(dialog: Dialog) -> None:
    verdicts = []
    for number in range(4):
        dialog.clock.set("2026-01-16T09:00:00+00:00")
        asked = await dialog.say("/quiz chips")
        assert 2 <= len(buttons(asked)) <= 4
        if str(number + 1) in buttons(asked):
            verdicts.append((await dialog.say(str(number + 1)))[0])
    assert verdicts.count("✓") == 1
    assert set(verdicts) == {"✓", "✗"}


async def test_the_first_answer_counts(dialog: Dialog) -> None:
    for _ in range(2):
        dialog.clock.set("2026-01-16T09:00:00+00:00")
        await dialog.say("/quiz chips")
        said = await dialog.say("1")
    assert "You have answered this one before; your first answer counts." in said


async def test_another_one_goes_on_through_the_lesson(dialog: Dialog) -> None:
    asked = {await dialog.say("/quiz chips")}
    for _ in range(10):
        judged = await dialog.say("1")
        assert "Another one" in judged
        asked.add(await dialog.say("1"))
    assert len(asked) == 11


async def test_the_answer_leads_to_where_it_is_explained(dialog: Dialog) -> None:
    await dialog.say("/quiz chips")
    assert "Read about it" in await dialog.say("1")
    assert "From “Chips”" in await dialog.say("2")


async def test_a_lesson_with_nothing_to_ask_says_so(store: SqlStore) -> None:
    said = await Dialog(store, LATER).say("/quiz")
    assert said.startswith("“Later” has nothing to ask about yet: a quiz needs two terms")


async def test_a_forged_choice_is_only_wrong_and_a_forged_question_only_expired(
    dialog: Dialog,
) -> None:
    stem = next(stems(CHIPS))
    assert (await dialog.say(f"/answer chips {stem.id} 00000000")).startswith("✗ Not quite.")
    assert (await dialog.say("/answer chips 00000000 00000000")).startswith("What this asks for")
