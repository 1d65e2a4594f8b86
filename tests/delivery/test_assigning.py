"""When jobs are made of what is planned, and how they are done in this process."""

import asyncio
import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select

from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import Job
from bot.delivery.line import AT_ONCE, Line
from bot.delivery.plan import AT_A_TIME, plan_due
from bot.domain.subscription import Slot, Subscription
from bot.storage.rows import columns_of, slot_columns_of
from bot.storage.tables import deliveries, subscriptions
from tests.delivery.conftest import World


async def test_of_many_that_are_planned_jobs_are_made_at_once_and_then_ever_more_at_a_time(
    world: World,
) -> None:
    now = world.clock.now()
    wish = Subscription(0, "fake", "", (dt.time(0),), ZoneInfo("UTC"), "course")
    first = slot_columns_of(Slot(now.date(), now))
    rows = [columns_of(replace(wish, channel=str(n))) | first for n in range(5 * AT_A_TIME + 1)]
    seen = []

    async def planned() -> None:
        async with world.engine.connect() as connection:
            seen.append(await connection.scalar(select(func.count()).select_from(deliveries)))

    async with world.engine.begin() as connection:
        await connection.execute(insert(subscriptions), rows)
    await plan_due(world.ledger, now, NO_HOLIDAYS.on, planned)
    assert seen == [AT_A_TIME, 2 * AT_A_TIME, 4 * AT_A_TIME, 5 * AT_A_TIME + 1]
    await plan_due(world.ledger, now, NO_HOLIDAYS.on, planned)
    assert len(seen) == 4


async def test_a_job_that_is_to_be_done_again_gives_up_its_place() -> None:
    done: list[str] = []
    told: set[str] = set()

    async def perform(job: Job) -> float:
        if job.what.startswith("resting") and job.what not in told:
            told.add(job.what)
            return 0.05
        await asyncio.sleep(0.03)
        done.append(job.what)
        return 0.0

    line = Line(perform, asyncio.Event(), linger=5.0)
    resting = [Job("fake", f"resting {n}", 0) for n in range(AT_ONCE)]
    await line.put(resting + [Job("fake", f"other {n}", -1) for n in range(3 * AT_ONCE)])
    await line.drain()
    first, last = done[:AT_ONCE], done[-AT_ONCE:]
    assert all(one.startswith("other") for one in first + last)
    assert len(done) == len({*done}) == 4 * AT_ONCE


async def test_a_job_that_is_to_be_done_again_is_not_waited_for_in_the_end() -> None:
    async def perform(_job: Job) -> float:
        return 100.0

    stopping = asyncio.Event()
    line = Line(perform, stopping, linger=1_000.0)
    await line.put([Job("fake", "1")])
    await asyncio.sleep(0.01)
    stopping.set()
    async with asyncio.timeout(5):
        await line.end(60)
