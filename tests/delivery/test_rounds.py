import asyncio
from collections.abc import Collection, Mapping
from itertools import pairwise

from bot.core.holidays import NO_HOLIDAYS
from bot.core.ports import Account, Order
from bot.core.reply import Note
from bot.core.schedules import go_on
from bot.delivery.doubts import MOST_ATTEMPTS
from bot.delivery.sweep import AT_A_TIME
from bot.domain.delivery import Change, Delivery, State
from bot.domain.subscription import WORKING_DAYS, Mode, Status
from bot.errors import SendInDoubt, SendRefused
from bot.storage.ledger import SqlLedger
from tests.delivery.conftest import COURSE, World


class Broken(SqlLedger):
    """Knows nothing of the first subscription."""

    async def accounts(self, subscription_ids: Collection[int]) -> Mapping[int, Account]:
        found = await super().accounts(subscription_ids)
        return {one: account for one, account in found.items() if one != 1}

    async def orders(self, delivery_ids: Collection[int]) -> Mapping[int, Order]:
        found = await super().orders(delivery_ids)
        return {
            one: Order(order.delivery, None) if order.delivery.subscription_id == 1 else order
            for one, order in found.items()
        }


class Forgetful(SqlLedger):
    """Fails to record the first post, as a full disk would make it."""

    failed = False

    async def move(self, delivery: Delivery, change: Change) -> bool:
        if change.state is State.SENT and not self.failed:
            self.failed = True
            message = "disk full"
            raise OSError(message)
        return await super().move(delivery, change)


async def test_a_slot_is_posted_when_it_is_due_and_once(world: World) -> None:
    await world.subscribe()
    world.clock.go_on(seconds=-1)
    await world.rounds.go()
    assert world.messenger.keys == []
    world.clock.go_on(seconds=1)
    await world.rounds.go()
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_a_course_goes_on_day_by_day_and_ends(world: World) -> None:
    await world.subscribe()
    for _ in range(4):
        await world.rounds.go()
        world.clock.go_on(days=1)
    assert await world.states() == [
        ("01-16", "sent", "day-1"),
        ("01-17", "sent", "day-2"),
        ("01-18", "sent", "day-3"),
        ("01-19", "sent", "*finished"),
    ]


async def test_news_is_the_lesson_of_that_date_or_nothing(world: World) -> None:
    await world.subscribe(mode=Mode.NEWS)
    for _ in range(2):
        await world.rounds.go()
        world.clock.go_on(days=1)
    assert await world.states() == [("01-16", "sent", "friday"), ("01-17", "skipped", None)]


async def test_days_off_are_quiet(world: World) -> None:
    await world.subscribe(days=WORKING_DAYS)
    for _ in range(4):
        await world.rounds.go()
        world.clock.go_on(days=1)
    assert [slot for slot, _, _ in await world.states()] == ["01-16", "01-19"]


async def test_of_what_was_missed_only_the_newest_is_posted_and_marked_late(world: World) -> None:
    await world.subscribe()
    world.clock.go_on(days=2, hours=3)
    await world.rounds.go()
    assert await world.states() == [
        ("01-16", "skipped", None),
        ("01-17", "skipped", None),
        ("01-18", "sent", "day-1"),
    ]
    ((_, _, post),) = world.messenger.posts
    notes = [block.text for block in post.blocks if isinstance(block, Note)]
    assert notes[-1] == ("This lesson was due on Sunday, 18 January at 08:00 and comes late.")


async def test_what_was_missed_on_a_day_that_is_over_is_skipped(world: World) -> None:
    await world.subscribe(at="23:00")
    world.clock.set("2026-01-16T15:30:00+00:00")  # half past midnight of the 17th in Seoul
    await world.rounds.go()
    assert await world.states() == [("01-16", "skipped", None)]
    assert world.messenger.keys == []


async def test_one_bad_channel_does_not_stop_the_rest(world: World) -> None:
    for channel in ("a", "b", "c"):
        await world.subscribe(channel)

    def refuse(key: str) -> None:
        if key.startswith("2-"):
            raise SendRefused(why="Missing Permissions")

    world.messenger.before = refuse
    await world.rounds.go()
    assert sorted(world.messenger.keys) == ["1-20260116", "3-20260116"]
    assert [state for _, state, _ in await world.states()] == ["sent", "failed", "sent"]


async def test_a_refused_post_pauses_its_schedule_and_does_not_move_the_course_on(
    world: World,
) -> None:
    made = await world.subscribe()

    def refuse(key: str) -> None:
        raise SendRefused(why="Homeroom lacks Send Messages in #daily")

    world.messenger.before = refuse
    await world.rounds.go()
    world.messenger.before = lambda key: None
    world.clock.go_on(days=1)
    await world.rounds.go()
    (paused,) = await world.store.subscriptions()
    assert (paused.status, paused.reason) == (
        Status.PAUSED,
        "Homeroom lacks Send Messages in #daily",
    )
    assert await world.states() == [("01-16", "failed", "day-1")]
    await go_on(world.store, paused, world.clock.now(), NO_HOLIDAYS.on)
    world.clock.go_on(days=1)
    await world.rounds.go()
    assert await world.states() == [("01-16", "failed", "day-1"), ("01-18", "sent", "day-1")]
    assert made.id == paused.id


async def test_a_lost_answer_is_looked_for_and_not_repeated(world: World) -> None:
    await world.subscribe()

    def lose(key: str) -> None:
        raise ConnectionResetError

    world.messenger.after = lose
    await world.rounds.go()
    assert await world.states() == [("01-16", "in doubt", "day-1")]
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_what_surely_was_not_posted_is_sent_again(world: World) -> None:
    await world.subscribe()

    def fail(key: str) -> None:
        raise SendInDoubt(why="no answer in 30 seconds")

    world.messenger.before = fail
    await world.rounds.go()
    world.messenger.before = lambda key: None
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_what_cannot_be_known_stays_in_doubt(world: World) -> None:
    await world.subscribe()

    def lose(key: str) -> None:
        raise SendInDoubt(why="history can't be read")

    world.messenger.after = world.messenger.finding = lose
    for _ in range(3):
        await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    assert await world.states() == [("01-16", "in doubt", "day-1")]


async def test_a_record_that_failed_after_the_post_is_mended_without_a_second_post(
    world: World,
) -> None:
    await world.subscribe()
    rounds = world.restarted(with_ledger=Forgetful)
    await rounds.go()
    assert await world.states() == [("01-16", "sending", "day-1")]
    world.clock.go_on(seconds=61)
    await rounds.go()
    assert world.messenger.keys == ["1-20260116"]
    assert await world.states() == [("01-16", "sent", "day-1")]


async def test_what_stays_in_doubt_does_not_stand_in_the_way(world: World) -> None:
    for number in range(AT_A_TIME + 1):
        await world.subscribe(f"channel-{number}")

    def lose(key: str) -> None:
        raise SendInDoubt(why="no answer")

    def unknown(key: str) -> None:
        if key != f"{AT_A_TIME + 1}-20260116":
            raise SendInDoubt(why="history can't be read")

    world.messenger.after, world.messenger.finding = lose, unknown
    await world.rounds.go()
    await world.rounds.go()
    states = [state for _, state, _ in await world.states()]
    assert (states.count("in doubt"), states.count("sent")) == (AT_A_TIME, 1)


async def test_a_lesson_in_doubt_is_neither_repeated_nor_lost_meanwhile(world: World) -> None:
    await world.subscribe()

    def lose(key: str) -> None:
        raise SendInDoubt(why="no answer")

    world.messenger.after = world.messenger.finding = lose
    await world.rounds.go()
    world.messenger.after = lambda key: None
    world.clock.go_on(days=1)
    await world.rounds.go()
    world.messenger.finding = lambda key: None
    for _ in range(2):
        world.clock.go_on(days=1)
        await world.rounds.go()
    assert await world.states() == [
        ("01-16", "sent", "day-1"),
        ("01-17", "sent", "day-2"),
        ("01-18", "sent", "day-3"),
        ("01-19", "sent", "*finished"),
    ]
    assert len(world.messenger.posts) == 4


async def test_yesterdays_unsent_lesson_is_todays_not_a_second_one(world: World) -> None:
    await world.subscribe()

    def fail(key: str) -> None:
        raise SendInDoubt(why="no answer")

    world.messenger.before = fail
    await world.rounds.go()
    world.messenger.before = lambda key: None
    world.clock.go_on(days=3)
    await world.restarted().go()
    assert await world.states() == [
        ("01-16", "skipped", "day-1"),
        ("01-17", "skipped", None),
        ("01-18", "skipped", None),
        ("01-19", "sent", "day-1"),
    ]


async def test_a_course_goes_on_when_the_last_lesson_is_gone_from_the_folder(
    world: World,
) -> None:
    await world.subscribe()
    await world.rounds.go()
    world.clock.go_on(days=1)
    await world.restarted(lessons=COURSE[1:]).go()
    world.clock.go_on(days=1)
    await world.rounds.go()
    assert [one for _, _, one in await world.states()] == ["day-1", "day-2", "day-3"]


async def test_a_lesson_that_is_gone_when_it_is_sent_again_gives_way_to_the_next(
    world: World,
) -> None:
    await world.subscribe()

    def fail(key: str) -> None:
        raise SendInDoubt(why="no answer")

    world.messenger.before = fail
    await world.rounds.go()
    world.messenger.before = lambda key: None
    await world.restarted(lessons=COURSE[1:]).go()
    assert await world.states() == [("01-16", "sent", "day-2")]


async def test_what_never_succeeds_is_tried_less_and_less_and_then_failed(world: World) -> None:
    await world.subscribe(at="00:00")
    world.clock.set("2026-01-15T15:00:00+00:00")
    tries = []

    def refuse(key: str) -> None:
        tries.append(world.clock.now())
        raise ConnectionRefusedError

    world.messenger.before = refuse
    for _ in range(250):
        await world.rounds.go()
        world.clock.go_on(seconds=20)
    assert len(tries) == MOST_ATTEMPTS
    gaps = [(later - earlier).seconds for earlier, later in pairwise(tries)]
    assert gaps == sorted(gaps)
    assert [state for _, state, _ in await world.states()] == ["failed"]


async def test_one_that_hangs_does_not_hold_the_others_up(world: World) -> None:
    for channel in ("a", "b", "c"):
        await world.subscribe(channel)

    async def hang(key: str) -> None:
        if key.startswith("1-"):
            await asyncio.sleep(60)

    world.messenger.waiting = hang
    await world.restarted(patience=0.2).go()
    assert sorted(world.messenger.keys) == ["2-20260116", "3-20260116"]
    assert [state for _, state, _ in await world.states()] == ["in doubt", "sent", "sent"]


async def test_a_fault_in_one_step_stops_no_other_channel(world: World) -> None:
    for channel in ("a", "b"):
        await world.subscribe(channel)
    await world.restarted(with_ledger=Broken).go()
    assert world.messenger.keys == ["2-20260116"]


async def test_once_it_is_to_stop_nothing_more_is_begun(world: World) -> None:
    await world.subscribe()
    world.rounds.stopping.set()
    await world.rounds.go()
    assert world.messenger.keys == []
    assert [state for _, state, _ in await world.states()] == ["planned"]


async def test_a_little_late_is_not_said_to_be_late(world: World) -> None:
    await world.subscribe("a")
    world.clock.go_on(minutes=15)
    await world.rounds.go()
    await world.subscribe("b")
    world.clock.go_on(seconds=1)
    await world.rounds.go()
    late = [
        any(isinstance(block, Note) and "comes late" in block.text for block in post.blocks)
        for _, _, post in world.messenger.posts
    ]
    assert late == [False, True]


async def test_a_clock_that_is_set_back_makes_nothing_come_twice(world: World) -> None:
    await world.subscribe()
    await world.rounds.go()
    world.clock.go_on(hours=-2)
    for _ in range(30):
        await world.rounds.go()
        world.clock.go_on(minutes=5)
    assert world.messenger.keys == ["1-20260116"]


async def test_what_is_for_a_platform_that_is_not_running_waits_until_it_is_too_late(
    world: World,
) -> None:
    await world.subscribe()
    rounds = world.restarted(messengers={})
    await rounds.go()
    assert await world.states() == [("01-16", "planned", None)]
    world.clock.go_on(hours=16)
    await rounds.go()
    assert await world.states() == [("01-16", "skipped", None)]
