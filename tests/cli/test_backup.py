"""What an operator sees of backups, restoring and moving."""

import asyncio
import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

from bot.domain.subscription import Slot
from bot.storage.database import opened
from bot.storage.store import SqlStore
from tests.conftest import Homeroom
from tests.storage.test_store import TODAY, WISH

STAMP = r"\d{8}T\d{6}Z"


FAR = Slot(dt.date(2100, 1, 1), dt.datetime(2100, 1, 1, tzinfo=dt.UTC))


def scheduled(folder: Path, channel: str, first: Slot = FAR) -> None:
    async def made() -> None:
        (folder / "data").mkdir(exist_ok=True)
        async with opened(f"sqlite+aiosqlite:///{folder / 'data' / 'homeroom.db'}") as engine:
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
        (("db", "move"), 1, "it is not said where to. Set DATABASE_URL, or say --to URL."),
        (("db", "move", "--to", "mysql://x/y"), 2, "postgresql://name:password@host:5432"),
    ):
        done = homeroom(*arguments)
        assert (done.returncode, told in done.stderr) == (status, True), done.stderr
    assert "There are no backups in data/backups." in homeroom("backup", "--list").stdout


def test_everything_is_moved_to_another_file(homeroom: Homeroom, tmp_path: Path) -> None:
    scheduled(tmp_path, "a")
    done = homeroom("db", "move", "--to", "sqlite:///other.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:3] == [
        "  subscriptions: 1 rows copied",
        "Comparing every row.",
        "All 1 rows are there, and equal. It took 0 s.",
    ]
    again = homeroom("db", "move", "--to", "sqlite:///other.db")
    assert "other.db holds records that did not come from such a move" in again.stderr
    same = homeroom("db", "move", "--to", "sqlite:///data/homeroom.db")
    assert "both are the same database" in same.stderr
