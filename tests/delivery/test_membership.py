import datetime as dt
from dataclasses import replace

from bot.delivery.membership import joined, left, reconcile
from bot.domain.delivery import State
from bot.domain.subscription import EVERY_DAY, Mode, Slot, Status, Subscription
from bot.storage.store import SqlStore
from tests.delivery.conftest import SEOUL, World

EIGHT = dt.time(8)


async def subscribed(world: World, server: str, channel: str = "a") -> Subscription:
    wish = Subscription(
        0, "fake", channel, EIGHT, SEOUL, "course", EVERY_DAY, Mode.COURSE, server=server
    )
    return await world.store.subscribe(wish, Slot(dt.date(2026, 1, 16), world.clock.now()))


async def statuses(store: SqlStore) -> list[str]:
    return [one.status.value for one in await store.subscriptions()]


async def test_where_the_bot_was_removed_its_schedules_rest(world: World) -> None:
    await subscribed(world, "1")
    await subscribed(world, "2")
    await left(world.store, "fake", "1")
    assert await statuses(world.store) == ["away", "active"]
    await world.rounds.go()
    assert world.messenger.keys == ["2-20260116"]


async def test_when_it_is_back_they_go_on_from_then(world: World) -> None:
    made = await subscribed(world, "1")
    await left(world.store, "fake", "1")
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
    await left(world.store, "fake", "1")
    world.clock.go_on(minutes=-30)
    await joined(world.store, "fake", "1", world.clock.now())
    slot = await world.store.next_slot(made.id)
    assert slot is not None
    assert slot.date == dt.date(2026, 1, 17)


async def test_what_a_manager_paused_stays_paused(world: World) -> None:
    made = await subscribed(world, "1")
    await world.store.amend(replace(made, status=Status.PAUSED))
    await left(world.store, "fake", "1")
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
    await left(world.store, "fake", "1")
    world.messenger.ready = True
    await world.rounds.go()
    assert world.messenger.keys == []
    (delivery,) = await world.ledger.in_state(State.SKIPPED, limit=9)
    assert delivery.reason == "away"
