"""The dead man's switch: no post where there should be one is noticed, whatever the reason."""

from dataclasses import replace

import pytest

from bot.domain.subscription import Status
from tests.delivery.conftest import World


async def test_a_channel_that_waits_for_an_hour_is_told_of_once(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe(catch_up=None)
    world.messenger.ready = False
    for _ in range(60):
        await world.rounds.go()
        world.clock.go_on(minutes=1)
    assert not [one for one in caplog.records if one.name.endswith("overdue")]
    for _ in range(5):
        await world.rounds.go()
        world.clock.go_on(minutes=1)
    (alert,) = [one.getMessage() for one in caplog.records if one.name.endswith("overdue")]
    assert alert == (
        "schedule 1 should have had a post at 2026-01-15T23:00+00:00 and has none: it still waits"
    )
    world.messenger.ready = True
    await world.rounds.go()
    assert len(world.told) == 1


async def test_a_schedule_nobody_can_plan_is_noticed(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe(catch_up=None)
    async with world.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE subscriptions SET zone = 'Mars/Olympus'")
    for _ in range(3):
        world.clock.go_on(minutes=40)
        await world.rounds.go()
    (alert,) = [one.getMessage() for one in caplog.records if one.name.endswith("overdue")]
    assert alert.endswith("has none: it was not planned")


async def test_what_was_sent_skipped_or_paused_is_not_missed(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe("sent")
    await world.rounds.go()
    paused = await world.subscribe("paused")
    await world.store.amend(replace(paused, status=Status.PAUSED))
    for _ in range(5):
        world.clock.go_on(hours=5)
        await world.rounds.go()
    assert not [one for one in caplog.records if one.name.endswith("overdue")]
