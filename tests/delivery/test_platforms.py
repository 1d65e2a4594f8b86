"""What delivery does when a platform is not ready, has to wait, or is slow to show a post."""

import datetime as dt
from dataclasses import replace

import pytest

from bot.delivery.doubts import MOST_ATTEMPTS
from bot.domain.delivery import State
from bot.domain.subscription import Status
from bot.errors import SendInDoubt, SendPostponed
from tests.delivery.conftest import World


async def test_what_is_postponed_is_sent_once_its_time_has_come(world: World) -> None:
    await world.subscribe()

    def postpone(key: str) -> None:
        raise SendPostponed(why="an outage", after=90)

    world.messenger.before = postpone
    await world.rounds.go()
    (planned,) = await world.ledger.in_state(State.PLANNED, limit=9)
    assert (planned.lesson_id, planned.reason) == (
        "day-1",
        "an outage",
    )
    world.messenger.before = lambda key: None
    world.clock.go_on(seconds=89)
    await world.rounds.go()
    assert world.messenger.keys == []
    world.clock.go_on(seconds=1)
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    assert world.messenger.looked == []


async def test_however_often_it_is_postponed_it_is_not_given_up(world: World) -> None:
    await world.subscribe()
    tries = []

    def postpone(key: str) -> None:
        tries.append(key)
        raise SendPostponed(why="an outage", after=1)

    world.messenger.before = postpone
    for _ in range(3 * MOST_ATTEMPTS):
        await world.rounds.go()
        world.clock.go_on(minutes=11)
    assert len(tries) > MOST_ATTEMPTS
    assert [state for _, state, _ in await world.states()] == ["planned"]
    world.messenger.before = lambda key: None
    await world.rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_what_is_postponed_past_its_day_is_skipped_and_not_lost(world: World) -> None:
    await world.subscribe()

    def postpone(key: str) -> None:
        raise SendPostponed(why="an outage", after=60)

    world.messenger.before = postpone
    await world.rounds.go()
    world.messenger.before = lambda key: None
    world.clock.go_on(days=1)
    await world.rounds.go()
    assert await world.states() == [("01-16", "skipped", "day-1"), ("01-17", "sent", "day-1")]


async def test_while_a_platform_is_not_ready_nothing_is_touched(world: World) -> None:
    await world.subscribe()
    world.messenger.ready = False
    for _ in range(3):
        await world.rounds.go()
        world.clock.go_on(hours=1)
    (planned,) = await world.ledger.in_state(State.PLANNED, limit=9)
    assert (planned.lesson_id, planned.attempts) == (None, 0)
    world.messenger.ready = True
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]


async def test_what_is_in_doubt_waits_until_the_platform_is_ready(world: World) -> None:
    await world.subscribe()

    def lose(key: str) -> None:
        raise SendInDoubt(why="no answer")

    world.messenger.after = lose
    await world.rounds.go()
    world.messenger.ready = False
    await world.rounds.go()
    assert world.messenger.looked == []
    world.messenger.ready = True
    await world.rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1")]
    assert world.messenger.keys == ["1-20260116"]


async def test_a_post_in_doubt_is_looked_for_once_it_must_be_there(world: World) -> None:
    await world.subscribe()
    due = world.clock.now()

    def lose(key: str) -> None:
        raise SendInDoubt(why="no answer")

    world.messenger.before, world.messenger.settling = lose, dt.timedelta(seconds=30)
    await world.rounds.go()
    world.messenger.before = lambda key: None
    world.clock.go_on(seconds=29)
    await world.rounds.go()
    assert (world.messenger.looked, world.messenger.keys) == ([], [])
    world.clock.go_on(seconds=1)
    await world.rounds.go()
    assert world.messenger.looked == [due]
    assert world.messenger.keys == ["1-20260116"]


@pytest.mark.parametrize("status", [Status.PAUSED, Status.AWAY, Status.REMOVED])
async def test_what_was_planned_before_a_pause_is_not_sent(world: World, status: Status) -> None:
    made = await world.subscribe()
    world.messenger.ready = False
    await world.rounds.go()
    await world.store.amend(replace(made, status=status))
    world.messenger.ready = True
    await world.rounds.go()
    assert world.messenger.keys == []
    (skipped,) = await world.ledger.in_state(State.SKIPPED, limit=9)
    assert skipped.reason == status.value


async def test_while_it_is_paused_nothing_is_planned(world: World) -> None:
    made = await world.subscribe()
    await world.store.amend(replace(made, status=Status.PAUSED))
    world.clock.go_on(days=2)
    await world.rounds.go()
    assert await world.states() == []
