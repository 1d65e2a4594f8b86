"""The clock jumps, or is wrong: nothing comes too early, twice or never because of it."""

import datetime as dt

import pytest

from bot.delivery.jumps import STEADY
from bot.errors import SendPostponed
from tests.delivery.conftest import World


async def test_a_clock_ahead_for_a_moment_posts_and_skips_nothing(world: World) -> None:
    await world.subscribe()
    world.clock.go_on(hours=-1)
    await world.rounds.go()
    world.clock.jump(days=400)
    for _ in range(3):
        await world.rounds.go()
        world.clock.go_on(seconds=5)
    world.clock.jump(days=-400)
    await world.rounds.go()
    assert await world.states() == []
    world.clock.go_on(hours=1)
    await world.rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_what_a_clock_that_was_ahead_for_long_has_skipped_comes_at_its_time(
    world: World,
) -> None:
    await world.subscribe()
    await world.rounds.go()
    world.clock.jump(days=2, hours=6)
    await world.rounds.go()
    world.clock.go_on(seconds=STEADY)
    await world.rounds.go()
    # The 18th came too early, the 17th was taken for missed.
    assert [state for _, state, _ in await world.states()] == ["sent", "skipped", "sent"]
    world.clock.jump(days=-2, hours=-6)
    for _ in range(4):
        await world.rounds.go()
        world.clock.go_on(hours=12)
    assert await world.states() == [
        ("01-16", "sent", "day-1"),
        ("01-17", "sent", "day-3"),
        ("01-18", "sent", "day-2"),
    ]
    assert world.messenger.keys == ["1-20260116", "1-20260118", "1-20260117"]


async def test_so_it_does_if_the_clock_was_set_right_while_the_bot_was_down(world: World) -> None:
    await world.subscribe()
    await world.rounds.go()
    world.clock.go_on(days=2, hours=6)
    await world.rounds.go()
    world.clock.go_on(days=-2, hours=-6)
    rounds = world.restarted()
    await rounds.begin()
    world.clock.go_on(days=1)
    await rounds.go()
    assert ("01-17", "sent", "day-3") in await world.states()


async def test_what_was_not_skipped_by_the_clock_stays_skipped(world: World) -> None:
    await world.subscribe()
    await world.rounds.go()
    world.clock.jump(days=-1)
    for _ in range(4):
        await world.rounds.go()
        world.clock.go_on(hours=12)
    assert world.messenger.keys == ["1-20260116"]


async def test_a_new_time_is_believed_once_it_stays(world: World) -> None:
    await world.subscribe()
    world.clock.go_on(hours=-1)
    await world.rounds.go()
    world.clock.jump(hours=1)
    await world.rounds.go()
    assert world.messenger.keys == []
    world.clock.go_on(seconds=STEADY)
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]


async def test_nothing_is_posted_while_a_platform_says_that_the_time_is_wrong(
    world: World,
) -> None:
    await world.subscribe()
    world.messenger.skew = dt.timedelta(minutes=-61)
    await world.rounds.go()
    assert await world.states() == []
    world.messenger.skew = dt.timedelta(seconds=2)
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]


async def test_nothing_is_given_up_by_a_clock_that_is_set_wrong_while_posts_go_out(
    world: World,
) -> None:
    await world.subscribe(times=(dt.time(8), dt.time(8, 1)))
    world.messenger.ready = False
    await world.rounds.go()
    world.clock.go_on(minutes=1)
    await world.rounds.go()
    world.messenger.ready = True
    world.messenger.before = lambda key: world.clock.jump(days=2)
    await world.rounds.go()
    assert [state for _, state, _ in await world.states()] == ["sent", "planned"]
    world.messenger.before = lambda key: None
    world.clock.jump(days=-2)
    await world.rounds.go()
    assert [state for _, state, _ in await world.states()] == ["sent", "sent"]


async def test_what_waits_is_not_given_up_by_a_clock_that_is_wrong(world: World) -> None:
    await world.subscribe()
    world.messenger.ready = False
    await world.rounds.go()
    world.clock.jump(days=2)
    await world.rounds.go()
    world.clock.jump(days=-2)
    world.messenger.ready = True
    await world.rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_a_doubt_is_not_settled_by_a_clock_that_is_wrong(world: World) -> None:
    """It would be looked for before it may have come, and then be posted twice."""
    await world.subscribe()
    world.messenger.settling = dt.timedelta(seconds=30)

    def lose(_key: str) -> None:
        raise ConnectionResetError

    world.messenger.before = lose
    await world.rounds.go()
    world.messenger.before = lambda key: None
    world.clock.jump(days=2)
    await world.rounds.go()
    assert await world.states() == [("01-16", "in doubt", "day-1")]
    world.clock.jump(days=-2)
    world.clock.go_on(seconds=31)
    await world.rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1")]


@pytest.mark.parametrize("restarts", [False, True])
async def test_what_a_clock_that_was_ahead_has_put_off_comes_when_it_is_set_back(
    world: World, *, restarts: bool
) -> None:
    def refuse(_key: str) -> None:
        raise SendPostponed(why="an outage", after=60)

    await world.subscribe(at="08:00")
    world.clock.go_on(hours=9)
    world.messenger.before = refuse
    await world.rounds.go()
    world.messenger.before = lambda key: None
    if restarts:
        world.clock.go_on(hours=-9)
        rounds = world.restarted()
        await rounds.begin()
    else:
        world.clock.jump(hours=-9)
        rounds = world.rounds
    await rounds.go()
    world.clock.go_on(minutes=1)
    await rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1")]
