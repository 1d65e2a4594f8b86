"""Whether there is anything to do, in one look."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.core.ports import Notice, Trouble
from bot.domain.delivery import State
from bot.domain.subscription import Slot, Status, Subscription
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.notices import SqlNotices
from bot.storage.store import SqlStore
from bot.storage.tables import deliveries, subscriptions
from tests.fakes.store import migrated

NOW = dt.datetime(2026, 1, 16, 9, tzinfo=dt.UTC)
SOON, JUST = NOW + dt.timedelta(seconds=1), NOW - dt.timedelta(seconds=1)
WISH = Subscription(0, "web", "classroom", (dt.time(8),), ZoneInfo("UTC"), "news")


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    """A channel that had its lesson, and whose next one is not due yet."""
    async with opened(migrated(tmp_path)) as engine:
        await SqlStore(engine).subscribe(WISH, Slot(SOON.date(), SOON))
        await change(engine, insert(deliveries).values(DELIVERY))
        yield engine


DELIVERY = {
    "subscription_id": 1,
    "slot": NOW.date(),
    "due": JUST,
    "state": State.SENT.value,
    "attempts": 1,
    "ready": JUST,
}


async def change(engine: AsyncEngine, statement: object) -> None:
    async with engine.begin() as connection:
        await connection.execute(statement)  # type: ignore[call-overload]


async def idle(engine: AsyncEngine) -> bool:
    return not (await SqlLedger(engine).work(NOW)).any


async def test_where_all_is_sent_and_nothing_due_there_is_nothing_to_do(
    engine: AsyncEngine,
) -> None:
    assert await idle(engine)


async def test_a_slot_that_is_due_is_to_be_planned_unless_it_is_paused(
    engine: AsyncEngine,
) -> None:
    await change(engine, update(subscriptions).values(next_due=NOW))
    assert not await idle(engine)
    await change(engine, update(subscriptions).values(status=Status.PAUSED.value))
    assert await idle(engine)


@pytest.mark.parametrize("state", [State.PLANNED, State.SENDING, State.IN_DOUBT])
async def test_what_is_on_its_way_goes_on_once_it_may(engine: AsyncEngine, state: State) -> None:
    await change(engine, update(deliveries).values(state=state.value, ready=SOON))
    assert await idle(engine)
    await change(engine, update(deliveries).values(ready=NOW))
    assert not await idle(engine)


@pytest.mark.parametrize("state", [State.FAILED, State.SKIPPED])
async def test_what_has_ended_is_left_alone(engine: AsyncEngine, state: State) -> None:
    await change(engine, update(deliveries).values(state=state.value))
    assert await idle(engine)


@pytest.mark.parametrize("column", ["follow_at", "correct_at"])
async def test_a_post_that_is_not_finished_or_not_right_is_work(
    engine: AsyncEngine, column: str
) -> None:
    await change(engine, update(deliveries).values({column: SOON}))
    assert await idle(engine)
    await change(engine, update(deliveries).values({column: NOW}))
    assert not await idle(engine)


async def test_somebody_is_to_be_told_until_they_were(engine: AsyncEngine) -> None:
    notices = SqlNotices(engine)
    await notices.add(Notice(1, Trouble.MISSING, NOW.date(), "it still waits"), JUST)
    assert not await idle(engine)
    (notice,) = await notices.to_tell(NOW, limit=9)
    await notices.put_off(notice, SOON)
    assert await idle(engine)
    await notices.put_off(notice, NOW)
    assert not await idle(engine)
    await notices.told(notice)
    assert await idle(engine)
