"""What goes wrong among many processes: each kind has a day's lessons fall due, and disturbs that.

Each returns once the fault is over. Nothing else is done about it by any hand.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping

from tests.crash.many.world import Many

Chance = random.Random
Kind = Callable[[Many, Chance], Awaitable[None]]

BURST = 4.0
"""Seconds in which the lessons of a day go out."""
TAKEN_OVER = 22.0
"""Seconds after which a silent worker's jobs are with others: PgQueuer waits 15."""
HALTED = 150.0
"""Seconds for which a process stood still: no nonce is known any more."""
CUT = 12.0
"""Seconds for which there is no network; a statement is given up after ten."""


async def nothing(world: Many, chance: Chance) -> None:
    """Nothing goes wrong."""
    world.tomorrow()


async def _some_instant(chance: Chance) -> None:
    await asyncio.sleep(chance.uniform(0.2, BURST))


async def worker_killed(world: Many, chance: Chance) -> None:
    """A worker is killed."""
    world.tomorrow()
    await _some_instant(chance)
    await world.kill(world.workers, chance.choice(world.workers))


async def all_workers_killed(world: Many, chance: Chance) -> None:
    """All workers are killed."""
    world.tomorrow()
    await _some_instant(chance)
    for one in [*world.workers]:
        await world.kill(world.workers, one)


async def scheduler_killed(world: Many, chance: Chance) -> None:
    """A scheduler is killed while it plans."""
    world.tomorrow()
    await asyncio.sleep(chance.uniform(0, 1.0))
    await world.kill(world.schedulers, chance.choice(world.schedulers))


async def killed_everywhere(world: Many, chance: Chance) -> None:
    """Both schedulers and two workers are killed, one after the other."""
    world.tomorrow()
    for some in (world.schedulers, world.workers):
        for one in [*some][:2]:
            await asyncio.sleep(chance.uniform(0, 1.0))
            await world.kill(some, one)


async def worker_halted(world: Many, chance: Chance) -> None:
    """A worker stands still until others have its jobs, and all is settled; then it goes on."""
    world.tomorrow()
    await _some_instant(chance)
    halted = chance.choice(world.workers)
    world.halt(halted)
    await asyncio.sleep(TAKEN_OVER)
    # Until the others have found out what became of its posts, and sent what it had not.
    for _ in range(4):
        world.clock.pass_by(HALTED / 4)
        await asyncio.sleep(2)
    world.resume(halted)


async def two_workers_halted(world: Many, chance: Chance) -> None:
    """Two workers stand still, one after the other, and go on at different times."""
    world.tomorrow()
    first, second = chance.sample(world.workers, 2)
    await _some_instant(chance)
    world.halt(first)
    await asyncio.sleep(chance.uniform(0, 2))
    world.halt(second)
    await asyncio.sleep(TAKEN_OVER)
    world.resume(first)
    world.clock.pass_by(HALTED)
    await asyncio.sleep(chance.uniform(0, 2))
    world.resume(second)


async def scheduler_halted(world: Many, chance: Chance) -> None:
    """A scheduler stands still in the middle of planning, and goes on when all is done."""
    world.tomorrow()
    await asyncio.sleep(chance.uniform(0, 1.0))
    halted = chance.choice(world.schedulers)
    world.halt(halted)
    await asyncio.sleep(TAKEN_OVER)
    world.resume(halted)


def database(*, kill: bool, worker: bool = False) -> Kind:
    """PostgreSQL is restarted, or killed and started again; with ``worker``, and one is killed."""

    async def kind(world: Many, chance: Chance) -> None:
        world.tomorrow()
        await _some_instant(chance)
        await asyncio.to_thread(world.server.kill if kill else world.server.stop)
        if worker:
            await world.kill(world.workers, chance.choice(world.workers))
        await asyncio.sleep(chance.uniform(0, 5))
        await asyncio.to_thread(world.server.start)

    return kind


def network(*, silent: bool) -> Kind:
    """No process reaches PostgreSQL: connections break, or with ``silent`` nothing comes back."""

    async def kind(world: Many, chance: Chance) -> None:
        world.tomorrow()
        await _some_instant(chance)
        world.proxy.silent()
        if not silent:
            world.proxy.hang_up()
        await asyncio.sleep(CUT)
        if silent:
            world.proxy.hang_up()
        world.proxy.well()

    return kind


KINDS: Mapping[str, Kind] = {
    "nothing": nothing,
    "worker killed": worker_killed,
    "all workers killed": all_workers_killed,
    "scheduler killed": scheduler_killed,
    "schedulers and workers killed": killed_everywhere,
    "worker halted, taken over, resumed": worker_halted,
    "two workers halted, resumed": two_workers_halted,
    "scheduler halted, resumed": scheduler_halted,
    "PostgreSQL restarted": database(kill=False),
    "PostgreSQL killed": database(kill=True),
    "PostgreSQL and a worker killed": database(kill=True, worker=True),
    "network to PostgreSQL broken": network(silent=False),
    "network to PostgreSQL silent": network(silent=True),
}
