"""What one process is taught and asked, the others know: each with the whole bot put together."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.app import Homeroom, assembled
from bot.app.learning import EVERY, SELDOM
from bot.core.command import Command, command
from bot.core.context import Context
from bot.core.ports import Taught
from bot.core.reply import Reply, Text, reply
from bot.core.request import Asker, Place
from bot.domain.asked import asked_id
from bot.domain.finding import Found
from bot.settings import load
from bot.storage.misses import KEPT
from tests.fakes.clock import FakeClock
from tests.fakes.paths import LESSONS

HERE, THERE = Place("discord", "100", "1"), Place("discord", "200", "2")
WORDS = "the brain plan"


@command()
async def find(context: Context) -> Reply:
    """Look the brain plan up."""
    match context.library.find_term(WORDS):
        case Found(hit):
            context.looked_up(hit.term.id)
            return reply(Text(hit.term.name))
        case _:
            await context.misses.note(
                context.place, "term", WORDS, "en", context.clock.now(), unsure=False
            )
            return reply(Text("nothing"))


COMMANDS: tuple[Command, ...] = (find,)


@dataclass
class Process:
    """One of the processes that share a database."""

    homeroom: Homeroom
    clock: FakeClock

    async def find(self, place: Place = HERE) -> Reply:
        dispatcher = replace(self.homeroom.dispatcher, commands=COMMANDS)
        return await dispatcher.answer_line("/find", place, Asker("ann"))

    async def teach(self, name: str, place: Place = HERE) -> Taught:
        finding = self.homeroom.library.find_term(name)
        assert isinstance(finding, Found)
        id_ = asked_id(place.platform, place.server, "term", WORDS)
        taught = Taught(id_, "term", WORDS, finding.hit.term.id, place.platform, place.server)
        await self.homeroom.dispatcher.misses.teach(taught, self.clock.now())
        return taught

    async def after(self, seconds: float) -> None:
        self.clock.go_on(seconds=seconds)
        await self.homeroom.learning.go()

    def completed(self) -> str:
        return self.homeroom.library.complete_term("f", 1)[0].term.name


@dataclass
class Machine:
    folder: Path

    @asynccontextmanager
    async def process(self) -> AsyncIterator[Process]:
        settings = {"HOMEROOM_DATA_DIR": str(self.folder), "HOMEROOM_LESSONS_DIR": str(LESSONS)}
        clock = FakeClock()
        async with assembled(load(settings), clock) as homeroom:
            yield Process(homeroom, clock)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
async def two(machine: Machine) -> AsyncIterator[tuple[Process, Process]]:
    async with AsyncExitStack() as stack:
        one = await stack.enter_async_context(machine.process())
        yield one, await stack.enter_async_context(machine.process())


NOTHING = reply(Text("nothing"))
FOUND = reply(Text("AI Sovereignty"))


async def test_what_was_taught_is_found_at_once_here_and_in_a_minute_elsewhere(
    two: tuple[Process, Process],
) -> None:
    one, other = two
    assert await one.find() == NOTHING
    taught = await one.teach("AI sovereignty")
    assert await one.find() == FOUND
    assert await one.find(THERE) == NOTHING
    assert await other.find() == NOTHING
    await other.after(EVERY - 1)
    assert await other.find() == NOTHING
    await other.after(1)
    assert await other.find() == FOUND
    assert await one.homeroom.dispatcher.misses.unteach(taught.id)
    assert await one.find() == NOTHING
    await other.after(EVERY)
    assert await other.find() == NOTHING


async def test_what_was_taught_is_known_after_a_start(machine: Machine) -> None:
    async with machine.process() as one:
        await one.teach("AI sovereignty")
    async with machine.process() as one:
        assert await one.find() == FOUND


async def test_what_is_looked_up_is_written_down_each_minute_and_in_the_end(
    machine: Machine,
) -> None:
    async with machine.process() as one:
        taught = await one.teach("AI sovereignty")
        misses = one.homeroom.dispatcher.misses
        for _ in range(3):
            await one.find()
        assert await misses.asked() == {}
        await one.after(EVERY)
        assert await misses.asked() == {taught.entry_id: 3}
        await one.after(EVERY)
        assert await misses.asked() == {taught.entry_id: 3}
        await one.find()
    async with machine.process() as one:
        assert await one.homeroom.dispatcher.misses.asked() == {taught.entry_id: 4}


async def test_what_could_not_be_written_down_is_counted_later(machine: Machine) -> None:
    async with machine.process() as one:
        taught = await one.teach("AI sovereignty")
        await one.find()
        async with one.homeroom.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE lookups RENAME TO away"))
        await one.after(SELDOM)
        async with one.homeroom.engine.begin() as connection:
            await connection.execute(text("ALTER TABLE away RENAME TO lookups"))
        await one.find()
        await one.after(EVERY)
        assert await one.homeroom.dispatcher.misses.asked() == {taught.entry_id: 2}


async def test_what_is_usual_is_completed_to_first(two: tuple[Process, Process]) -> None:
    one, other = two
    usual = one.homeroom.library.complete_term("f", 2)[1].term
    assert one.completed() != usual.name
    await one.homeroom.dispatcher.misses.add_asked({usual.id: 50})
    await other.after(SELDOM - 1)
    assert other.completed() != usual.name
    await other.after(1)
    assert other.completed() == usual.name


async def test_what_is_usual_is_completed_to_after_a_start(machine: Machine) -> None:
    async with machine.process() as one:
        usual = one.homeroom.library.complete_term("f", 2)[1].term
        await one.homeroom.dispatcher.misses.add_asked({usual.id: 50})
    async with machine.process() as one:
        assert one.completed() == usual.name


async def test_what_nobody_asks_any_more_is_dropped(machine: Machine) -> None:
    async with machine.process() as one:
        await one.find()
        assert await one.homeroom.dispatcher.misses.misses()
        await one.after(KEPT.total_seconds() + 1)
        assert not await one.homeroom.dispatcher.misses.misses()
