import asyncio
import random
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.errors import SendPostponed
from bot.platforms.discord.pace import LONGEST, PER_SECOND, Pace, paid
from bot.queueing.workers import AT_ONCE
from tests.fakes.simulated import simulated

ALLOWED = 50
"""Requests a second (docs.discord.com, topics/rate-limits)."""


def now() -> float:
    return asyncio.get_running_loop().time()


async def gate(pace: Pace) -> None:
    """What a request passes on its way out."""
    await pace.pay()
    pace.arrived(await pace.leave())


def busiest(times: list[float]) -> int:
    """The most that left in any one second."""
    first, most = 0, 0
    for last, time in enumerate(times):
        while times[first] <= time - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


async def burst(pace: Pace, posts: int, workers: int, answered: float = 0.05) -> list[float]:
    """Have so many workers post all there is, each one after the other; return when they left."""
    left: list[float] = []
    todo = iter(range(posts))

    async def work() -> None:
        for _ in todo:
            while wait := await pace.turn():
                await asyncio.sleep(wait)
            with paid(1):
                await gate(pace)
            left.append(now())
            await asyncio.sleep(answered)

    await asyncio.gather(*(work() for _ in range(workers)))
    return left


async def by_workers(pace: Pace) -> list[float]:
    return await burst(pace, 5_000, 40)


async def dispatched(pace: Pace, posts: int = 5_000) -> list[float]:
    """Post all there is from one place, which writes each down before it goes."""
    left: list[float] = []

    async def send() -> None:
        with paid(1):
            await gate(pace)
        left.append(now())

    async with asyncio.TaskGroup() as sending:
        for _ in range(posts):
            while wait := await pace.turn():
                await asyncio.sleep(wait)
            await asyncio.sleep(0.003)
            sending.create_task(send())
    return left


def in_simulated_time(
    work: Callable[[Pace], Coroutine[Any, Any, list[float]]],
    late: Callable[[], float] = lambda: 0.0,
) -> list[float]:
    async def run() -> list[float]:
        return await work(Pace(now=now))

    return simulated(run(), late)


def stalls(seed: int) -> Callable[[], float]:
    """Most wake in time; now and then the machine stops for a while."""
    chance = random.Random(seed)  # noqa: S311 -- a test's

    def late() -> float:
        if chance.random() < 0.0005:
            return chance.uniform(0, 0.9)
        return chance.uniform(0, 0.005)

    return late


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("work", [by_workers, dispatched])
def test_a_burst_goes_out_at_the_allowed_rate_and_never_above_whatever_stalls(
    seed: int, work: Callable[[Pace], Coroutine[Any, Any, list[float]]]
) -> None:
    left = in_simulated_time(work, stalls(seed))
    assert len(left) == 5_000
    assert left == sorted(left)
    assert busiest(left) <= 49 < ALLOWED
    assert 5_000 / (left[-1] - left[0]) >= 0.95 * ALLOWED


def test_a_burst_is_spread_evenly_from_its_first_second_on() -> None:
    left = in_simulated_time(lambda pace: burst(pace, 480, 40))
    assert left[-1] - left[0] == pytest.approx(480 / PER_SECOND, abs=0.1)
    tenths = [sum(left[0] + n / 10 <= one < left[0] + (n + 1) / 10 for one in left)
              for n in range(99)]  # fmt: skip
    assert (min(tenths), max(tenths)) == (4, 5)


def test_more_workers_than_can_wait_are_told_when_to_ask_again() -> None:
    left = in_simulated_time(lambda pace: burst(pace, 5_000, 800))
    assert busiest(left) <= 49
    assert 5_000 / (left[-1] - left[0]) >= 0.95 * ALLOWED


def test_who_is_told_to_ask_again_has_taken_no_turn() -> None:
    async def work(pace: Pace) -> list[float]:
        began = now()
        waiting = [asyncio.create_task(pace.wait()) for _ in range(int(PER_SECOND * 14))]
        await asyncio.sleep(0)
        for _ in range(100):
            assert LONGEST / 2 < await pace.turn() < 14
        await asyncio.gather(*waiting)
        assert await pace.turn() == 0
        return [now() - began]

    assert in_simulated_time(work) == [pytest.approx(14, abs=0.1)]


def test_nobody_who_has_a_place_among_the_jobs_is_told_to_ask_again() -> None:
    async def work(pace: Pace) -> list[float]:
        return list(await asyncio.gather(*(pace.turn() for _ in range(AT_ONCE))))

    assert in_simulated_time(work) == [0.0] * AT_ONCE


def test_what_had_its_turn_but_was_held_up_does_not_crowd_a_second() -> None:
    """As when a busy database comes between a turn and its request."""

    async def work(pace: Pace) -> list[float]:
        left: list[float] = []
        began = now()

        async def post() -> None:
            assert await pace.turn() == 0
            await asyncio.sleep(began + 3 - now())
            with paid(1):
                await gate(pace)
            left.append(now())

        await asyncio.gather(*(post() for _ in range(144)))
        return left

    left = in_simulated_time(work)
    assert len(left) == 144
    assert busiest(left) == 49


def test_a_request_that_had_no_turn_takes_one() -> None:
    async def work(pace: Pace) -> list[float]:
        left: list[float] = []

        async def send_and_look() -> None:
            assert await pace.turn() == 0
            with paid(1):
                for _ in range(3):
                    await gate(pace)
                    left.append(now())

        await asyncio.gather(*(send_and_look() for _ in range(48)))
        return left

    left = in_simulated_time(work)
    assert len(left) == 144
    assert busiest(left) <= 49
    assert left[-1] - left[0] == pytest.approx(3, abs=0.1)


def test_a_pause_for_the_whole_bot_is_kept_by_all_and_no_burst_ends_it() -> None:
    async def work(pace: Pace) -> list[float]:
        began = now()
        pace.rest(60)
        pace.rest(1)
        assert await pace.turn() == pytest.approx(60)
        with paid(1), pytest.raises(SendPostponed) as postponed:
            await gate(pace)
        assert postponed.value.after == pytest.approx(60)
        return [one - began for one in await burst(pace, 200, 20)]

    left = in_simulated_time(work)
    assert min(left) >= 60
    assert busiest(left) <= 49
    assert sum(one < 60.5 for one in left) <= 26


def test_a_pause_that_begins_while_one_waits_is_kept() -> None:
    async def work(pace: Pace) -> list[float]:
        began = now()
        waiting = [asyncio.create_task(pace.wait()) for _ in range(20)]
        await asyncio.sleep(0)
        pace.rest(5)
        await asyncio.gather(*waiting[1:])
        return [now() - began]

    assert in_simulated_time(work)[0] >= 5


def test_what_is_the_library_s_own_waits_however_long_the_pause() -> None:
    async def work(pace: Pace) -> list[float]:
        began = now()
        pace.rest(60)
        await gate(pace)
        return [now() - began]

    assert in_simulated_time(work)[0] >= 60


def test_one_who_stops_waiting_holds_up_nobody() -> None:
    async def work(pace: Pace) -> list[float]:
        began = now()
        waiting = [asyncio.create_task(pace.wait()) for _ in range(40)]
        await asyncio.sleep(0)
        for one in waiting[5:35]:
            one.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        return [now() - began]

    assert in_simulated_time(work)[0] < 0.5


@pytest.mark.parametrize("answered", [0.01, 0.4])
def test_what_reaches_discord_late_does_not_meet_there_what_left_later(answered: float) -> None:
    """However long requests are on their way: each is counted there when it arrives."""
    chance = random.Random(7)  # noqa: S311 -- a test's

    async def work(pace: Pace) -> list[float]:
        arrived: list[float] = []

        async def request() -> None:
            await pace.wait()
            left = await pace.leave()
            # Now and then one is held up, as by a machine that has too much to do.
            await asyncio.sleep(chance.uniform(0.1, 0.8) if chance.random() < 0.1 else 0)
            arrived.append(now())
            await asyncio.sleep(answered)
            pace.arrived(left)

        await asyncio.gather(*(request() for _ in range(1_000)))
        return sorted(arrived)

    arrived = in_simulated_time(work)
    assert busiest(arrived) <= ALLOWED
    # What is never held up costs nothing, however long its answer takes.
    assert 1_000 / (arrived[-1] - arrived[0]) > 40
