"""No lessons on public holidays. 16 January 2026 is a Friday."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from bot.delivery.membership import joined, reconcile
from bot.domain.subscription import Status, Subscription
from tests.delivery.conftest import World
from tests.fakes.holidays import FakeHolidays

WEEKEND = {"KR": {"2026-01-17": "Seollal", "2026-01-18": "The day after"}}


async def quiet(
    world: World, names: Mapping[str, Mapping[str, str]], region: str = "KR"
) -> Subscription:
    world.rounds.holidays = FakeHolidays(names)
    made = replace(await world.subscribe(), holidays=region)
    await world.store.amend(made)
    return made


async def go_on(world: World, days: int) -> None:
    for _ in range(days):
        await world.rounds.go()
        world.clock.go_on(days=1)


async def test_holidays_are_quiet_and_the_course_goes_on_after_them(world: World) -> None:
    await quiet(world, WEEKEND)
    await go_on(world, 4)
    assert await world.states() == [("01-16", "sent", "day-1"), ("01-19", "sent", "day-2")]


async def test_who_did_not_ask_for_it_gets_lessons_on_holidays(world: World) -> None:
    await quiet(world, WEEKEND)
    await world.subscribe("b")
    await go_on(world, 2)
    assert sorted(world.messenger.keys) == ["1-20260116", "2-20260116", "2-20260117"]


async def test_holidays_nobody_knows_any_more_are_days_like_others(world: World) -> None:
    await quiet(world, {}, "SU")
    await go_on(world, 2)
    assert world.messenger.keys == ["1-20260116", "1-20260117"]


async def test_what_was_missed_is_not_made_up_for_on_a_holiday(world: World) -> None:
    await quiet(world, WEEKEND)
    world.clock.go_on(days=1, hours=1)
    await go_on(world, 3)
    assert await world.states() == [("01-16", "skipped", None), ("01-19", "sent", "day-1")]


async def test_a_day_that_became_a_holiday_since_it_was_chosen_is_quiet(world: World) -> None:
    await quiet(world, {"KR": {"2026-01-16": "Election Day"}})
    await go_on(world, 2)
    assert await world.states() == [("01-16", "skipped", None), ("01-17", "sent", "day-1")]
    skipped = await world.store.delivery_on(1, dt.date(2026, 1, 16))
    assert skipped is not None
    assert skipped.reason == "a public holiday: Election Day"


async def test_where_the_bot_is_back_lessons_go_on_after_the_holidays(world: World) -> None:
    made = replace(await quiet(world, WEEKEND), server="1", status=Status.AWAY)
    world.clock.go_on(hours=1)
    now, holidays = world.clock.now(), FakeHolidays(WEEKEND)
    await world.store.amend(made)
    await joined(world.store, "fake", "1", now, holidays)
    assert await next_date(world) == "2026-01-19"
    await world.store.amend(made)
    await reconcile(world.store, "fake", ["1"], now, holidays=holidays)
    assert await next_date(world) == "2026-01-19"


async def next_date(world: World) -> str:
    slot = await world.store.next_slot(1)
    assert slot is not None
    return slot.date.isoformat()
