import asyncio

import pytest

from bot.platforms.slack.posting.pace import (
    BRIEFLY,
    FEW,
    LONGEST,
    POSTS_PER_MINUTE,
    Pace,
    Rests,
)
from tests.fakes.budget import FakeBudget
from tests.fakes.simulated import simulated

POST = "chat.postMessage"


class _Time:
    """A clock that goes on only while somebody sleeps, who then wakes at once."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    async def note(self, seconds: float) -> None:
        """Sleep, but let no time pass: as several do that wait side by side."""
        self.slept.append(seconds)


def _pace(time: _Time, per_minute: float = POSTS_PER_MINUTE, longest: float = LONGEST) -> Pace:
    return Pace(per_minute, longest=longest, now=time, sleep=time.sleep)


async def test_the_first_post_does_not_wait() -> None:
    time = _Time()
    await _pace(time).turn("T1", POST, "C1")
    assert time.slept == []


async def test_a_channel_gets_one_post_a_second() -> None:
    time = _Time()
    pace = _pace(time)
    for _ in range(4):
        await pace.turn("T1", POST, "C1")
    assert time.slept == [1.0, 1.0, 1.0]


async def test_a_workspace_gets_so_many_a_minute_evenly() -> None:
    time = _Time()
    pace = _pace(time, per_minute=120)
    for number in range(121):
        await pace.turn("T1", POST, f"C{number}")
    assert time.now == pytest.approx(60)
    assert max(time.slept) == pytest.approx(0.5)


async def test_no_workspace_waits_for_another() -> None:
    time = _Time()
    pace = Pace(now=time, sleep=time.note)
    for number in range(8):
        await pace.turn("T1", POST, f"C{number}")
    assert len(time.slept) == 7
    await pace.turn("T2", POST, "C1")
    assert len(time.slept) == 7


async def test_a_channel_that_waits_holds_up_no_other_of_its_workspace() -> None:
    time = _Time()
    pace = Pace(now=time, sleep=time.note)
    for channel in ("C1", "C1", "C1", "C2"):
        await pace.turn("T1", POST, channel)
    assert time.slept == [1.0, 2.0, 0.75]


async def test_whose_turn_is_far_off_takes_none_and_is_told_when_half_the_others_are_gone() -> None:
    time = _Time()
    pace = Pace(60, now=time, sleep=time.note, longest=3)
    for number in range(4):
        assert await pace.turn("T1", POST, f"C{number}") == 0
    for _ in range(5):
        assert await pace.turn("T1", POST, "C9") == pytest.approx(2.5)
    time.now = 2.5
    assert await pace.turn("T1", POST, "C9") == 0
    assert time.slept == [1.0, 2.0, 3.0, 1.5]


async def test_where_only_a_channel_has_to_wait_its_workspace_is_asked_again_soon() -> None:
    time = _Time()
    pace = Pace(now=time, sleep=time.note)
    for _ in range(4):
        assert await pace.turn("T1", POST, "C1") == 0
    assert await pace.turn("T1", POST, "C1") == BRIEFLY
    assert await pace.turn("T1", POST, "C2") == 0


async def test_a_short_pause_is_waited_for_and_a_long_one_is_told() -> None:
    time = _Time()
    pace = _pace(time)
    pace.rests.rest("T1", POST, 2)
    await pace.turn("T1", POST, "C1")
    assert time.slept == [2.0]
    pace.rests.rest("T1", POST, 30)
    assert await pace.turn("T1", POST, "C2") == pytest.approx(30)
    assert await pace.turn("T2", POST, "C2") == 0
    assert await pace.turn("T1", "chat.postEphemeral", "C2") == 0


def test_ten_thousand_posts_of_one_workspace_go_out_at_its_rate_and_are_seldom_put_off() -> None:
    """As the outbox has it: a workspace that is told to wait is left alone for so long."""

    async def work() -> tuple[float, int]:
        now = asyncio.get_running_loop().time
        pace, began, put_off, rested = Pace(now=now), now(), 0, 0.0
        todo = iter(range(10_000))

        async def post() -> None:
            nonlocal put_off, rested
            for number in todo:
                while wait := max(0.0, rested - now()) or await pace.turn("T1", POST, f"C{number}"):
                    put_off += now() >= rested
                    rested = max(rested, now() + wait)
                    await asyncio.sleep(rested - now())

        await asyncio.gather(*(post() for _ in range(20)))
        return 10_000 / (now() - began) * 60, put_off

    rate, put_off = simulated(work())
    assert rate == pytest.approx(POSTS_PER_MINUTE, rel=0.02)
    assert put_off < 10_000 / 4


async def test_after_a_pause_posts_come_evenly_too() -> None:
    time = _Time()
    pace = Pace(60, now=time, sleep=time.note)
    pace.rests.rest("T1", POST, 1.5)
    for number in range(2):
        await pace.turn("T1", POST, f"C{number}")
    assert time.slept == [1.5, 2.5]


def test_a_shorter_pause_does_not_end_a_longer_one() -> None:
    time = _Time()
    rests = Rests(time)
    rests.rest("T1", POST, 30)
    rests.rest("T1", POST, 5)
    assert rests.left("T1", POST) == 30
    time.now = 29
    assert rests.left("T1", POST) == 1
    time.now = 31
    assert rests.left("T1", POST) == 0


async def test_what_is_over_is_forgotten() -> None:
    time = _Time()
    pace = _pace(time)
    for number in range(10 * FEW):
        pace.rests.rest(f"T{number}", POST, 1)
        await pace.turn(f"T{number}", "other", "C1")
        time.now += 2
    assert pace.remembered <= 3 * FEW + 3


async def test_it_goes_by_real_time() -> None:
    pace = Pace(per_minute=60_000, between=0.001)
    await asyncio.gather(*(pace.turn("T1", POST, "C1") for _ in range(3)))


# Several processes


async def test_a_turn_is_taken_of_all_processes_and_a_far_one_is_not() -> None:
    budget = FakeBudget(40.0, 0.0)
    pace = Pace(60_000, 0.0, budget_of={"T1": budget}.__getitem__)
    assert await pace.turn("T1", "chat.postMessage", "C1") == 40
    assert budget.turns == 0
    assert await pace.turn("T1", "chat.postMessage", "C1") == 0
    assert budget.turns == 1


async def test_what_rests_here_takes_no_turn_of_all() -> None:
    budget = FakeBudget()
    pace = Pace(60_000, 0.0, budget_of=lambda server: budget)
    pace.rests.rest("T1", "chat.postMessage", 60)
    assert await pace.turn("T1", "chat.postMessage", "C1") > 50
    assert budget.turns == 0


async def test_a_pause_of_posts_is_told_to_all_processes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    budgets = {"T1": FakeBudget(), "T2": FakeBudget()}
    pace = Pace(budget_of=budgets.__getitem__)
    await pace.rests.asked("T1", "chat.postMessage", 30)
    await pace.rests.asked("T2", "conversations.history", 30)
    assert budgets["T1"].paused == [(30, "")]
    assert budgets["T2"].paused == []
    await pace.rests.asked("T3", "chat.postMessage", 30)
    assert "could not be told" in caplog.text
    assert pace.rests.left("T3", "chat.postMessage") > 25
