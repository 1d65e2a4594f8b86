"""Everything from one database to another: all of it, as it was, and seen to be."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.errors import AlreadyRunning, CannotMove, DatabaseUnusable
from bot.settings import values
from bot.storage.contents import KEPT, MOVING, OWN_NOTES, TRANSIENT
from bot.storage.database import opened
from bot.storage.lock import alone
from bot.storage.moving.carrying import move
from bot.storage.moving.comparing import Differences, compare
from bot.storage.moving.pages import PAGE
from bot.storage.store import SqlStore
from bot.storage.tables import attempts, deliveries, events, metadata, notes, posts, subscriptions
from tests.fakes.paths import ROOT
from tests.fakes.postgres import Postgres
from tests.fakes.rows import fill
from tests.storage.test_store import TODAY, WISH

Address = Callable[[str], str]
WAYS = [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("sqlite", "sqlite")]


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Address:
    """Give the address of one more empty database of a kind."""
    number = iter(range(9))

    def made(kind: str) -> str:
        if kind == "sqlite":
            return f"sqlite+aiosqlite:///{tmp_path / f'homeroom-{next(number)}.db'}"
        server: Postgres = request.getfixturevalue("postgres")
        return values.database(asyncio.run(server.database()))

    return made


async def filled(url: str, seed: int = 0, **many: int) -> None:
    async with opened(url) as engine:
        await fill(engine, random.Random(seed), many)  # noqa: S311 -- repeatable, not secret


async def quietly(source: str, target: str) -> int:
    return await move(source, target, lambda _line: None)


async def differences(one: str, other: str) -> list[str]:
    found = Differences()
    async with opened(one) as first, opened(other) as second:
        for table in KEPT:
            await compare(first, second, table, found)
    return found.shown


async def run_on(url: str, *statements: object) -> None:
    async with opened(url) as engine, engine.begin() as connection:
        for statement in statements:
            await connection.execute(statement)  # type: ignore[call-overload]  # any statement


def test_every_table_is_moved_or_left_out_on_purpose() -> None:
    kept = {table.name for table in KEPT}
    assert kept | (TRANSIENT & set(metadata.tables)) == set(metadata.tables)
    assert len(KEPT) == len(kept)
    for number, table in enumerate(KEPT):
        before = {one.name for one in KEPT[:number]}
        assert {key.column.table.name for key in table.foreign_keys} <= before


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_there_and_back_it_is_what_it_was(address: Address, seed: int) -> None:
    first, server, last = address("sqlite"), address("postgresql"), address("sqlite")

    async def lived() -> None:
        await filled(first, seed)
        rows = await quietly(first, server)
        assert rows == await quietly(server, last)
        assert rows > 200
        assert await differences(first, last) == []
        assert await differences(first, server) == []

    asyncio.run(lived())


@pytest.mark.parametrize(("source", "target"), WAYS)
def test_what_takes_several_pages_is_moved_too_and_the_numbers_go_on(
    address: Address, source: str, target: str
) -> None:
    old, new = address(source), address(target)

    async def lived() -> None:
        await filled(old, events=2 * PAGE + 1, posts=PAGE)
        await quietly(old, new)
        assert await differences(old, new) == []
        async with opened(new) as engine:
            made = await SqlStore(engine).subscribe(WISH, TODAY)
            async with engine.connect() as connection:
                assert made.id == await connection.scalar(select(func.max(subscriptions.c.id)))
                assert not await noted(engine)

    asyncio.run(lived())


async def noted(engine: AsyncEngine) -> str:
    async with engine.connect() as connection:
        query = select(notes.c.text).where(notes.c.name == MOVING)
        return await connection.scalar(query) or ""


def test_an_empty_one_is_moved_as_well(address: Address) -> None:
    old, new = address("sqlite"), address("postgresql")

    async def lived() -> None:
        async with opened(old):
            pass
        assert await quietly(old, new) == 0
        async with opened(new) as engine:
            assert (await SqlStore(engine).subscribe(WISH, TODAY)).id == 1

    asyncio.run(lived())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_in_the_middle_it_goes_on(address: Address, tmp_path: Path, kind: str) -> None:
    old, new = address("sqlite" if kind == "postgresql" else "postgresql"), address(kind)

    async def lived() -> None:
        await filled(old, events=8 * PAGE)
        process = await started(tmp_path, old, new)
        assert process.stdout is not None
        async for line in process.stdout:
            if b"deliveries" in line:
                break
        while await how_many(new) < PAGE:
            await asyncio.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        await process.wait()
        there = await how_many(new)
        assert PAGE <= there < 8 * PAGE
        async with opened(new) as engine:
            assert '"events"' in await noted(engine)
        # Nothing else may go on in its place.
        other = address("sqlite")
        await filled(other)
        with pytest.raises(CannotMove, match="holds part of what is in"):
            await quietly(other, new)
        said: list[str] = []
        await move(old, new, said.append)
        assert said[0] == "Going on where it was broken off."
        assert f"  events: {8 * PAGE - there:,} rows copied" in said
        assert await differences(old, new) == []

    asyncio.run(lived())


async def started(folder: Path, old: str, new: str) -> asyncio.subprocess.Process:
    plain = [url.replace("+aiosqlite", "").replace("+asyncpg", "") for url in (old, new)]
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "db", "move", "--from", plain[0], "--to", plain[1]),
        cwd=folder,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        stdout=asyncio.subprocess.PIPE,
    )


async def how_many(url: str) -> int:
    async with opened(url) as engine, engine.connect() as connection:
        return await connection.scalar(select(func.count()).select_from(events)) or 0


TAMPERED = [
    (delete(events).where(events.c.id == 4), "events 4 is missing"),
    (update(posts).where(posts.c.id == 7).values(reply="other"), "posts 7 differs in reply"),
    (update(attempts).values(right=~attempts.c.right), "attempts 1 differs in right"),
    (
        update(deliveries).where(deliveries.c.id == 58).values(ready=text("due")),
        "deliveries 58 differs in ready",
    ),
    (insert(notes).values(name="more", text=""), "notes more is too many"),
    (
        update(subscriptions).where(subscriptions.c.id == 1).values(starts=None),
        "subscriptions 1 differs in starts",
    ),
]


@pytest.mark.parametrize(("statement", "said"), TAMPERED)
def test_whatever_is_not_the_same_is_found(address: Address, statement: object, said: str) -> None:
    old, new = address("sqlite"), address("postgresql")

    async def lived() -> None:
        await filled(old)
        await run_on(old, update(subscriptions).values(starts=TODAY.date))
        await quietly(old, new)
        await run_on(new, statement)
        assert said in await differences(old, new)
        # As if it had been broken off before the comparison.
        note = {"name": MOVING, "text": f'{{"from": "{old[20:]}", "table": "", "after": null}}'}
        await run_on(new, insert(notes).values(note))
        with pytest.raises(CannotMove, match=said):
            await quietly(old, new)

    asyncio.run(lived())


def test_what_postgresql_cannot_hold_is_named_with_what_to_do(address: Address) -> None:
    old, new = address("sqlite"), address("postgresql")

    async def lived() -> None:
        await filled(old)
        await run_on(
            old,
            update(events).where(events.c.id == 4).values(reason="a\0b"),
            update(subscriptions).where(subscriptions.c.id == 7).values(tag="x" * 41),
            text("UPDATE deliveries SET attempts = 3000000000, late = 5 WHERE id = 10"),
            text("UPDATE posts SET reply = x'ff' WHERE id = 13"),
        )
        with pytest.raises(CannotMove) as refused:
            await quietly(old, new)
        first, *lines = str(refused.value).splitlines()
        assert f"with sqlite3 {old[20:]}:" in first
        assert lines == [
            "  subscriptions 7, tag: is longer than 40 characters:"
            ' UPDATE subscriptions SET "tag" = … WHERE id = 7',
            "  deliveries 10, attempts: is no number up to 2,147,483,647:"
            ' UPDATE deliveries SET "attempts" = … WHERE id = 10',
            "  deliveries 10, late: is neither yes (1) nor no (0):"
            ' UPDATE deliveries SET "late" = … WHERE id = 10',
            "  events 4, reason: has a NUL character in it:"
            ' UPDATE events SET "reason" = replace("reason", char(0), \'\') WHERE id = 4',
            '  posts 13, reply: is no text: UPDATE posts SET "reply" = … WHERE id = 13',
        ]
        # Nothing was begun.
        with pytest.raises(CannotMove):
            await quietly(old, new)

    asyncio.run(lived())


def test_a_target_with_records_of_its_own_is_refused(address: Address) -> None:
    old, new = address("sqlite"), address("postgresql")

    async def lived() -> None:
        await filled(old)
        async with opened(new) as engine:
            await SqlStore(engine).subscribe(WISH, TODAY)
        with pytest.raises(CannotMove, match="holds records that did not come from such a move"):
            await quietly(old, new)
        with pytest.raises(CannotMove, match="both are the same database"):
            await quietly(old, old)

    asyncio.run(lived())


def test_while_a_bot_runs_on_one_of_them_nothing_is_moved(address: Address) -> None:
    old, new = address("sqlite"), address("postgresql")

    async def lived() -> None:
        await filled(old)
        with alone(old), pytest.raises(AlreadyRunning):
            await quietly(old, new)
        async with opened(new) as engine, engine.connect():
            with pytest.raises(CannotMove, match="1 connections of Homeroom"):
                await quietly(old, new)
            assert await move(old, new, lambda _line: None, anyway=True)

    asyncio.run(lived())


def test_tables_of_an_older_program_are_not_moved(address: Address, tmp_path: Path) -> None:
    old, new = address("sqlite"), address("sqlite")

    async def lived() -> None:
        await filled(old)
        await run_on(old, text("UPDATE alembic_version SET version_num = '0006'"))
        with pytest.raises(CannotMove, match="has tables 0006"):
            await quietly(old, new)
        with pytest.raises(DatabaseUnusable, match="there is no such file"):
            await quietly(f"sqlite+aiosqlite:///{tmp_path / 'none.db'}", new)
        assert not (tmp_path / "none.db").exists()

    asyncio.run(lived())


def test_notes_about_a_database_itself_stay_where_they_are(address: Address) -> None:
    old, new = address("sqlite"), address("sqlite")

    async def lived() -> None:
        await filled(old)
        rows = [{"name": name, "text": "old"} for name in OWN_NOTES - {MOVING}]
        await run_on(
            old, delete(notes).where(notes.c.name.in_(OWN_NOTES)), insert(notes).values(rows)
        )
        await quietly(old, new)
        async with opened(new) as engine, engine.connect() as connection:
            query = select(notes.c.text).where(notes.c.name.in_(OWN_NOTES))
            assert "old" not in (await connection.execute(query)).scalars().all()

    asyncio.run(lived())
