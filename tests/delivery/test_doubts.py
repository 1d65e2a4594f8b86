"""What is in doubt: looked for, sent again only where that can't double it, told if it lasts."""

import datetime as dt
from itertools import pairwise

import pytest

from bot.core.fence import check_fence, note_unclear
from bot.delivery.doubts import MOST_ATTEMPTS
from bot.domain.delivery import State
from bot.errors import SendInDoubt, SendPostponed, SendRefused
from tests.delivery.conftest import World


def unreadable(_key: str) -> None:
    raise SendInDoubt(why="to look, Homeroom needs Read Message History in #daily")


def lost(_key: str) -> None:
    raise SendInDoubt(why="no answer")


def fine(_key: str) -> None:
    pass


async def in_doubt(world: World) -> None:
    """A post whose answer was lost, in a channel that can't be read."""
    await world.subscribe(catch_up=None)
    world.messenger.after, world.messenger.finding = lost, unreadable
    world.messenger.settling = dt.timedelta(seconds=30)
    await world.rounds.go()
    world.messenger.after = fine


async def test_where_nothing_can_be_read_it_is_sent_again_while_the_platform_knows_it_by_its_key(
    world: World,
) -> None:
    await in_doubt(world)
    world.messenger.repeats_within = dt.timedelta(seconds=90)
    world.clock.go_on(seconds=29)
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    world.clock.go_on(seconds=1)
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"] * 2
    assert await world.states() == [("01-16", "sent", "day-1")]


@pytest.mark.parametrize("seconds", [91, -5])
async def test_not_when_it_may_have_forgotten_or_the_clock_was_set_back(
    world: World, seconds: int
) -> None:
    await in_doubt(world)
    world.messenger.repeats_within = dt.timedelta(seconds=90)
    world.messenger.settling = dt.timedelta()
    world.clock.jump(seconds=seconds)
    (doubt,) = await world.ledger.in_state(State.IN_DOUBT, limit=1)
    await world.rounds.doubts.settle(doubt)
    assert world.messenger.keys == ["1-20260116"]
    assert await world.states() == [("01-16", "in doubt", "day-1")]


@pytest.mark.parametrize(
    "no", [SendRefused(why="Missing Permissions"), SendPostponed(why="a pause", after=1)]
)
async def test_a_no_to_the_second_request_says_nothing_of_the_first(
    world: World, no: Exception
) -> None:
    await in_doubt(world)
    world.messenger.repeats_within = dt.timedelta(seconds=90)

    def refuse(_key: str) -> None:
        raise no

    world.messenger.before = refuse
    world.clock.go_on(seconds=30)
    await world.rounds.go()
    assert await world.states() == [("01-16", "in doubt", "day-1")]
    # It is no longer known again, and never sent a third time.
    world.messenger.before = fine
    world.clock.go_on(minutes=5)
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]


async def test_a_doubt_that_lasts_is_told_once_with_what_is_missing(world: World) -> None:
    await in_doubt(world)
    world.clock.go_on(minutes=4)
    await world.rounds.go()
    assert world.told == []
    for _ in range(30):
        world.clock.go_on(hours=1)
        await world.rounds.go()
    (told,) = (line for line in world.told if "16 January" in line)
    assert told.startswith("ann: ")
    assert "Read Message History in #daily" in told
    assert world.messenger.keys.count("1-20260116") == 1


async def test_it_is_looked_for_from_when_it_was_tried_if_that_was_before_it_was_due(
    world: World,
) -> None:
    await world.subscribe()
    world.messenger.after = lost
    await world.rounds.go()
    world.messenger.after = fine
    world.clock.jump(hours=-3)
    world.clock.go_on(hours=3, minutes=1)
    await world.rounds.go()
    assert world.messenger.looked == [dt.datetime(2026, 1, 15, 23, tzinfo=dt.UTC)]
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_after_a_start_nothing_new_goes_out_before_what_is_in_doubt_was_looked_for(
    world: World,
) -> None:
    await world.subscribe("a")
    world.messenger.after = lost
    world.messenger.settling = dt.timedelta(seconds=30)
    await world.rounds.go()
    world.messenger.after = fine
    await world.subscribe("b")
    world.clock.go_on(seconds=10)
    rounds = world.restarted()
    await rounds.begin()
    await rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    world.clock.go_on(seconds=20)
    await rounds.go()
    assert world.messenger.keys == ["1-20260116", "2-20260116"]
    assert await world.states() == [("01-16", "sent", "day-1"), ("01-16", "sent", "day-1")]


async def test_what_was_looked_for_in_vain_holds_nothing_up_for_ever(world: World) -> None:
    await in_doubt(world)
    await world.subscribe("b")
    rounds = world.restarted()
    await rounds.begin()
    world.clock.go_on(seconds=30)
    await rounds.go()
    assert world.messenger.keys == ["1-20260116", "2-20260116"]


async def test_a_platform_that_does_not_connect_is_waited_for_with_its_doubts(
    world: World,
) -> None:
    await in_doubt(world)
    world.messenger.ready = False
    rounds = world.restarted()
    await rounds.begin()
    world.clock.go_on(minutes=20)
    await rounds.go()
    assert world.messenger.looked == []
    world.messenger.ready, world.messenger.finding = True, fine
    await rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_what_came_to_nothing_eight_times_is_told(world: World) -> None:
    await world.subscribe(catch_up=None)
    world.messenger.before = lost
    for _ in range(250):
        await world.rounds.go()
        world.clock.go_on(seconds=20)
    failed = await world.only()
    assert (failed.state, failed.attempts) == (State.FAILED, MOST_ATTEMPTS)
    (told,) = world.told
    assert "8 attempts came to nothing" in told


async def test_while_it_could_still_be_posted_it_is_looked_for_every_45_minutes(
    world: World,
) -> None:
    await world.subscribe(catch_up=dt.timedelta(hours=9))
    world.messenger.before, world.messenger.finding = lost, unreadable
    hours: list[float] = []
    for step in range(20 * 4):
        before = len(world.messenger.looked)
        await world.rounds.go()
        hours += [step / 4] * (len(world.messenger.looked) - before)
        world.clock.go_on(minutes=15)
    pauses = [later - sooner for sooner, later in pairwise(hours)]
    in_time = [pause for at, pause in zip(hours, pauses, strict=False) if at < 9]
    assert max(in_time) == 0.75
    assert max(pauses) > 3


async def test_what_stood_still_before_its_request_left_is_sent_later(world: World) -> None:
    await world.subscribe()

    def stand_still(_key: str) -> None:
        world.messenger.before = fine
        world.clock.go_on(seconds=31)
        check_fence()
        pytest.fail("it left too late")

    world.messenger.before = stand_still
    await world.rounds.go()
    assert await world.states() == [("01-16", "planned", "day-1")]
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_a_request_that_stays_in_says_nothing_of_one_before_it(world: World) -> None:
    await world.subscribe()

    def repeat_too_late(_key: str) -> None:
        note_unclear()
        world.clock.go_on(seconds=31)
        check_fence()

    world.messenger.before = repeat_too_late
    await world.rounds.go()
    assert await world.states() == [("01-16", "in doubt", "day-1")]
