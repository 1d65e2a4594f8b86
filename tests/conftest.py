import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import hypothesis
import pytest

from bot.settings import values
from bot.storage.database import opened
from bot.storage.store import SqlStore
from tests.fakes.paths import LESSONS, ROOT
from tests.fakes.postgres import Postgres, postgres
from tests.fakes.store import records

# How long an example takes says what else the machine was doing.
hypothesis.settings.register_profile("homeroom", deadline=None)
hypothesis.settings.load_profile("homeroom")

Homeroom = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
async def store() -> AsyncIterator[SqlStore]:
    async with records() as store:
        yield store


@pytest.fixture(scope="session", name="postgres")
def server() -> Iterator[Postgres]:
    """Run a PostgreSQL server for all tests of this process that ask for it."""
    with postgres() as running:
        yield running


@pytest.fixture(scope="session")
def postgres_ready(postgres: Postgres) -> str:
    """Return the name of a database with all tables, to copy: quicker than to migrate."""

    async def made() -> str:
        address = await postgres.database()
        async with opened(values.database(address)):
            return address.rpartition("/")[2]

    return asyncio.run(made())


@pytest.fixture
def homeroom(tmp_path: Path) -> Homeroom:
    """Run the command line as a process of its own, in an empty folder."""

    def run(
        *arguments: str, stdin: str = "", **settings: str
    ) -> "subprocess.CompletedProcess[str]":
        environment = {
            "PYTHONPATH": str(ROOT),
            "HOMEROOM_LESSONS_DIR": str(LESSONS),
            "HOMEROOM_TIMEZONE": "UTC",
            "COLUMNS": "90",
            "LANG": "en_GB.UTF-8",
            "PYTHONUTF8": "1",
            **settings,
        }
        return subprocess.run(
            [
                sys.executable,
                "-c",
                "from bot.cli import main; raise SystemExit(main())",
                *arguments,
            ],
            cwd=tmp_path,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    return run
