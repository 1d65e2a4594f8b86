"""A budget that processes share through PostgreSQL."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from itertools import chain

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import SendPostponed
from bot.settings import values
from bot.storage.budgets import SqlBudget
from bot.storage.database import opened
from tests.fakes.postgres import postgres

SHARED = pytest.mark.parametrize("url", ["postgresql"], indirect=True)


async def taken(budget: SqlBudget, times: int) -> list[float]:
    found = []
    for _ in range(times):
        assert await budget.take(10) == 0
        found.append(time.monotonic())
    return found


@SHARED
async def test_those_who_share_it_take_no_more_together_than_one_alone(
    engine: AsyncEngine, url: str
) -> None:
    async with opened(url) as other:
        began = time.monotonic()
        budgets = [SqlBudget(one, "token", 50) for one in (engine, other, engine)]
        times = sorted(chain(*await asyncio.gather(*(taken(one, 10) for one in budgets))))
    # Of thirty turns the first is at once, and each 20 ms after the one before: never sooner.
    for turn, at in enumerate(times):
        assert at - began >= turn / 50 - 0.001


@SHARED
async def test_no_more_leave_in_a_second_than_may_whenever_they_had_their_turns(
    engine: AsyncEngine, url: str
) -> None:
    async with opened(url) as other:
        budgets = [SqlBudget(one, "token", 10) for one in (engine, other)]
        # Nothing is known of the token yet: there it may leave.
        await budgets[0].leave()
        assert await budgets[0].take(1) == 0
        began = time.monotonic()
        times = sorted(chain(*await asyncio.gather(*(left(one, 12) for one in budgets))))
    # Eleven may in a second, which is the next whole number above ten.
    assert times[10] - began < 0.9
    assert all(later - sooner >= 0.99 for sooner, later in zip(times, times[11:], strict=False))


async def left(budget: SqlBudget, times: int) -> list[float]:
    found = []
    for _ in range(times):
        await budget.leave()
        found.append(time.monotonic())
    return found


@SHARED
async def test_a_turn_that_is_too_far_off_is_not_taken(engine: AsyncEngine) -> None:
    budget = SqlBudget(engine, "token", 0.1)
    assert await budget.take(1) == 0
    assert 8 < await budget.take(1) <= 10
    assert 8 < await budget.take(1) <= 10


async def test_while_the_server_is_gone_nobody_has_a_turn() -> None:
    with postgres() as server:
        async with opened(values.database(await server.database())) as engine:
            budget = SqlBudget(engine, "token", 50)
            assert await budget.take(1) == 0
            await asyncio.to_thread(server.kill)
            with pytest.raises(SendPostponed, match="budget"):
                await budget.take(1)


@SHARED
async def test_each_token_has_its_own(engine: AsyncEngine) -> None:
    assert await SqlBudget(engine, "one", 0.1).take(1) == 0
    assert await SqlBudget(engine, "two", 0.1).take(1) == 0


@SHARED
async def test_a_pause_holds_for_all_and_all_are_told(engine: AsyncEngine, url: str) -> None:
    told: list[tuple[float, str]] = []

    def rest(seconds: float, channel: str) -> None:
        told.append((seconds, channel))

    async with opened(url) as other:
        mine, its = SqlBudget(engine, "token", 50), SqlBudget(other, "token", 50)
        async with its.hearing(rest):
            # It takes a moment until it listens.
            await until_told(told, (20, ""), lambda: mine.pause(20))
            await until_told(told, (0.5, "general"), lambda: mine.pause(0.5, "general"))
        assert 15 < await its.take(1) <= 20
        # A shorter one ends no longer one.
        await its.pause(1)
        assert 15 < await mine.take(1) <= 20


async def until_told(
    told: list[tuple[float, str]], what: tuple[float, str], say: Callable[[], Awaitable[None]]
) -> None:
    async with asyncio.timeout(10):
        while what not in told:
            await say()
            await asyncio.sleep(0.05)
