"""Backups: taken while the bot writes, checked, thinned out, and put back wholly or not at all."""

import asyncio
import datetime as dt
import os
import random
import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncEngine

from bot.domain.retention import Keep
from bot.errors import AlreadyRunning, BackupFailed, CannotRestore
from bot.settings import values
from bot.storage.backups import restoring
from bot.storage.backups.files import Backup, about, backups_in, thin_out
from bot.storage.backups.noted import NOTE
from bot.storage.backups.postgresql import environment
from bot.storage.backups.taking import take
from bot.storage.backups.timer import AFTER_START, FAILED, Backups
from bot.storage.backups.timer import NOTE as TAKEN
from bot.storage.contents import KEPT
from bot.storage.database import opened
from bot.storage.lock import alone
from bot.storage.moving.comparing import Differences, compare
from bot.storage.notes import SqlNotes
from bot.storage.store import SqlStore
from bot.storage.tables import deliveries, notes
from tests.fakes.clock import FakeClock
from tests.fakes.postgres import Postgres, programs
from tests.fakes.rows import fill
from tests.storage.test_store import TODAY, WISH

NOW = dt.datetime(2026, 11, 26, 8, 0, 0, 123456, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=2)


@pytest.fixture(autouse=True)
def _programs_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{programs()}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
async def full(url: str) -> str:
    """Give the address of a database with random rows."""
    async with opened(url) as engine:
        await fill(engine, random.Random(1), {})  # noqa: S311 -- repeatable, not secret
    return url


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "backups"


async def put_back(backup: Backup, url: str, folder: Path, *, replace: bool = False) -> list[str]:
    said: list[str] = []
    checked = await restoring.checked(backup.path, None)
    await restoring.restore(checked, url, LATER, folder, replace=replace, say=said.append)
    return said


async def put_back_unsaid(path: Path, url: str, folder: Path) -> None:
    checked = await restoring.checked(path, NOW)
    await restoring.restore(checked, url, LATER, folder, replace=True, say=lambda _line: None)


async def same(one: AsyncEngine, other: AsyncEngine) -> list[str]:
    found = Differences()
    for table in KEPT:
        await compare(one, other, table, found)
    return found.shown


async def twin(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the address of an empty database of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite+aiosqlite:///{tmp_path / 'twin' / 'homeroom.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return values.database(await server.database())


async def test_a_backup_put_back_elsewhere_is_the_same_and_says_what_it_is(
    full: str, kept: Path, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    backup = await take(full, kept, NOW)
    other = await twin(full, request, tmp_path)
    assert await put_back(backup, other, kept) == []
    async with opened(full) as before, opened(other) as after:
        note = await SqlNotes(after).noted(NOTE)
        assert note == (
            '{"backup": "2026-11-26T08:00:00.123456+00:00",'
            ' "restored": "2026-11-28T08:00:00.123456+00:00"}'
        )
        async with after.begin() as connection:
            await connection.execute(delete(notes).where(notes.c.name == NOTE))
        assert await same(before, after) == []
        await SqlStore(after).subscribe(WISH, TODAY)


async def test_only_its_owner_may_read_it_and_nothing_else_is_left(full: str, kept: Path) -> None:
    backup = await take(full, kept, NOW)
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    files = sorted(kept.iterdir())
    assert [path.name.partition(".")[0] for path in files] == ["homeroom-20261126T080000Z"] * 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert backups_in(kept) == [backup] == [about(backup.path)]


async def test_what_is_there_is_kept_when_another_takes_its_place(full: str, kept: Path) -> None:
    backup = await take(full, kept, NOW)
    async with opened(full) as engine:
        made = await SqlStore(engine).subscribe(WISH, TODAY)
    if not full.startswith("sqlite"):
        with pytest.raises(CannotRestore, match="the database holds records"):
            await put_back(backup, full, kept)
    (said,) = await put_back(backup, full, kept, replace=True)
    async with opened(full) as engine:
        assert made.id not in [one.id for one in await SqlStore(engine).subscriptions()]
    aside = Path(said.rpartition(": ")[2])
    if full.startswith("sqlite"):
        found = sqlite3.connect(aside)
        query = f"SELECT count(*) FROM subscriptions WHERE id = {made.id}"  # noqa: S608 -- a number
        assert found.execute(query).fetchone() == (1,)
        found.close()
    else:
        await put_back(about(aside), full, kept, replace=True)
        async with opened(full) as engine:
            assert made.id in [one.id for one in await SqlStore(engine).subscriptions()]


async def test_while_it_is_in_use_nothing_is_put_back(full: str, kept: Path) -> None:
    backup = await take(full, kept, NOW)
    if full.startswith("sqlite"):
        with alone(full), pytest.raises(AlreadyRunning):
            await put_back(backup, full, kept)
    async with opened(full) as engine, engine.connect() as connection:
        await connection.execute(text("SELECT count(*) FROM subscriptions"))
        with pytest.raises(CannotRestore, match=r"is in use|are open"):
            await put_back(backup, full, kept, replace=True)
    async with opened(full) as engine:
        assert await SqlNotes(engine).noted(NOTE) == ""


async def test_a_damaged_one_is_refused_and_what_is_there_stays(full: str, kept: Path) -> None:
    backup = await take(full, kept, NOW)
    whole = backup.path.read_bytes()
    # The middle half: of the pages, or of the rows.
    quarter = len(whole) // 4
    backup.path.write_bytes(whole[:quarter] + b"\x5a" * 2 * quarter + whole[3 * quarter :])
    with pytest.raises(CannotRestore, match="it is not as it was written"):
        await put_back(backup, full, kept)
    beside = backup.path.with_name(backup.path.name + ".json")
    beside.unlink()
    with pytest.raises(CannotRestore, match="or say when it was taken: --taken"):
        await put_back(backup, full, kept)
    # The one of a server is seen to be damaged only while it is put back.
    with pytest.raises(CannotRestore):
        await put_back_unsaid(backup.path, full, kept)
    async with opened(full) as engine:
        assert await SqlNotes(engine).noted(NOTE) == ""
        assert len(await SqlStore(engine).subscriptions_of("", "")) == 0
        async with engine.connect() as connection:
            assert await connection.scalar(text("SELECT count(*) FROM deliveries")) == 20


async def test_one_without_words_beside_it_is_taken_if_it_is_said_when_it_was_made(
    full: str, kept: Path
) -> None:
    backup = await take(full, kept, NOW)
    backup.path.with_name(backup.path.name + ".json").unlink()
    await put_back_unsaid(backup.path, full, kept)
    async with opened(full) as engine:
        assert "2026-11-26T08:00:00.123456" in await SqlNotes(engine).noted(NOTE)


async def test_one_of_a_newer_program_is_refused(full: str, kept: Path) -> None:
    async with opened(full) as engine, engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    backup = await take(full, kept, NOW)
    with pytest.raises(CannotRestore, match="a newer Homeroom made it"):
        await put_back(backup, full, kept)


async def test_tables_that_the_backup_does_not_know_are_no_obstacle(full: str, kept: Path) -> None:
    backup = await take(full, kept, NOW)
    async with opened(full) as engine, engine.begin() as connection:
        await connection.execute(
            text(
                "CREATE TABLE newer (id INTEGER PRIMARY KEY, of INTEGER REFERENCES deliveries (id))"
            )
        )
    await put_back(backup, full, kept, replace=True)
    async with opened(full) as engine, engine.begin() as connection:
        await connection.execute(delete(deliveries))


def test_a_backup_is_whole_though_others_write_all_the_time(tmp_path: Path, kept: Path) -> None:
    path, stopped = tmp_path / "homeroom.db", threading.Event()

    async def prepared() -> None:
        async with opened(f"sqlite+aiosqlite:///{path}") as engine:
            await fill(engine, random.Random(2), {"events": 20_000})  # noqa: S311 -- repeatable

    asyncio.run(prepared())
    longest = [0.0]

    def write() -> None:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        while not stopped.is_set():
            began = dt.datetime.now(dt.UTC)
            connection.execute("BEGIN IMMEDIATE")
            # Two rows that must never be seen apart.
            for name in ("a", "b"):
                connection.execute(
                    "INSERT INTO posts (channel, key, reply, at) SELECT ?, count(*),"
                    " '', '2026-01-01 00:00:00.000000' FROM posts",
                    (name,),
                )
            connection.execute("COMMIT")
            took = (dt.datetime.now(dt.UTC) - began).total_seconds()
            longest[0] = max(longest[0], took)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [asyncio.run(take(f"sqlite+aiosqlite:///{path}", kept, NOW)) for _ in range(3)]
    finally:
        stopped.set()
        writer.join()
    for backup in made:
        copy = sqlite3.connect(backup.path)
        query = "SELECT count(*) FROM posts WHERE channel = ?"
        assert copy.execute(query, "a").fetchone() == copy.execute(query, "b").fetchone()
        copy.close()
    assert longest[0] < 5


async def test_old_ones_are_deleted_and_no_other_file(full: str, kept: Path) -> None:
    made = [await take(full, kept, NOW + dt.timedelta(days=days)) for days in (0, 1, 2)]
    own = kept / "homeroom-20200101T000000Z.db"
    own.write_text("a copy somebody made")
    (kept / "homeroom-20200102T000000Z.db.json").write_text("{}")
    assert thin_out(kept, Keep(2, 0, 0)) == [made[0].path]
    assert backups_in(kept) == made[1:]
    assert own.exists()
    assert len([*kept.iterdir()]) == 6


async def test_without_its_program_a_dump_says_what_to_install(
    postgres: Postgres, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = values.database(await postgres.database())
    monkeypatch.setenv("PATH", str(kept))
    with pytest.raises(BackupFailed, match=r"pg_dump is not there\. Install PostgreSQL's client"):
        await take(url, kept, NOW)
    assert [*kept.iterdir()] == []


def test_a_program_is_told_the_password_where_nobody_reads_it_and_no_other_secret() -> None:
    url = "postgresql+asyncpg://ann:open%20sesame@db.example:6000/homeroom?sslmode=require"
    assert environment(url, {"PATH": "/bin", "DISCORD_TOKEN": "secret"}) == {
        "PATH": "/bin",
        "PGHOST": "db.example",
        "PGPORT": "6000",
        "PGUSER": "ann",
        "PGPASSWORD": "open sesame",
        "PGDATABASE": "homeroom",
        "PGSSLMODE": "require",
        "PGAPPNAME": "backup of homeroom",
    }


class Timed:
    """A timer over a database, and a clock to go with it."""

    def __init__(self, engine: AsyncEngine, url: str, folder: Path) -> None:
        self.clock, self.notes = FakeClock("2026-11-26T08:00:00+00:00"), SqlNotes(engine)
        every, keep = dt.timedelta(hours=24), Keep(2, 0, 0)
        self.backups = Backups(url, engine, folder, every, keep, self.notes, self.clock)

    async def after(self, **passed: float) -> None:
        self.clock.go_on(**passed)
        await self.backups.go(self.clock.now())
        if self.backups._under_way is not None:
            await self.backups._under_way


async def test_once_a_day_one_is_taken_and_old_ones_go(
    url: str, engine: AsyncEngine, kept: Path
) -> None:
    timed = Timed(engine, url, kept)
    await timed.after(seconds=AFTER_START - 1)
    assert not kept.exists()
    await timed.after(seconds=1)
    assert await timed.notes.noted(TAKEN) == "2026-11-26T08:05:00+00:00"
    for _ in range(23):
        await timed.after(hours=1)
    assert len(backups_in(kept)) == 1
    for _ in range(3 * 24):
        await timed.after(hours=1)
    assert [f"{one.taken:%d %H:%M}" for one in backups_in(kept)] == ["28 08:05", "29 08:05"]


async def test_a_backup_that_fails_is_noted_and_tried_again_in_an_hour(
    url: str, engine: AsyncEngine, kept: Path
) -> None:
    timed = Timed(engine, url, kept)
    kept.write_text("in the way")
    await timed.after(seconds=AFTER_START)
    why = await timed.notes.noted(FAILED)
    assert why.startswith("2026-11-26T08:05:00+00:00 There is no backup: ")
    assert await timed.notes.noted(TAKEN) == ""
    kept.unlink()
    await timed.after(minutes=59)
    assert not kept.exists()
    await timed.after(minutes=1)
    assert len(backups_in(kept)) == 1
    assert await timed.notes.noted(FAILED) == ""


async def test_of_several_processes_one_takes_it(postgres: Postgres, kept: Path) -> None:
    url = values.database(await postgres.database())
    async with opened(url) as first, opened(url) as second:
        one, other = Timed(first, url, kept), Timed(second, url, kept)
        await asyncio.gather(one.after(minutes=10), other.after(minutes=10))
        assert len(backups_in(kept)) == 1


async def test_broken_off_it_leaves_nothing(url: str, engine: AsyncEngine, kept: Path) -> None:
    timed = Timed(engine, url, kept)
    timed.clock.go_on(hours=1)
    await timed.backups.go(timed.clock.now())
    await asyncio.sleep(0.05)
    await timed.backups.end()
    left = [path for path in kept.glob("*") if path.suffix != ".json"]
    assert left == [one.path for one in backups_in(kept)]


async def test_a_database_put_in_place_by_other_means_is_noted(full: str) -> None:
    await restoring.already(full, NOW, LATER)
    async with opened(full) as engine:
        assert "2026-11-28" in await SqlNotes(engine).noted(NOTE)
        async with engine.connect() as connection:
            assert await connection.scalar(text("SELECT count(*) FROM subscriptions")) == 20
