"""What an operator sees of backups, restoring and moving."""

import asyncio
import datetime as dt
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.subscription import Slot
from bot.storage.backups.noted import NOTE
from bot.storage.database import opened
from bot.storage.notes import SqlNotes
from bot.storage.store import SqlStore
from tests.cli.test_run import address_of, start
from tests.conftest import Homeroom
from tests.fakes.paths import LESSONS, ROOT
from tests.fakes.store import migrated
from tests.storage.test_store import TODAY, WISH

STAMP = r"\d{8}T\d{6}Z"


FAR = Slot(dt.date(2100, 1, 1), dt.datetime(2100, 1, 1, tzinfo=dt.UTC))


def scheduled(folder: Path, channel: str, first: Slot = FAR) -> None:
    async def made() -> None:
        async with opened(migrated(folder / "data")) as engine:
            await SqlStore(engine).subscribe(replace(WISH, platform="x", channel=channel), first)

    asyncio.run(made())


def taken(homeroom: Homeroom, *arguments: str) -> str:
    """Take a backup, and return its path."""
    done = homeroom("backup", *arguments)
    assert (done.returncode, done.stderr) == (0, "")
    found = re.match(
        rf"Backed up and checked: (\S+/homeroom-{STAMP}\.db) \(0\.\d MiB\)\n", done.stdout
    )
    assert found is not None
    return found[1]


def test_a_backup_is_taken_shown_and_put_back(homeroom: Homeroom, tmp_path: Path) -> None:
    scheduled(tmp_path, "a")
    path = taken(homeroom)
    assert path.startswith("data/backups/")
    assert path in homeroom("backup", "--list").stdout
    scheduled(tmp_path, "b")
    done = homeroom("restore", path)
    assert done.returncode == 0
    assert re.sub(r"\d[\dTZ:-]{4,}", "…", done.stdout).splitlines() == [
        "data/backups/homeroom-….db is whole; it is of … … UTC.",
        "What was there is kept: data/homeroom.db.before-…",
        "The database is as it was then, and its tables are up to date.",
        "Schedules that were made or changed since are as they were then. Start: homeroom run",
    ]
    shown = homeroom("doctor").stdout
    assert "#1 x a" in shown
    assert "x b" not in shown


def test_what_may_have_been_posted_since_is_told(homeroom: Homeroom, tmp_path: Path) -> None:
    scheduled(tmp_path, "a", TODAY)
    path = taken(homeroom, "--to", "elsewhere")
    beside = tmp_path / f"{path}.json"
    # As if it had been taken when that schedule was due for the first time.
    beside.write_text(
        re.sub(r'"taken": "[^"]+"', '"taken": "2026-01-16T08:00:00+00:00"', beside.read_text())
    )
    done = homeroom("restore", path)
    assert re.search(r"[\d,]+ lessons may have been posted since: homeroom run looks", done.stdout)


def test_what_is_not_said_or_not_there_is_told(homeroom: Homeroom, tmp_path: Path) -> None:
    for arguments, status, told in (
        (("backup",), 1, "there is no database data/homeroom.db yet. Start the bot once"),
        (("restore",), 2, "name a backup (homeroom backup --list shows them)"),
        (("restore", "--in-place"), 2, "--in-place --taken TIME"),
        (("restore", "x.db"), 1, "x.db can't be restored: it is not there"),
        (("restore", "x.db", "--taken", "8"), 2, "a time is written like 2026-11-26T08:00Z"),
        (("db", "move"), 1, "it is not said from where to where. Set DATABASE_URL, or say"),
        (("db", "move", "--to", "mysql://x/y"), 2, "postgresql://name:password@host:5432"),
    ):
        done = homeroom(*arguments)
        assert (done.returncode, told in done.stderr) == (status, True), done.stderr
    assert "There are no backups in data/backups." in homeroom("backup", "--list").stdout


def test_everything_is_moved_to_another_file(homeroom: Homeroom, tmp_path: Path) -> None:
    scheduled(tmp_path, "a")
    done = homeroom("db", "move", "--to", "sqlite:///other.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.sub(r"took \d+", "took …", done.stdout).splitlines() == [
        "  subscriptions: 1 rows copied",
        "Comparing every row.",
        "All 1 rows are there, and equal. It took … s.",
        "From now on start homeroom with DATABASE_URL set to it; the old database is as it was.",
    ]
    again = homeroom("db", "move", "--to", "sqlite:///other.db")
    assert "other.db holds records that did not come from such a move" in again.stderr
    same = homeroom("db", "move", "--to", "sqlite:///data/homeroom.db")
    assert "both are the same database" in same.stderr


async def test_a_copy_put_in_place_by_hand_is_known_for_one(
    homeroom: Homeroom, tmp_path: Path
) -> None:
    await asyncio.to_thread(scheduled, tmp_path, "a")
    path = await asyncio.to_thread(taken, homeroom)
    shutil.copy(tmp_path / path, tmp_path / "data" / "homeroom.db")
    process = await start(tmp_path)
    await address_of(process)
    process.terminate()
    _, errors = await asyncio.wait_for(process.communicate(), 15)
    assert "was restored: what may stand is looked for" in errors.decode()
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'homeroom.db'}") as engine:
        assert await SqlNotes(engine).noted(NOTE) == ""


@pytest.mark.parametrize("sign", [".homeroom.db.restored", "homeroom.db.before-*"])
def test_killed_on_the_way_it_is_the_old_one_or_the_new_one(
    homeroom: Homeroom, tmp_path: Path, sign: str
) -> None:
    scheduled(tmp_path, "a")
    path = taken(homeroom)
    scheduled(tmp_path, "b")
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "restore", path],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "HOMEROOM_LESSONS_DIR": str(LESSONS)},
    )
    while not [*(tmp_path / "data").glob(sign)]:
        assert process.poll() is None
    process.kill()
    process.wait()
    schedules, known = there(tmp_path)
    assert schedules == (1 if known else 2)
    assert homeroom("restore", path).returncode == 0
    assert there(tmp_path) == (1, True)


def there(folder: Path) -> tuple[int, bool]:
    """Return how many schedules there are, and whether it is known that a backup was restored."""
    query = (
        "SELECT (SELECT count(*) FROM subscriptions WHERE platform = 'x'), EXISTS"
        " (SELECT 1 FROM notes WHERE name IN ('restored', 'restored-last') AND text <> '')"
    )
    with closing(sqlite3.connect(folder / "data" / "homeroom.db")) as database:
        many, known = database.execute(query).fetchone()
    return many, bool(known)
