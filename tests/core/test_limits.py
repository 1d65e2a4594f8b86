import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.content.library import LessonLibrary
from bot.core.buckets import REMEMBERED, Buckets, a_minute
from bot.core.dispatch import Dispatcher
from bot.core.limits import Limits
from bot.core.ports import Store
from bot.core.reply import Reply, Text
from bot.core.request import Asker, Place, Rank, Request
from tests.fakes.bot import toy_dispatcher
from tests.fakes.clock import FakeClock

HERE, ELSEWHERE = Place("discord", "c1", "s1"), Place("discord", "c2", "s2")
ANN, BOB = Asker("ann"), Asker("bob")
WAIT = "That was a lot at once. Go on in {} s."

Limited = Callable[[int, int], tuple[Dispatcher, FakeClock]]


@pytest.fixture
def limited(store: Store) -> Limited:
    def made(person: int, server: int) -> tuple[Dispatcher, FakeClock]:
        clock = FakeClock()
        bot = toy_dispatcher(LessonLibrary([]), store)
        return replace(bot, limits=Limits(person, server), clock=clock), clock

    return made


def text(answer: Reply) -> str:
    (block,) = answer.blocks
    assert isinstance(block, Text)
    return block.text


async def test_who_asks_too_often_is_told_how_long_to_wait(limited: Limited) -> None:
    bot, clock = limited(3, 0)
    for _ in range(3):
        assert text(await bot.answer_line("/echo hi", HERE, ANN)) == "hi"
    answer = await bot.answer_line("/echo hi", HERE, ANN)
    assert (text(answer), answer.private, answer.refusal) == (WAIT.format(20), True, True)
    korean = await bot.answer_line("/echo hi", HERE, replace(ANN, language="ko"))
    assert text(korean) == "한꺼번에 너무 많이 물었어요. 20초 뒤에 이어 가요."
    assert text(await bot.answer_line("/echo hi", HERE, BOB)) == "hi"
    clock.go_on(seconds=19.9)
    assert text(await bot.answer_line("/echo hi", HERE, ANN)) == WAIT.format(1)
    clock.go_on(seconds=0.1)
    assert text(await bot.answer_line("/echo hi", HERE, ANN)) == "hi"


async def test_a_clock_that_somebody_sets_lets_nobody_through(limited: Limited) -> None:
    bot, clock = limited(1, 0)
    await bot.answer_line("/echo hi", HERE, ANN)
    clock.jump(days=1)
    assert text(await bot.answer_line("/echo hi", HERE, ANN)) == WAIT.format(60)
    clock.jump(days=-2)
    assert text(await bot.answer_line("/echo hi", HERE, ANN)) == WAIT.format(60)


async def test_what_is_no_command_counts_as_well(limited: Limited) -> None:
    bot, _ = limited(1, 0)
    assert text(await bot.answer_line("hello", HERE, ANN)).startswith("That is no command.")
    assert text(await bot.answer_line("hello", HERE, ANN)) == WAIT.format(60)
    assert text(await bot.answer(Request("shout", {}, HERE, ANN))) == WAIT.format(60)


async def test_a_whole_server_waits_and_no_other(limited: Limited) -> None:
    bot, clock = limited(0, 2)
    for n in range(2):
        assert text(await bot.answer_line("/echo hi", HERE, Asker(str(n)))) == "hi"
    told = text(await bot.answer_line("/echo hi", HERE, ANN))
    assert told == "A lot is being asked here at once. Try again in 30 s."
    assert text(await bot.answer_line("/echo hi", ELSEWHERE, ANN)) == "hi"
    alone = Place("discord", "d1")
    for _ in range(9):
        assert text(await bot.answer_line("/echo hi", alone, ANN)) == "hi"
    clock.go_on(seconds=30)
    assert text(await bot.answer_line("/echo hi", HERE, ANN)) == "hi"


async def test_a_manager_is_not_kept_out_by_the_others(limited: Limited) -> None:
    bot, _ = limited(2, 1)
    await bot.answer_line("/echo hi", HERE, ANN)
    manager = Asker("mo", rank=Rank.MANAGER)
    assert text(await bot.answer_line("/echo hi", HERE, manager)) == "hi"
    assert text(await bot.answer_line("/echo hi", HERE, manager)) == "hi"
    assert text(await bot.answer_line("/echo hi", HERE, manager)) == WAIT.format(30)


async def test_who_has_to_wait_costs_their_server_nothing(limited: Limited) -> None:
    bot, _ = limited(1, 2)
    for _ in range(50):
        await bot.answer_line("/echo hi", HERE, ANN)
    assert text(await bot.answer_line("/echo hi", HERE, BOB)) == "hi"


def test_completion_says_nothing_to_who_types_faster_than_anybody(limited: Limited) -> None:
    bot, clock = limited(1, 0)
    asked = [bot.suggest("echo", "words", "", HERE, "ann") for _ in range(10)]
    assert bot.limits.completes(HERE, "ann", clock.monotonic()) is False
    assert bot.suggest("echo", "words", "", HERE, "ann") == []
    assert bot.limits.completes(HERE, "bob", clock.monotonic())
    assert len(asked) == 10


async def test_completing_takes_nothing_from_commands(limited: Limited) -> None:
    bot, _ = limited(1, 1)
    for _ in range(30):
        bot.suggest("echo", "words", "", HERE, "ann")
    assert text(await bot.answer_line("/echo hi", HERE, ANN)) == "hi"


async def test_a_class_of_a_hundred_is_not_hindered(limited: Limited) -> None:
    """A lesson at eight: all press within ten seconds, then a question every ten seconds each."""
    bot, clock = limited(30, 600)
    learners = [Asker(str(n)) for n in range(100)]
    for press in range(30):
        for learner in learners:
            assert text(await bot.answer_line("/echo hi", HERE, learner)) == "hi", press
            clock.go_on(seconds=0.1)


async def test_a_class_that_presses_all_at_once_five_times_is_not_hindered(
    limited: Limited,
) -> None:
    bot, _ = limited(30, 600)
    for _ in range(6):
        for n in range(100):
            assert text(await bot.answer_line("/echo hi", HERE, Asker(str(n)))) == "hi"


async def test_ten_thousand_commands_of_one_person_hinder_nobody_else(limited: Limited) -> None:
    bot, _ = limited(30, 600)
    answers = 0
    tracemalloc.start()
    try:
        for n in range(10_000):
            answers += text(await bot.answer_line("/echo hi", HERE, ANN)) == "hi"
            if n == 1_000:
                before = _in_use()
        grown = _in_use() - before
    finally:
        tracemalloc.stop()
    assert answers == 30
    assert grown < 9_000 * 8, "eight bytes for each command would be a list of them"
    for n in range(500):
        assert text(await bot.answer_line("/echo hi", HERE, Asker(f"other {n}"))) == "hi"


def _in_use() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def test_a_bucket_fills_up_again() -> None:
    buckets = Buckets(burst=2, per_second=0.5)

    def asks(who: str, now: float) -> float:
        wait = buckets.wait(who, now)
        if not wait:
            buckets.take(who, now)
        return wait

    assert [asks("ada", 0) for _ in range(3)] == [0, 0, 2]
    assert asks("grace", 0) == 0
    assert asks("ada", 1) == 1
    assert asks("ada", 2) == 0
    assert asks("ada", -3_600) == 2
    assert [asks("ada", 30_000) for _ in range(3)] == [0, 0, 2]


def test_who_went_on_longest_ago_is_forgotten_first() -> None:
    buckets = Buckets(burst=1, per_second=1)
    for who in ("ada", "grace", *(f"somebody {n}" for n in range(REMEMBERED - 1))):
        buckets.take(who, 0)
    assert (buckets.wait("ada", 0), buckets.wait("grace", 0)) == (0, 1)
    assert len(buckets) == REMEMBERED


def test_no_times_a_minute_are_no_limit() -> None:
    assert a_minute(0) is None
    limits = Limits()
    for _ in range(1_000):
        limits.take(HERE, ANN, 0)
        assert limits.completes(HERE, "ann", 0)
