import datetime as dt
from dataclasses import replace

from bot.core.ports import Attempt
from bot.core.request import Place
from bot.delivery.membership import GRACE, Purging, joined, left, purge, reconcile
from bot.domain.delivery import State
from bot.domain.subscription import EVERY_DAY, Mode, Slot, Status, Subscription
from bot.storage.store import SqlStore
from tests.delivery.conftest import SEOUL, World
from tests.fakes.channels import FakeChannels

EIGHT = dt.time(8)


async def subscribed(world: World, server: str, channel: str = "a") -> Subscription:
    wish = Subscription(
        0, "fake", channel, (EIGHT,), SEOUL, "course", EVERY_DAY, Mode.COURSE, server=server
    )
    return await world.store.subscribe(wish, Slot(dt.date(2026, 1, 16), world.clock.now()))


async def statuses(store: SqlStore) -> list[str]:
    return [one.status.value for one in await store.subscriptions()]


async def test_where_the_bot_was_removed_its_schedules_rest(world: World) -> None:
    await subscribed(world, "1")
    await subscribed(world, "2")
    await left(world.store, "fake", "1", world.clock.now())
    assert await statuses(world.store) == ["away", "active"]
    await world.rounds.go()
    assert world.messenger.keys == ["2-20260116"]


async def test_when_it_is_back_they_go_on_from_then(world: World) -> None:
    made = await subscribed(world, "1")
    await left(world.store, "fake", "1", world.clock.now())
    world.clock.go_on(days=3, hours=1)
    await joined(world.store, "fake", "1", world.clock.now())
    assert await statuses(world.store) == ["active"]
    await world.rounds.go()
    assert world.messenger.keys == []
    slot = await world.store.next_slot(made.id)
    assert slot is not None
    assert slot.date == dt.date(2026, 1, 20)


async def test_a_day_that_had_its_lesson_gets_no_second_one(world: World) -> None:
    made = await subscribed(world, "1")
    await world.rounds.go()
    await left(world.store, "fake", "1", world.clock.now())
    world.clock.go_on(minutes=-30)
    await joined(world.store, "fake", "1", world.clock.now())
    slot = await world.store.next_slot(made.id)
    assert slot is not None
    assert slot.date == dt.date(2026, 1, 17)


async def test_what_a_manager_paused_stays_paused(world: World) -> None:
    made = await subscribed(world, "1")
    await world.store.amend(replace(made, status=Status.PAUSED))
    await left(world.store, "fake", "1", world.clock.now())
    await joined(world.store, "fake", "1", world.clock.now())
    assert await statuses(world.store) == ["paused"]


async def test_what_was_missed_while_nobody_listened_is_made_up_for(world: World) -> None:
    first = await subscribed(world, "1")
    second = await subscribed(world, "2")
    await world.store.amend(replace(second, status=Status.AWAY))
    third = await subscribed(world, "3")
    before = await world.store.next_slot(third.id)
    await reconcile(world.store, "fake", {"2", "3", "4"}, world.clock.now())
    assert await statuses(world.store) == ["away", "active", "active"]
    assert await world.store.next_slot(third.id) == before
    await reconcile(world.store, "elsewhere", {"1"}, world.clock.now())
    assert (await world.store.subscriptions())[0].status is Status.AWAY
    assert first.id == 1


async def test_what_was_planned_when_it_left_is_not_sent(world: World) -> None:
    await subscribed(world, "1")
    world.messenger.ready = False
    await world.rounds.go()
    await left(world.store, "fake", "1", world.clock.now())
    world.messenger.ready = True
    await world.rounds.go()
    assert world.messenger.keys == []
    (delivery,) = await world.ledger.in_state(State.SKIPPED, limit=9)
    assert delivery.reason == "away"


# Forgetting


async def answered(world: World, server: str) -> None:
    place = Place("fake", "a", server)
    await world.store.add_attempt(Attempt(place, f"ann{server}", "q1", True, world.clock.now()))


async def test_what_was_left_long_ago_is_forgotten(world: World) -> None:
    channels = FakeChannels()
    for server in "12":
        await subscribed(world, server)
        await answered(world, server)
        await world.store.set_managers("fake", server, "77")
    await world.rounds.go()
    await left(world.store, "fake", "1", world.clock.now())
    channels.left = {"1"}
    world.clock.go_on(days=29, hours=23)
    await purge(world.store, {"fake": channels}, world.clock.now())
    assert await statuses(world.store) == ["away", "active"]
    world.clock.go_on(hours=1)
    await purge(world.store, {"fake": channels}, world.clock.now())
    assert await statuses(world.store) == ["active"]
    assert await world.store.servers("fake") == ["2"]
    assert await world.store.managers("fake", "1") == ""
    assert await world.store.attempts_of("fake", "ann1") == []
    assert len(await world.store.attempts_of("fake", "ann2")) == 1
    kept = await world.ledger.in_state(State.SENT, limit=9)
    assert [one.subscription_id for one in kept] == [2]


async def test_to_be_told_again_that_it_was_left_delays_nothing(world: World) -> None:
    await subscribed(world, "1")
    await left(world.store, "fake", "1", world.clock.now())
    world.clock.go_on(days=20)
    await reconcile(world.store, "fake", set(), world.clock.now())
    world.clock.go_on(days=10)
    assert await world.store.left_by(world.clock.now() - GRACE) == [("fake", "1")]


async def test_who_comes_back_in_time_finds_everything(world: World) -> None:
    channels = FakeChannels()
    channels.left = {"1"}
    await subscribed(world, "1")
    await answered(world, "1")
    await world.store.set_managers("fake", "1", "77")
    await left(world.store, "fake", "1", world.clock.now())
    world.clock.go_on(days=29)
    await joined(world.store, "fake", "1", world.clock.now())
    world.clock.go_on(days=29)
    await purge(world.store, {"fake": channels}, world.clock.now())
    assert await statuses(world.store) == ["active"]
    assert await world.store.managers("fake", "1") == "77"
    assert len(await world.store.attempts_of("fake", "ann1")) == 1


async def test_who_came_back_while_nobody_listened_is_not_forgotten(world: World) -> None:
    await subscribed(world, "1")
    await left(world.store, "fake", "1", world.clock.now())
    world.clock.go_on(days=40)
    # The platform says that the bot is there, or there is nobody who could say.
    await purge(world.store, {"fake": FakeChannels()}, world.clock.now())
    await purge(world.store, {}, world.clock.now())
    assert await statuses(world.store) == ["away"]


async def test_a_server_without_a_schedule_is_forgotten_too(world: World) -> None:
    channels = FakeChannels()
    channels.left = {"5"}
    await answered(world, "5")
    await reconcile(world.store, "fake", set(), world.clock.now())
    world.clock.go_on(days=30)
    await purge(world.store, {"fake": channels}, world.clock.now())
    assert await world.store.servers("fake") == []


async def test_it_is_looked_once_an_hour_whether_there_is_something_to_forget(
    world: World,
) -> None:
    channels = FakeChannels()
    channels.left = {"1", "2"}
    purging = Purging(world.store, {"fake": channels})
    await answered(world, "1")
    await left(world.store, "fake", "1", world.clock.now())
    world.clock.go_on(days=30)
    await purging.go(world.clock.now())
    assert await world.store.servers("fake") == []
    await answered(world, "2")
    await left(world.store, "fake", "2", world.clock.now() - GRACE)
    world.clock.go_on(minutes=59)
    await purging.go(world.clock.now())
    assert await world.store.servers("fake") == ["2"]
    world.clock.go_on(minutes=1)
    await purging.go(world.clock.now())
    assert await world.store.servers("fake") == []
