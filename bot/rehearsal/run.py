"""Runs a rehearsal of some channels: the program lives, dies and is started again."""

import asyncio
import datetime as dt
import gc
import logging
from collections.abc import Coroutine, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from bot.content.holidays import LibraryHolidays
from bot.content.library import LessonLibrary
from bot.domain.calendar import DAY, local_date, upcoming
from bot.domain.subscription import Subscription
from bot.rehearsal import world
from bot.rehearsal.clock import RehearsalClock
from bot.rehearsal.events import Events
from bot.rehearsal.judge import Case, Judge
from bot.rehearsal.life import LIVING, Killed, Life, task_of_life
from bot.rehearsal.loop import RehearsalLoop
from bot.rehearsal.platform import RehearsalMessenger, Truth
from bot.rehearsal.program import Program, Stage
from bot.rehearsal.reckoning import Reckoning
from bot.rehearsal.trouble import Troubles
from bot.rehearsal.verdict import Verdict
from bot.rehearsal.weather import Spell, Weather
from bot.storage.database import Engine
from bot.storage.here import Database, opened_here
from bot.storage.rehearsed import entries, notices_of, overtaken

SETTLED = 2 * 86400.0
"""Seconds after the last day in which what is in doubt may still be settled."""
RESTART = (1.0, 90.0)
"""Seconds after which a program that was killed is started again."""
SOON = 0.5
"""Seconds after something has happened that the bell is rung."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be rehearsed."""

    days: int
    channels: int
    faults: frozenset[str]
    seed: int
    start: dt.date
    parts: int = 1
    part: int = 0


def rehearse(order: Order, messenger: type[RehearsalMessenger] = RehearsalMessenger) -> Verdict:
    """Rehearse one part of the channels, and judge it. ``messenger``: see ``Stage``."""
    # Much is made that lives until the end, and little of it in circles.
    gc.set_threshold(200_000, 50, 50)
    with (
        TemporaryDirectory() as folder,
        opened_here(Path(folder) / "rehearsal.db") as database,
        _quiet(),
        asyncio.Runner(loop_factory=_loop) as runner,
    ):
        return runner.run(_Rehearsal(order, database, messenger).run())


def _loop() -> asyncio.AbstractEventLoop:
    loop = RehearsalLoop()
    factory: Any = task_of_life
    loop.set_task_factory(factory)
    loop.set_exception_handler(_hear)
    return loop


def _hear(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Say what went wrong in a task, unless it was that it was killed."""
    error = context.get("exception")
    if not isinstance(error, Killed | BaseExceptionGroup):
        loop.default_exception_handler(context)


@contextmanager
def _quiet() -> Iterator[None]:
    """Have the program's own complaints about faults go unheard: they are meant to be there."""
    logger = logging.getLogger("bot")
    before, logger.disabled = logger.level, False
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)


class _Rehearsal:
    def __init__(
        self, order: Order, database: Database, messenger: type[RehearsalMessenger]
    ) -> None:
        self._order = order
        self._start = dt.datetime.combine(order.start, dt.time(0), dt.UTC)
        self._seconds = order.days * 86400.0
        wished = world.wishes(order.seed, order.channels, order.start, order.days)
        self._wishes = world.shared_out(wished, order.parts)[order.part]
        random = Random(f"{order.seed} part {order.part}")  # noqa: S311 -- repeatable
        self._lessons = world.lessons(order.start, order.days)
        self._stage = Stage(
            database,
            LessonLibrary(self._lessons),
            LibraryHolidays(),
            RehearsalClock(self._start),
            Weather(random, order.faults, self._wishes, self._seconds),
            Truth(),
            messenger,
        )
        self._crashes: list[Spell] = []
        self._rounds = self._runs = 0

    async def run(self) -> Verdict:
        calm = Weather(Random(0), (), (), 0)  # noqa: S311 -- tosses nothing
        manager = Program(self._stage, calm)
        subscriptions = [await self._subscribe(manager, wish) for wish in self._wishes]
        of_channel = {one.channel: one for one in subscriptions}
        self._events = Events(self._stage, manager.engine, of_channel)
        self._beside = [
            asyncio.create_task(self._events.happen()),
            asyncio.create_task(self._doubled()),
        ]
        await self._live_on()
        for task in self._beside:
            task.cancel()
        return await self._judged(manager.engine, subscriptions)

    async def _subscribe(self, manager: Program, wish: Subscription) -> Subscription:
        following = upcoming(
            wish, local_date(self._start, wish.zone) - DAY, self._stage.holidays.on
        )
        first = next(slot for slot in following if slot.due > self._start)
        return await manager.store.subscribe(wish, first)

    async def _live_on(self) -> None:
        """Start the program again and again, until all is over."""
        weather, end = self._stage.weather, self._seconds + SETTLED
        downs = [spell for spell in weather.of("downtime") if spell.start < end]
        for down in [*downs, Spell("", end, end)]:
            while self._now < down.start:
                await self._one_run(down.start)
            await asyncio.sleep(down.end - self._now)

    async def _one_run(self, until: float) -> None:
        """Run the program until it is killed, or until a time at which it is killed, too."""
        await self._run(until)
        if self._now < until:
            await self._pause()

    async def _run(self, until: float) -> None:
        running = Program(self._stage)
        self._runs += 1
        await _lived(running.life, self._ringing(running), until - self._now)
        self._rounds += running.rounds

    async def _ringing(self, running: Program) -> None:
        await self._begun(running)
        while True:
            pause = await running.ring()
            for task in self._beside:
                if task.done():
                    # A fault there is one of the rehearsal's own.
                    task.result()
            happens = self._events.next + SOON - self._now
            await asyncio.sleep(max(SOON, min(pause, happens)))

    async def _begun(self, running: Program) -> None:
        """Begin; a program that can't is started again."""
        while True:
            try:
                await running.begin()
            except Exception:  # noqa: BLE001 -- whatever it is, it ends the program
                await self._pause()
            else:
                return

    async def _pause(self) -> None:
        """Let pass what it takes to start a program again."""
        died = self._now
        await asyncio.sleep(self._stage.weather.between(*RESTART))
        self._crashes.append(Spell("crash", died, self._now))

    async def _doubled(self) -> None:
        """Now and then, run a second program beside the first."""
        for spell in self._stage.weather.of("two"):
            await asyncio.sleep(spell.start - self._now)
            await self._run(spell.end)

    async def _judged(self, engine: Engine, subscriptions: Sequence[Subscription]) -> Verdict:
        judge = self._judge()
        truth = self._stage.truth
        for one in subscriptions:
            posts = truth.posts.pop(one.channel, {})
            found, late = await entries(engine, one.id), await overtaken(engine, one.id)
            judge.judge(Case(one, one.id, posts, found, late))
        for trouble, done, many in await notices_of(engine):
            (judge.verdict.told if done else judge.verdict.untold)[trouble] += many
        return replace(
            judge.verdict,
            told_twice=sum(many > 1 for many in truth.told.values()),
            requests=truth.requests,
            failures=truth.failures,
            rounds=self._rounds,
            runs=self._runs,
        )

    def _judge(self) -> Judge:
        order = self._order
        last = order.start + dt.timedelta(days=order.days + 4)
        return Judge(
            self._start,
            self._seconds,
            self._seconds + SETTLED,
            Reckoning(order.start - DAY, last, self._stage.holidays.on),
            Troubles(self._stage.weather, self._crashes),
            self._stage.truth,
            world.COURSES,
            {lesson.date for lesson in self._lessons if lesson.date},
        )

    @property
    def _now(self) -> float:
        return asyncio.get_running_loop().time()


async def _lived(life: Life, doing: Coroutine[None, None, None], seconds: float) -> None:
    """Let a run of the program do something, for some seconds at most; then it is killed."""
    token = LIVING.set(life)
    task = asyncio.create_task(doing)
    LIVING.reset(token)
    death = asyncio.create_task(life.dead.wait())
    await asyncio.wait({task, death}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    death.cancel()
    if task.done() and not life.dead.is_set():
        # No end of the program, but a fault of the rehearsal's own.
        task.result()
    await life.bury()
