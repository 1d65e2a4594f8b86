"""What is planned goes out: fairly between servers, and one that hangs holds up itself only."""

import asyncio
import datetime as dt
from collections.abc import Collection

import pytest

from bot.core.ports import Account, Order, Planned
from bot.delivery.assigning import LONG_AGO
from bot.delivery.line import AT_ONCE
from bot.domain.delivery import State
from bot.domain.subscription import Slot
from bot.errors import SendPostponed
from bot.storage.ledger import SqlLedger
from tests.delivery.conftest import World
from tests.fakes.messenger import FakeMessenger

MANY = 200


async def server(world: World, name: str, channels: int) -> None:
    for number in range(channels):
        await world.subscribe(f"{name}-{number}")
    async with world.engine.begin() as connection:
        await connection.exec_driver_sql(
            "UPDATE subscriptions SET server = ? WHERE channel LIKE ?", (name, f"{name}-%")
        )


def posted_to(world: World) -> list[str]:
    return [channel.partition("-")[0] for channel, _, _ in world.messenger.posts]


async def test_each_server_has_its_turn_before_any_has_a_second(world: World) -> None:
    await server(world, "big", 30)
    await server(world, "small", 2)
    await server(world, "tiny", 1)
    order = await world_order(world)
    assert order[:5] == ["big", "small", "tiny", "big", "small"]
    assert order[5:] == ["big"] * 28
    await world.rounds.go()
    assert sorted(posted_to(world)) == ["big"] * 30 + ["small"] * 2 + ["tiny"]


async def world_order(world: World) -> list[str]:
    """In which order servers' posts would go out."""
    ready = []
    await world.rounds.plan()
    turns = await world.ledger.turns("fake", world.clock.now(), since=LONG_AGO, limit=MANY)
    orders = await world.ledger.orders([one.delivery_id for one in turns])
    for one in turns:
        account = orders[one.delivery_id].account
        assert account is not None
        ready.append(account.subscription.server)
    return ready


async def test_a_server_that_rests_is_left_alone_and_holds_no_other_up(world: World) -> None:
    await server(world, "resting", MANY + 20)
    await server(world, "other", 3)
    world.messenger.off["resting"] = 60.0
    await world.rounds.go()
    assert posted_to(world) == ["other"] * 3
    world.messenger.off.clear()
    await world.rounds.go()
    assert len(world.messenger.posts) == MANY + 23


async def test_a_server_whose_turn_comes_soon_is_waited_for(world: World) -> None:
    await server(world, "a", 2)
    turns = [0.05, 0.0, 0.0, 0.0]
    world.messenger.turns = turns
    world.rounds.line.linger = 5.0
    await world.rounds.go()
    assert len(world.messenger.posts) == 2


async def test_a_channel_that_hangs_holds_up_only_itself_and_what_is_new_goes_out(
    world: World,
) -> None:
    await server(world, "slow", 1)
    await server(world, "quick", 1)
    hanging = asyncio.Event()

    async def hang(key: str) -> None:
        if key.startswith("1-"):
            await hanging.wait()

    world.messenger.waiting = hang
    await world.rounds.ring()
    async with asyncio.timeout(5):
        while posted_to(world) != ["quick"]:
            await asyncio.sleep(0.01)
        # Another slot falls due meanwhile.
        await server(world, "new", 1)
        await world.rounds.ring()
        while posted_to(world) != ["quick", "new"]:
            await asyncio.sleep(0.01)
    hanging.set()
    await world.rounds.end(5)
    assert sorted(posted_to(world)) == ["new", "quick", "slow"]


async def test_a_platform_that_hangs_holds_up_no_other(world: World) -> None:
    async def hang(_key: str) -> None:
        await hanging.wait()

    hanging, slow = asyncio.Event(), FakeMessenger()
    slow.waiting = hang
    rounds = world.restarted(messengers={"fake": world.messenger, "slow": slow})
    await world.subscribe("a", platform="slow")
    await rounds.ring()
    async with asyncio.timeout(5):
        # Long after there was nothing to send on the other.
        await asyncio.sleep(0.2)
        await server(world, "quick", 1)
        await rounds.ring()
        while not world.messenger.posts:
            await asyncio.sleep(0.01)
    hanging.set()
    await rounds.end(5)
    assert len(slow.posts) == 1


async def test_two_deliveries_of_a_channel_go_one_after_the_other(world: World) -> None:
    made = await world.subscribe()
    under_way = most = 0

    async def slowly(_key: str) -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.02)
        under_way -= 1

    world.messenger.waiting = slowly
    world.messenger.ready = False
    await world.rounds.go()
    now = world.clock.now()
    second = Slot(dt.date(2026, 1, 16), now, 1)
    await world.store.plan(made.id, [Planned(second, State.PLANNED)], second, now)
    world.messenger.ready = True
    await world.rounds.go()
    assert most == 1
    assert len(world.messenger.posts) == 2


class Faulty(SqlLedger):
    """Can't read the first subscription, however often it is asked."""

    asked = 0

    async def orders(self, delivery_ids: Collection[int]) -> dict[int, Order]:
        found = await super().orders(delivery_ids)
        return {
            one: Order(order.delivery, None) if order.delivery.subscription_id == 1 else order
            for one, order in found.items()
        }

    async def account(self, subscription_id: int) -> Account:
        if subscription_id == 1:
            self.asked += 1
            raise OSError
        return await super().account(subscription_id)


async def test_a_step_that_fails_is_taken_again_with_the_next_round_not_at_once(
    world: World,
) -> None:
    await server(world, "a", 3)
    rounds = world.restarted(with_ledger=Faulty)
    await rounds.go()
    ledger = rounds.ledger
    assert isinstance(ledger, Faulty)
    assert (ledger.asked, len(world.messenger.posts)) == (1, 2)


async def test_once_it_is_to_stop_nothing_more_is_begun(world: World) -> None:
    await server(world, "a", 400)
    world.messenger.waiting = lambda key: stop(world)
    await world.rounds.go()
    assert 1 <= len(world.messenger.posts) <= AT_ONCE


async def stop(world: World) -> None:
    world.rounds.stopping.set()


async def test_a_subscription_that_is_paused_while_it_waits_for_its_turn_gets_nothing(
    world: World,
) -> None:
    made = await world.subscribe()

    async def pause_meanwhile() -> None:
        await world.ledger.pause(made.id, "by a manager")

    world.messenger.at_turn = pause_meanwhile
    await world.rounds.go()
    assert world.messenger.keys == []
    assert await world.states() == [("01-16", "skipped", None)]


async def test_where_nobody_can_tell_whose_turn_it_is_it_waits(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    await world.subscribe()

    async def unknown() -> None:
        raise SendPostponed(why="the budget can't be reached", after=0)

    world.messenger.at_turn = unknown
    await world.rounds.go()
    assert (world.messenger.keys, caplog.records) == ([], [])
    world.messenger.at_turn = None
    await world.rounds.go()
    assert world.messenger.keys == ["1-20260116"]
