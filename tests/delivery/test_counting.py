"""What became of deliveries is counted once, by whoever recorded it."""

import datetime as dt
import logging

import pytest

from bot.core.ports import Outcome
from bot.domain.delivery import Change, State
from bot.errors import SendInDoubt, SendRefused
from tests.delivery.conftest import World
from tests.fakes.counting import FakeMeter


@pytest.fixture
def meter(world: World) -> FakeMeter:
    """The meter that the world's deliveries are counted by."""
    found = FakeMeter()
    world.rounds = world.restarted(meter=found)
    return found


def lost(_key: str) -> None:
    raise SendInDoubt(why="no answer")


def no(_key: str) -> None:
    raise SendRefused(why="Missing Access")


async def test_a_lesson_that_is_sent_says_how_long_after_it_was_due(
    world: World, meter: FakeMeter, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe()
    world.clock.go_on(seconds=7)
    with caplog.at_level(logging.INFO, "bot.delivery.outcomes"):
        await world.rounds.go()
    assert meter.deliveries == [("fake", Outcome.SENT, 7.0)]
    (line,) = caplog.records
    fields = {name: vars(line)[name] for name in ("platform", "delivery", "subscription")}
    assert fields == {"platform": "fake", "delivery": "1-20260116", "subscription": 1}
    assert (vars(line)["outcome"], vars(line)["seconds"]) == ("sent", 7.0)


async def test_one_whose_post_says_that_it_is_late_is_counted_as_that(
    world: World, meter: FakeMeter
) -> None:
    await world.subscribe()
    world.clock.go_on(minutes=16)
    await world.rounds.go()
    assert meter.deliveries == [("fake", Outcome.LATE, 960.0)]


async def test_a_doubt_is_counted_once_and_then_what_it_turned_out_to_be(
    world: World, meter: FakeMeter
) -> None:
    await world.subscribe()
    world.messenger.after = lost
    world.messenger.settling = dt.timedelta(seconds=30)
    await world.rounds.go()
    assert meter.deliveries == [("fake", Outcome.IN_DOUBT, None)]
    world.clock.go_on(seconds=31)
    await world.rounds.go()
    assert meter.deliveries[1:] == [("fake", Outcome.FOUND, None)]


async def test_a_no_is_a_failure(world: World, meter: FakeMeter) -> None:
    await world.subscribe()
    world.messenger.before = no
    await world.rounds.go()
    assert meter.deliveries == [("fake", Outcome.FAILED, None)]


async def test_what_was_missed_is_counted_as_skipped(world: World, meter: FakeMeter) -> None:
    await world.subscribe()
    world.clock.go_on(days=2)
    await world.rounds.go()
    kinds = [outcome for _, outcome, _ in meter.deliveries]
    assert kinds == [Outcome.SKIPPED, Outcome.SKIPPED, Outcome.SENT]


async def test_of_two_that_record_the_same_one_counts_it(world: World, meter: FakeMeter) -> None:
    to = await world.subscribe()
    world.messenger.after = lost
    world.messenger.settling = dt.timedelta(seconds=30)
    await world.rounds.go()
    doubt = await world.only()
    assert await world.ledger.move(doubt, Change(State.SENT, world.clock.now(), post_id="9"))
    await world.rounds.sender.outcomes.found(doubt, to, "9")
    await world.rounds.sender.outcomes.failed(doubt, to, "it is over")
    assert meter.deliveries == [("fake", Outcome.IN_DOUBT, None)]
