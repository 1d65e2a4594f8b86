import asyncio

import pytest

from bot.errors import SendPostponed
from bot.platforms.slack.posting.pace import FEW, LONGEST, POSTS_PER_MINUTE, Pace, Rests

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
    await _pace(time).wait("T1", POST, "C1")
    assert time.slept == []


async def test_a_channel_gets_one_post_a_second() -> None:
    time = _Time()
    pace = _pace(time)
    for _ in range(4):
        await pace.wait("T1", POST, "C1")
    assert time.slept == [1.0, 1.0, 1.0]


async def test_a_workspace_gets_so_many_a_minute_evenly() -> None:
    time = _Time()
    pace = _pace(time, per_minute=120)
    for number in range(121):
        await pace.wait("T1", POST, f"C{number}")
    assert time.now == pytest.approx(60)
    assert max(time.slept) == pytest.approx(0.5)


async def test_no_workspace_waits_for_another() -> None:
    time = _Time()
    pace = Pace(now=time, sleep=time.note)
    for number in range(8):
        await pace.wait("T1", POST, f"C{number}")
    assert len(time.slept) == 7
    await pace.wait("T2", POST, "C1")
    assert len(time.slept) == 7


async def test_a_channel_that_waits_holds_up_no_other_of_its_workspace() -> None:
    time = _Time()
    pace = Pace(now=time, sleep=time.note)
    for channel in ("C1", "C1", "C1", "C2"):
        await pace.wait("T1", POST, channel)
    assert time.slept == [1.0, 2.0, 0.75]


async def test_whose_turn_is_far_off_is_put_off_and_takes_no_turn() -> None:
    time = _Time()
    pace = Pace(60, now=time, sleep=time.note, longest=3)
    for number in range(4):
        await pace.wait("T1", POST, f"C{number}")
    for _ in range(5):
        with pytest.raises(SendPostponed, match="too much is posted there at once") as put_off:
            await pace.wait("T1", POST, "C9")
        assert put_off.value.after == pytest.approx(4)
    time.now = 4
    await pace.wait("T1", POST, "C9")
    assert time.slept == [1.0, 2.0, 3.0]


async def test_a_short_pause_is_waited_for_and_a_long_one_puts_off() -> None:
    time = _Time()
    pace = _pace(time)
    pace.rests.rest("T1", POST, 2)
    await pace.wait("T1", POST, "C1")
    assert time.slept == [2.0]
    pace.rests.rest("T1", POST, 30)
    with pytest.raises(SendPostponed, match="Slack asks for a pause") as put_off:
        await pace.wait("T1", POST, "C2")
    assert put_off.value.after == pytest.approx(30)
    await pace.wait("T2", POST, "C2")
    await pace.wait("T1", "chat.postEphemeral", "C2")


async def test_after_a_pause_posts_come_evenly_too() -> None:
    time = _Time()
    pace = Pace(60, now=time, sleep=time.note)
    pace.rests.rest("T1", POST, 1.5)
    for number in range(2):
        await pace.wait("T1", POST, f"C{number}")
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
        await pace.wait(f"T{number}", "other", "C1")
        time.now += 2
    assert pace.remembered <= 3 * FEW + 3


async def test_it_goes_by_real_time() -> None:
    pace = Pace(per_minute=60_000, between=0.001)
    await asyncio.gather(*(pace.wait("T1", POST, "C1") for _ in range(3)))
