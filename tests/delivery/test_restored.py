"""A backup is put back, and the platforms know more than the records."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.content.library import LessonLibrary
from bot.core.holidays import NO_HOLIDAYS
from bot.core.reply import Heading
from bot.delivery.restored import NOTE, SEEN_TO, Restored
from bot.domain.delivery import State
from bot.domain.progress import Choice
from bot.domain.subscription import Status
from bot.errors import SendInDoubt
from bot.storage.backups.sqlite import copy
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.notes import SqlNotes
from bot.storage.numbers import SPARE, reserve_numbers
from bot.storage.store import SqlStore
from tests.delivery.conftest import World
from tests.fakes.lessons import lesson

LESSONS = [lesson(f"day-{n}", track="course") for n in range(1, 10)]


async def go_on(world: World, *, days: int, down: Collection[int] = ()) -> None:
    """Let days pass, each with its round; on days when the bot is ``down`` it does nothing."""
    for day in range(days):
        world.clock.go_on(days=1)
        if day not in down:
            await world.rounds.go()


async def begun(world: World, folder: Path, **more: Any) -> Path:
    """Post on the first day, and return a copy of the records of that day."""
    world.rounds = world.restarted(lessons=LESSONS)
    await world.subscribe(**more)
    await world.rounds.go()
    return await copied(world, folder)


async def copied(world: World, folder: Path) -> Path:
    database = Path(world.engine.url.database or "")
    await asyncio.to_thread(copy, database, folder / "copy.db", world.clock.now())
    return folder / "copy.db"


@asynccontextmanager
async def gone_back(world: World, kept: Path) -> AsyncIterator[World]:
    """Go on with the records of a copy, on the platform as it is."""
    async with opened(f"sqlite+aiosqlite:///{kept}") as engine:
        back = replace(world, engine=engine, store=SqlStore(engine), ledger=SqlLedger(engine))
        await see_to(back)
        back.rounds = back.restarted(lessons=LESSONS)
        await back.rounds.begin()
        yield back


async def see_to(world: World) -> int:
    return await Restored(
        world.ledger,
        LessonLibrary(LESSONS),
        SqlNotes(world.engine),
        world.clock,
        NO_HOLIDAYS,
        lambda: reserve_numbers(world.engine),
    ).go()


def posted(world: World) -> list[str]:
    """What stands there: the day and the lesson of each post, in order."""
    lines = []
    for _, key, post in world.messenger.posts:
        headings = [block.text for block in post.blocks if isinstance(block, Heading)]
        lines.append(f"{key.partition('-')[2][4:]} {headings[0]}")
    return lines


async def test_nothing_is_doubled_or_missing_and_the_course_goes_on(
    world: World, tmp_path: Path
) -> None:
    kept = await begun(world, tmp_path)
    await go_on(world, days=2)
    world.clock.go_on(hours=1)
    async with gone_back(world, kept) as back:
        await back.rounds.go()
        assert await back.states() == [
            ("01-16", "sent", "day-1"),
            ("01-17", "sent", "day-2"),
            ("01-18", "sent", "day-3"),
        ]
        await go_on(back, days=2)
    assert posted(world) == [f"01{15 + n} Day {n}" for n in range(1, 6)]


async def test_what_had_not_been_posted_today_comes_and_what_is_too_old_does_not(
    world: World, tmp_path: Path
) -> None:
    kept = await begun(world, tmp_path)
    # The bot is down on the second day and on the third until it is restored.
    await go_on(world, days=2, down=(0, 1))
    world.clock.go_on(hours=1)
    async with gone_back(world, kept) as back:
        for _ in range(3):
            await back.rounds.go()
        assert await back.states() == [
            ("01-16", "sent", "day-1"),
            ("01-17", "skipped", None),
            ("01-18", "sent", "day-2"),
        ]
        await go_on(back, days=1)
    assert posted(world) == ["0116 Day 1", "0118 Day 2", "0119 Day 3"]


async def test_what_came_after_a_day_without_a_post_had_that_days_lesson(
    world: World, tmp_path: Path
) -> None:
    kept = await begun(world, tmp_path)
    await go_on(world, days=2, down=(0,))
    assert posted(world) == ["0116 Day 1", "0118 Day 2"]
    async with gone_back(world, kept) as back:
        await back.rounds.go()
        assert await back.states() == [
            ("01-16", "sent", "day-1"),
            ("01-17", "skipped", None),
            ("01-18", "sent", "day-2"),
        ]
        await go_on(back, days=1)
    assert posted(world)[2:] == ["0119 Day 3"]


async def test_what_waited_when_the_backup_was_taken_is_looked_for_too(
    world: World, tmp_path: Path
) -> None:
    world.messenger.ready = False
    kept = await begun(world, tmp_path)
    world.messenger.ready = True
    await world.rounds.go()
    assert posted(world) == ["0116 Day 1"]
    async with gone_back(world, kept) as back:
        assert await back.states() == [("01-16", "in doubt", "day-1")]
        await go_on(back, days=1)
    assert posted(world) == ["0116 Day 1", "0117 Day 2"]


async def test_of_several_a_day_only_the_newest_that_was_not_posted_comes(
    world: World, tmp_path: Path
) -> None:
    hours = (dt.time(8), dt.time(9), dt.time(10), dt.time(20))
    kept = await begun(world, tmp_path, times=hours)
    world.clock.go_on(hours=1)
    await world.rounds.go()
    world.clock.go_on(hours=3)
    async with gone_back(world, kept) as back:
        await back.rounds.go()
        await back.rounds.go()
        assert posted(world) == ["0116 Day 1", "0116-2 Day 2", "0116-3 Day 3"]
        # What may have come early, with /schedule now, is looked for at its time.
        world.clock.go_on(hours=9)
        await back.rounds.go()
        await back.rounds.go()
    assert posted(world)[3:] == ["0116-4 Day 4"]


async def test_what_was_sent_early_that_day_is_found_at_its_time(
    world: World, tmp_path: Path
) -> None:
    kept = await begun(world, tmp_path, times=(dt.time(8), dt.time(20)))
    world.clock.go_on(hours=1)
    (to,) = await world.store.subscriptions()
    post = world.rounds.sender.posts.post
    (sent,) = await world.ledger.in_state(State.SENT, limit=9)
    early = post(Choice(LESSONS[1]), sent, to, late=False)
    await world.messenger.send(to, early, "1-20260116-2")
    async with gone_back(world, kept) as back:
        world.clock.go_on(hours=11, minutes=1)
        await back.rounds.go()
        await back.rounds.go()
        assert await back.states() == [("01-16", "sent", "day-1"), ("01-16", "sent", "day-2")]
    # From midnight on, in Seoul.
    assert world.messenger.looked[-1] == dt.datetime(2026, 1, 15, 15, tzinfo=dt.UTC)
    assert len(posted(world)) == 2


async def test_where_nothing_can_be_read_it_is_not_sent_again_and_the_course_goes_on(
    world: World, tmp_path: Path
) -> None:
    kept = await begun(world, tmp_path)
    await go_on(world, days=2)

    def unreadable(_key: str) -> None:
        raise SendInDoubt(why="it can't be read")

    world.messenger.finding = unreadable
    world.messenger.repeats_within = dt.timedelta(days=365)
    async with gone_back(world, kept) as back:
        await go_on(back, days=1)
        assert [state for _, state, _ in await back.states()] == ["sent", *["in doubt"] * 2, "sent"]
    assert posted(world) == [f"01{15 + n} Day {n}" for n in range(1, 5)]
    # Of the two only today's, as the other would be too late however it went.
    assert len(world.told) <= 1


async def test_a_paused_schedule_is_left_alone(world: World, tmp_path: Path) -> None:
    world.rounds = world.restarted(lessons=LESSONS)
    await world.subscribe(status=Status.PAUSED)
    kept = await copied(world, tmp_path)
    world.clock.go_on(days=3)
    async with gone_back(world, kept) as back:
        await back.rounds.go()
        assert await back.states() == []


async def test_a_kill_on_the_way_does_no_harm_and_in_the_end_it_is_seen_to_once(
    world: World, tmp_path: Path
) -> None:
    kept = await begun(world, tmp_path)
    await go_on(world, days=2)

    class Killed(SqlLedger):
        async def in_state(self, *args: Any, **more: Any) -> Any:
            if args[0] is State.IN_DOUBT:
                raise KeyboardInterrupt
            return await super().in_state(*args, **more)

    async with opened(f"sqlite+aiosqlite:///{kept}") as engine:
        with pytest.raises(KeyboardInterrupt):
            await see_to(replace(world, engine=engine, ledger=Killed(engine)))
        assert await SqlNotes(engine).noted(NOTE)
    async with gone_back(world, kept) as back:
        assert await SqlNotes(back.engine).noted(NOTE) == ""
        assert "2026-01-15T23:00" in await SqlNotes(back.engine).noted(SEEN_TO)
        assert await see_to(back) == 0
        await go_on(back, days=1)
    assert posted(world) == [f"01{15 + n} Day {n}" for n in range(1, 5)]


async def test_a_new_schedule_does_not_get_the_number_of_a_lost_one(
    world: World, tmp_path: Path
) -> None:
    kept = await begun(world, tmp_path)
    async with gone_back(world, kept) as back:
        assert (await back.subscribe("b")).id == 1 + SPARE + 1
        assert len(await back.store.subscriptions()) == 2
