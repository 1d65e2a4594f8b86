import asyncio
import logging
from dataclasses import replace

import pytest

from bot.content.library import LessonLibrary
from bot.core.command import command
from bot.core.context import Context
from bot.core.dispatch import Dispatcher
from bot.core.ports import Store
from bot.core.reply import Reply, Text, reply
from bot.core.request import Asker, Place, Request
from tests.fakes.bot import toy_dispatcher

HERE = Place("terminal", "test")
ME = Asker("me")
ADD = "/add <first> [second]"
NUMBER = "it is a number from 1 to 100"
SLASH = "That is no command."


@pytest.fixture
def bot(store: Store) -> Dispatcher:
    return toy_dispatcher(LessonLibrary([]), store)


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/echo hello  there ", "hello there"),
        ("/ECHO hello", "hello"),
        ("/add 2 3", "5"),
        ("/add 2", "3"),
        ("/echo a\u202eb\x07c", "abc"),
        ("/echo \ud800x", "x"),
        ("/echo", "/echo needs one more thing: words. Like this: /echo <words>"),
        ("/add two", f"“two” won't do as first: {NUMBER}. Like this: {ADD}"),
        ("/add 101", f"“101” won't do as first: {NUMBER}. Like this: {ADD}"),
        (f"/add {'9' * 5000}", f"“{'9' * 40}” won't do as first: {NUMBER}. Like this: {ADD}"),
        ("/add 1 2 3", f"/add has no use for “3”. Like this: {ADD}"),
        (f"/echo {'x' * 21}", "That is too long for /echo: at most 20 characters."),
        ("/ echo hello", "hello"),
        ("/echo: hello", "hello"),
        ("/nothing", "There is no command /nothing. /help lists what there is."),
        ("/", "There is no command /. /help lists what there is."),
        ("AI sovereignty", f"{SLASH} Did you mean /term AI sovereignty? /help lists them all."),
        ("echo! hello", f"{SLASH} Did you mean /echo! hello? /help lists them all."),
        ("", f"{SLASH} Did you mean /term? /help lists them all."),
    ],
)
async def test_a_line_gets_an_answer(bot: Dispatcher, said: str, answered: str) -> None:
    reply = await bot.answer_line(said, HERE, ME)
    assert reply.blocks == (Text(answered),)
    assert reply.private


async def test_options_given_by_name_take_the_same_way(bot: Dispatcher) -> None:
    reply = await bot.answer(Request("add", {"first": "4", "second": "5"}, HERE, ME))
    assert reply.blocks == (Text("9"),)


async def test_a_mistake_is_explained_in_the_askers_language(bot: Dispatcher) -> None:
    reply = await bot.answer_line("/nothing", HERE, Asker("me", "ko-KR"))
    assert reply.blocks == (Text("/nothing(이)라는 명령은 없어요. /help 를 치면 목록이 나와요."),)


async def test_a_fault_of_ours_is_logged_and_apologised_for(
    bot: Dispatcher, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        reply = await bot.answer_line("/crash", HERE, ME)
    (block,) = reply.blocks
    assert isinstance(block, Text)
    assert block.text.startswith("Sorry, that did not work, and it is not your fault.")
    assert "sesame" not in block.text
    reference = block.text.split()[-1].rstrip(".")
    assert f"/crash failed ({reference})" in caplog.text


@pytest.mark.parametrize(
    ("typed", "suggested"),
    [
        ("/e", ["/echo "]),
        ("/", ["/add ", "/crash", "/echo ", "/shout"]),
        ("/zzz", []),
        ("hello", []),
        ("/echo h", []),
    ],
)
def test_a_half_typed_command_is_completed(
    bot: Dispatcher, typed: str, suggested: list[str]
) -> None:
    assert [one.value for one in bot.complete(typed)] == suggested


async def test_a_command_that_never_ends_is_apologised_for(bot: Dispatcher) -> None:
    @command()
    async def sleep(context: Context) -> Reply:
        """Sleep."""
        await asyncio.sleep(60)
        return reply()

    hasty = replace(bot, commands=(sleep,), patience=0.05)
    (block,) = (await hasty.answer_line("/sleep", HERE, ME)).blocks
    assert isinstance(block, Text)
    assert block.text.startswith("Sorry")
