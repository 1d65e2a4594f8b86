"""Who made a schedule is told when it breaks: once, with what is missing and what to do."""

import datetime as dt

import pytest

from bot.core.holidays import NO_HOLIDAYS
from bot.core.schedules import go_on
from bot.domain.delivery import State
from bot.domain.subscription import PostOptions, Status
from bot.errors import SendInDoubt, SendPostponed, SendRefused
from tests.delivery.conftest import World

LACKING = "Homeroom lacks Send Messages in #daily"


class Killed(BaseException):
    """The end of a process, as it were."""


def refuse(_key: str) -> None:
    raise SendRefused(why=LACKING)


def fine(_key: str) -> None:
    pass


async def test_a_refusal_is_told_once_and_its_schedule_rests(world: World) -> None:
    await world.subscribe(catch_up=None)
    world.messenger.before = refuse
    await world.rounds.go()
    await world.rounds.go()
    for _ in range(5):
        world.clock.go_on(days=1)
        await world.rounds.go()
    (told,) = world.told
    assert told.startswith("ann: ")
    assert LACKING in told
    assert "press Resume" in told
    assert await world.states() == [("01-16", "failed", "day-1")]
    (subscription,) = await world.store.subscriptions()
    assert (subscription.status, subscription.reason) == (Status.PAUSED, LACKING)


async def test_another_refusal_after_it_was_resumed_is_told_again(world: World) -> None:
    await world.subscribe(catch_up=None)
    world.messenger.before = refuse
    await world.rounds.go()
    (paused,) = await world.store.subscriptions()
    await go_on(world.store, paused, world.clock.now(), NO_HOLIDAYS.on)
    world.clock.go_on(days=1)
    await world.rounds.go()
    await world.rounds.go()
    assert len(world.told) == 2


async def test_a_notice_waits_for_its_platform_and_survives_a_restart(world: World) -> None:
    await world.subscribe(catch_up=None)
    world.messenger.before = refuse

    def later(_key: str) -> None:
        raise SendPostponed(why="Slack asks for a pause", after=90)

    world.messenger.telling = later
    await world.rounds.go()
    await world.rounds.go()
    world.messenger.telling = fine
    rounds = world.restarted()
    world.clock.go_on(seconds=60)
    await rounds.go()
    assert world.told == []
    world.clock.go_on(seconds=60)
    await rounds.go()
    await rounds.go()
    assert len(world.told) == 1


async def test_what_may_have_been_told_is_not_told_twice(world: World) -> None:
    await world.subscribe(catch_up=None)
    world.messenger.before = refuse
    tries = []

    def lose(key: str) -> None:
        tries.append(key)
        raise SendInDoubt(why="no answer")

    world.messenger.telling = lose
    for _ in range(5):
        await world.rounds.go()
        world.clock.go_on(hours=1)
    assert len(tries) == 1


async def test_where_the_platform_knows_it_again_it_is_told_until_there_is_an_answer(
    world: World,
) -> None:
    await world.subscribe(catch_up=None)
    world.messenger.before = refuse
    world.messenger.repeats_within = dt.timedelta(seconds=90)

    def lose(_key: str) -> None:
        raise SendInDoubt(why="no answer")

    world.messenger.telling = lose
    await world.rounds.go()
    await world.rounds.go()
    world.messenger.telling = fine
    world.clock.go_on(minutes=1)
    await world.rounds.go()
    assert len(world.told) == 1


async def test_where_nobody_can_be_told_it_is_logged_and_that_is_that(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe(catch_up=None)
    world.messenger.before = refuse

    def closed(_key: str) -> None:
        raise SendRefused(why="nobody takes direct messages")

    world.messenger.telling = closed
    for _ in range(3):
        await world.rounds.go()
    said = [record.getMessage() for record in caplog.records if record.name.endswith("telling")]
    assert said == [f"nobody can be told of a ({LACKING}): nobody takes direct messages"]


async def test_a_kill_between_the_no_and_its_record_tells_it_once(world: World) -> None:
    await world.subscribe(catch_up=None)

    def killed(_key: str) -> None:
        raise Killed

    world.messenger.before = killed
    with pytest.raises(Killed):
        await world.rounds.go()
    world.messenger.before = refuse
    rounds = world.restarted()
    await rounds.begin()
    for _ in range(3):
        await rounds.go()
        world.clock.go_on(minutes=1)
    assert len(world.told) == 1
    assert await world.states() == [("01-16", "failed", "day-1")]


async def test_what_follows_a_post_is_tried_until_it_is_done(world: World) -> None:
    await world.subscribe(options=PostOptions(thread=True))

    def fail(_post_id: str) -> None:
        raise SendInDoubt(why="no answer")

    world.messenger.following = fail
    await world.rounds.go()
    assert (await world.only()).unfinished
    world.messenger.following = fine
    world.clock.go_on(seconds=59)
    await world.rounds.go()
    assert world.messenger.followed == []
    world.clock.go_on(minutes=2)
    await world.restarted().go()
    done = await world.only()
    assert (done.state, done.unfinished, world.messenger.followed) == (State.SENT, False, ["1"])
    assert len(world.messenger.posts) == 1


async def test_who_has_sent_a_post_may_see_to_its_thread_before_others_do(world: World) -> None:
    await world.subscribe(options=PostOptions(thread=True))

    def die(_post_id: str) -> None:
        raise Killed

    world.messenger.following = die
    with pytest.raises(Killed):
        await world.rounds.go()
    world.messenger.following = fine
    for seconds, followed in ((29, []), (1, ["1"])):
        world.clock.go_on(seconds=seconds)
        await world.restarted().go()
        assert world.messenger.followed == followed


async def test_a_thread_that_may_not_be_opened_is_told_and_the_lesson_stands(world: World) -> None:
    await world.subscribe(options=PostOptions(thread=True))

    def refuse_thread(_post_id: str) -> None:
        raise SendRefused(why="Homeroom lacks Create Public Threads in #daily")

    world.messenger.following = refuse_thread
    await world.rounds.go()
    await world.rounds.go()
    (told,) = world.told
    assert "Create Public Threads" in told
    assert await world.states() == [("01-16", "sent", "day-1")]
    (subscription,) = await world.store.subscriptions()
    assert subscription.status is Status.ACTIVE


async def test_a_post_that_was_found_gets_its_thread_too(world: World) -> None:
    await world.subscribe(options=PostOptions(thread=True))

    def lose(_key: str) -> None:
        raise SendInDoubt(why="no answer")

    world.messenger.after = lose
    await world.rounds.go()
    world.messenger.after = fine
    await world.rounds.go()
    await world.rounds.go()
    assert world.messenger.followed == ["1"]
