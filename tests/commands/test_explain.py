import pytest

from bot.replies.lookup import MOST_EXPLAINED
from bot.storage.store import SqlStore
from tests.commands.conftest import CHIPS, Dialog
from tests.fakes.lessons import lesson, term

EXPLAINED = """\
Terms in that message

Wafer
  A wafer is a thin slice of silicon.
GPU
  A GPU does many sums at once.

Press a term to read about it, or type /term and a word.

[1] Wafer
[2] GPU"""


async def test_the_terms_in_a_message_are_explained_in_its_order(dialog: Dialog) -> None:
    said = await dialog.say("/explain lol, **wafers** for GPUs? It's a thing")
    assert said == EXPLAINED
    assert (await dialog.say("1")).startswith("Wafer\n\nA wafer is a thin slice of silicon.")


@pytest.mark.parametrize("text", ["good morning", "gpu", "!?", "\u202e\u200b."])
async def test_a_message_without_terms_is_answered_kindly(dialog: Dialog, text: str) -> None:
    assert (await dialog.say(f"/explain {text}")).replace("\n", " ") == (
        "That message has no term from the lessons in it."
        " To look something up, type /term and a word."
    )


async def test_korean_is_spoken_to_those_who_do(store: SqlStore) -> None:
    dialog = Dialog(store, CHIPS, language="ko")
    assert (await dialog.say("/explain 그래픽처리장치를 샀어요")).startswith(
        "이 메시지에 나온 용어"
    )
    assert "수업에서 다룬 용어가 없어요" in await dialog.say("/explain 안녕하세요")


async def test_of_very_many_terms_none_is_left_out(store: SqlStore) -> None:
    names = [f"Word{number}" for number in range(MOST_EXPLAINED + 3)]
    dialog = Dialog(store, lesson("many", terms=map(term, names)))
    said = await dialog.say(f"/explain {' '.join(names)}")
    assert all(name in said for name in names)
    assert "It has these as well: Word25, Word26, Word27." in said.replace("\n", " ")
    assert "[25]" in said
    assert "[26]" not in said


async def test_it_is_not_among_what_one_can_ask(dialog: Dialog) -> None:
    assert "/explain" not in await dialog.say("/help")


async def test_the_longest_message_is_read_to_its_end(dialog: Dialog) -> None:
    padding = "x" * (12_000 - len("/explain  GPU"))
    assert "GPU" in await dialog.say(f"/explain {padding} GPU")
