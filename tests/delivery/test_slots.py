"""Which slots there are, and what comes of them."""

import datetime as dt
from dataclasses import replace

from bot.core.reply import Heading
from bot.domain.calendar import slots_on
from bot.domain.delivery import State
from bot.domain.subscription import Ending, Mode, Vacation
from bot.errors import SendInDoubt, SendPostponed
from tests.delivery.conftest import World

EIGHT, NOON, SIX = dt.time(8), dt.time(12), dt.time(18)


def day(number: int) -> dt.date:
    return dt.date(2026, 1, number)


async def until_the_end_of(world: World, number: int) -> None:
    """Ring every half hour until the end of a day in Seoul."""
    while world.clock.now() < dt.datetime(2026, 1, number, 15, tzinfo=dt.UTC):
        await world.rounds.go()
        world.clock.go_on(minutes=30)


async def test_several_lessons_come_on_a_day_one_after_the_other(world: World) -> None:
    await world.subscribe(times=(EIGHT, NOON))
    await until_the_end_of(world, 17)
    assert await world.states() == [
        ("01-16", "sent", "day-1"),
        ("01-16", "sent", "day-2"),
        ("01-17", "sent", "day-3"),
        ("01-17", "sent", "*finished"),
    ]
    assert world.messenger.keys == ["1-20260116", "1-20260116-2", "1-20260117", "1-20260117-2"]


async def test_of_several_that_were_missed_on_a_day_the_newest_comes(world: World) -> None:
    await world.subscribe(times=(EIGHT, NOON, SIX))
    world.clock.go_on(hours=5)
    await world.rounds.go()
    assert await world.states() == [("01-16", "skipped", None), ("01-16", "sent", "day-1")]
    assert world.messenger.keys == ["1-20260116-2"]


async def test_a_time_that_is_changed_brings_no_second_lesson_that_day(world: World) -> None:
    made = await world.subscribe()
    await world.rounds.go()
    later = replace(made, times=(NOON,))
    (noon,) = slots_on(later, day(16))
    # Whatever the next slot is said to be, the date was served.
    await world.store.reschedule(later, noon)
    await until_the_end_of(world, 17)
    assert world.messenger.keys == ["1-20260116", "1-20260117"]


async def test_nothing_comes_on_a_vacation_and_the_course_waits(world: World) -> None:
    await world.subscribe(vacations=(Vacation(day(17), day(18)),))
    await until_the_end_of(world, 19)
    assert await world.states() == [("01-16", "sent", "day-1"), ("01-19", "sent", "day-2")]


async def test_a_vacation_that_was_said_after_the_slot_was_chosen_is_kept(world: World) -> None:
    made = await world.subscribe()
    await world.store.amend(replace(made, vacations=(Vacation(day(16), day(16)),)))
    await world.rounds.go()
    skipped = await world.only()
    assert (skipped.state, skipped.reason) == (State.SKIPPED, "a vacation")


async def test_nothing_comes_before_the_first_day(world: World) -> None:
    await world.subscribe(starts=day(18), first="2026-01-18")
    await until_the_end_of(world, 18)
    assert await world.states() == [("01-18", "sent", "day-1")]


async def test_a_window_of_an_hour_is_an_hour(world: World) -> None:
    await world.subscribe(catch_up=dt.timedelta(hours=1))
    world.clock.go_on(minutes=59)
    await world.rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1")]
    world.clock.go_on(days=1, minutes=1)
    await world.rounds.go()
    assert await world.states() == [("01-16", "sent", "day-1"), ("01-17", "skipped", None)]


async def test_a_window_never_reaches_into_the_next_day(world: World) -> None:
    await world.subscribe(at="23:30", catch_up=dt.timedelta(hours=6))
    world.clock.set("2026-01-16T15:00:00+00:00")  # midnight in Seoul
    await world.rounds.go()
    assert await world.states() == [("01-16", "skipped", None)]


async def test_a_course_that_begins_again_does_so_time_after_time(world: World) -> None:
    await world.subscribe(ending=Ending.AGAIN)
    for _ in range(8):
        await world.rounds.go()
        world.clock.go_on(days=1)
    lessons = [lesson for _, _, lesson in await world.states()]
    assert lessons == [f"day-{n}" for n in (1, 2, 3, 1, 2, 3, 1, 2)]


async def test_the_end_of_a_course_is_said_once(world: World) -> None:
    await world.subscribe()
    for _ in range(6):
        await world.rounds.go()
        world.clock.go_on(days=1)
    states = await world.states()
    assert states[3:] == [
        ("01-19", "sent", "*finished"),
        ("01-20", "skipped", None),
        ("01-21", "skipped", None),
    ]
    _, _, last = world.messenger.posts[-1]
    assert not last.private
    assert any(isinstance(block, Heading) for block in last.blocks)


async def test_a_channel_that_had_nothing_is_not_congratulated(world: World) -> None:
    await world.subscribe()
    await world.restarted(lessons=[]).go()
    assert await world.states() == [("01-16", "skipped", None)]


async def test_news_comes_once_a_day_however_many_times_there_are(world: World) -> None:
    await world.subscribe(mode=Mode.NEWS, times=(EIGHT, NOON))
    await until_the_end_of(world, 16)
    assert await world.states() == [("01-16", "sent", "friday"), ("01-16", "skipped", None)]


async def test_each_change_is_kept_with_its_reason(world: World) -> None:
    await world.subscribe()

    def lose(key: str) -> None:
        raise ConnectionResetError

    world.messenger.after = lose
    await world.rounds.go()
    world.messenger.after = lambda key: None
    world.clock.go_on(minutes=1)
    await world.rounds.go()
    history = await world.ledger.history((await world.only()).id)
    assert [(f"{one.at:%H:%M}", one.state.value, one.reason) for one in history] == [
        ("23:00", "planned", ""),
        ("23:00", "sending", ""),
        ("23:00", "in doubt", "ConnectionResetError"),
        ("23:01", "sent", "found posted"),
    ]


def lose(_key: str) -> None:
    raise SendInDoubt(why="no answer")


def refuse(_key: str) -> None:
    raise SendPostponed(why="an outage", after=60)


async def test_a_course_that_could_not_begin_again_has_not_begun(world: World) -> None:
    """Its last lesson turns out not to stand there, after the first of the next round failed."""
    await world.subscribe(ending=Ending.AGAIN, catch_up=dt.timedelta(hours=1))
    for _ in range(2):
        await world.rounds.go()
        world.clock.go_on(days=1)
    # The third is in doubt, and for a while nobody can look.
    world.messenger.before = world.messenger.finding = lose
    await world.rounds.go()
    world.clock.go_on(days=1)
    # So the fourth slot would begin again, and can't be sent in time.
    world.messenger.before = refuse
    await world.rounds.go()
    world.messenger.before = world.messenger.finding = lambda key: None
    world.clock.go_on(hours=2)
    await world.rounds.go()
    for _ in range(3):
        await world.rounds.go()
        world.clock.go_on(hours=11)
    assert await world.states() == [
        ("01-16", "sent", "day-1"),
        ("01-17", "sent", "day-2"),
        ("01-18", "skipped", "day-3"),
        ("01-19", "skipped", "day-1"),
        ("01-20", "sent", "day-3"),
    ]
    world.clock.set("2026-01-20T23:00:00+00:00")
    await world.rounds.go()
    assert (await world.states())[-1] == ("01-21", "sent", "day-1")


async def test_of_a_round_only_the_first_of_which_failed_nothing_is_left_out(world: World) -> None:
    await world.subscribe(ending=Ending.AGAIN, catch_up=dt.timedelta(hours=1))
    for _ in range(3):
        await world.rounds.go()
        world.clock.go_on(days=1)
    # The course begins again with a lesson that is in doubt until after the next one.
    world.messenger.before = world.messenger.finding = lose
    await world.rounds.go()
    world.clock.go_on(days=1)
    world.messenger.before = lambda key: None
    await world.rounds.go()
    world.messenger.finding = lambda key: None
    for _ in range(3):
        world.clock.go_on(days=1)
        await world.rounds.go()
    assert (await world.states())[3:] == [
        ("01-19", "skipped", "day-1"),
        ("01-20", "sent", "day-2"),
        ("01-21", "sent", "day-1"),
        ("01-22", "sent", "day-3"),
        ("01-23", "sent", "day-1"),
    ]
