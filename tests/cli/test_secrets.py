"""Secrets that nobody can mistake, through everything that goes wrong: none is ever shown."""

import asyncio
import os
import re
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import asyncpg
import pytest
from aiohttp import ClientSession

from bot.settings import table
from tests.conftest import Homeroom
from tests.fakes.paths import LESSONS
from tests.fakes.postgres import Postgres
from tests.local_discord.server import local_discord
from tests.local_slack.running import until
from tests.local_slack.server import local_slack

MARK = "DO-NOT-SHOW"
SECRETS = {
    "HOMEROOM_PAGE_TOKEN": f"{MARK}-page-token",
    "DISCORD_TOKEN": f"{MARK}-discord",
    "SLACK_BOT_TOKEN": f"xoxb-{MARK}-bot",
    "SLACK_APP_TOKEN": f"xapp-{MARK}-app",
    "SLACK_SIGNING_SECRET": f"{MARK}-signing",
}
PROGRAM = """
import sys, yarl, discord.http, discord.gateway
discord.http.Route.BASE = sys.argv[1] + "/api/v10"
discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(
    sys.argv[1].replace("http", "ws", 1) + "/gateway")
from bot.cli import main
raise SystemExit(main(sys.argv[2:]))
"""
"""The program, with Discord on this machine."""


@asynccontextmanager
async def program(
    folder: Path, discord: str, *arguments: str, **environment: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run it; what it says on stderr, which is much, goes to ``said`` in a folder."""
    with (folder / "said").open("wb") as said:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", PROGRAM, discord, *arguments),
            env={
                "PYTHONPATH": os.pathsep.join(sys.path),
                "PYTHONWARNINGS": "ignore",
                "HOMEROOM_LESSONS_DIR": str(LESSONS),
                "HOMEROOM_TIMEZONE": "UTC",
                "HOMEROOM_PORT": "0",
                "HOMEROOM_LOG_LEVEL": "debug",
                "HOMEROOM_RING_SECONDS": "0.1",
                **environment,
            },
            stdout=asyncio.subprocess.PIPE,
            stderr=said,
        )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def address_of(process: asyncio.subprocess.Process) -> tuple[str, str]:
    """Where the page is, and what was printed until then."""
    assert process.stdout is not None
    printed = ""
    async with asyncio.timeout(60):
        async for line in process.stdout:
            printed += line.decode()
            if "Homeroom is open: " in printed:
                return line.decode().split()[-1], printed
    raise AssertionError(await process.communicate())


async def shown_by(page: str) -> str:
    """All that the page says to somebody without, with a wrong, and with the right token."""
    shown = ""
    async with ClientSession(page) as visitor:
        for path in ("/", "/sign-in", "/livez", "/readyz", "/metrics", "/nowhere", "/api/say"):
            for token in ("", "wrong", SECRETS["HOMEROOM_PAGE_TOKEN"]):
                headers = {"Authorization": f"Bearer {token}"}
                async with visitor.get(path, headers=headers) as response:
                    shown += f"{response.status} {response.headers} {await response.text()}\n"
    assert "200 " in shown
    assert "401 " in shown
    return shown


COMPLAINTS = (
    "Discord does not know this token",
    "Slack does not take SLACK_BOT_TOKEN",
    "Slack does not take SLACK_APP_TOKEN",
    "Traceback",
)
"""What has to be said: all of it goes wrong, and something that nobody has foreseen."""


def said(folder: Path) -> str:
    return (folder / "said").read_text("utf-8")


async def test_a_bot_to_whom_everything_happens_shows_none(tmp_path: Path) -> None:
    """Wrong tokens on both platforms, a stranger at the page, and no tables in the database."""
    async with local_discord() as discord, local_slack() as slack:
        environment = {"HOMEROOM_DATA_DIR": str(tmp_path), "HOMEROOM_SLACK_API": slack.api_url}
        environment |= SECRETS
        async with program(tmp_path, discord.state.url, "run", **environment) as process:
            page, printed = await address_of(process)
            shown = await shown_by(page)
            with sqlite3.connect(tmp_path / "homeroom.db") as database:
                database.execute("DROP TABLE subscriptions")
            database.close()
            await until(lambda: all(one in said(tmp_path) for one in COMPLAINTS), 30)
            process.terminate()
            out, _ = await asyncio.wait_for(process.communicate(), 40)
    assert MARK not in printed + out.decode() + said(tmp_path)
    assert MARK not in shown


async def rows_of(address: str) -> dict[str, str]:
    """All that stands in a database: of each table its rows, as text."""
    connection = await asyncpg.connect(address)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname='public'")
        return {
            name: "\n".join(
                row["text"]
                for row in await connection.fetch(f'SELECT one::text AS text FROM "{name}" AS one')  # noqa: S608 -- names of its own
            )
            for (name,) in tables
        }
    finally:
        await connection.close()


async def test_on_postgresql_no_table_holds_one(tmp_path: Path, postgres: Postgres) -> None:
    """Neither the budget of a token, nor the queue: that knows deliveries by number only."""
    database = await postgres.database()
    async with local_discord() as discord, local_slack() as slack:
        environment = {"HOMEROOM_DATA_DIR": str(tmp_path), "HOMEROOM_SLACK_API": slack.api_url}
        environment |= SECRETS | {"DATABASE_URL": database}
        wanted = (*COMPLAINTS[:2], "delivery 1-")
        async with program(tmp_path, discord.state.url, "run", **environment) as process:
            await address_of(process)
            await until(lambda: all(one in said(tmp_path) for one in wanted), 30)
            process.terminate()
            await asyncio.wait_for(process.communicate(), 40)
    rows = await rows_of(database)
    assert MARK not in str(rows)
    assert re.match(r"\(\"discord [0-9a-f]{16}\",", rows["rate_budgets"])
    queue = "\n".join(text for name, text in rows.items() if name.startswith("pgqueuer"))
    assert ",successful,-1,web,,f)" in queue
    assert "Independent AI" in rows["editions"]
    assert "Independent AI" not in queue


async def test_asking_discord_with_a_wrong_token_shows_none(tmp_path: Path) -> None:
    async with (
        local_discord() as discord,
        program(tmp_path, discord.state.url, "discord", "invite", **SECRETS) as process,
    ):
        out, _ = await process.communicate()
    assert process.returncode == 1
    assert "homeroom: Discord could not be asked" in said(tmp_path)
    assert MARK not in out.decode() + said(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", f"postgresql://homeroom:{MARK}@127.0.0.1:1/homeroom"),
        ("DATABASE_URL", f"postgresql://homeroom:{MARK}@127.0.0.1:port/homeroom"),
        ("DATABASE_URL", f"mysql://homeroom:{MARK}@127.0.0.1/homeroom"),
        ("DATABASE_URL", f"{MARK} with spaces"),
        ("DATABASE_URL_FILE", f"postgresql://homeroom:{MARK}@127.0.0.1:1/homeroom"),
        ("DISCORD_TOKEN", f"Bot {MARK}"),
        ("DISCORD_TOKEN_FILE", MARK),
        ("SLACK_BOT_TOKEN", f"xapp-{MARK}"),
        ("SLACK_APP_TOKEN", MARK),
        ("SLACK_SIGNING_SECRET", f"xoxb-{MARK}"),
        ("SLACK_CLIENT_SECRET", f"xoxp-{MARK}"),
        ("SLACK_TOKEN_KEY", f"{MARK} {MARK}"),
        ("HOMEROOM_PAGE_TOKEN", MARK),
    ],
)
def test_settings_that_are_refused_show_none(homeroom: Homeroom, name: str, value: str) -> None:
    done = homeroom("doctor", **{name: value}, HOMEROOM_LOG_LEVEL="debug")
    assert done.returncode == 1
    assert [line for line in done.stderr.splitlines() if line.startswith("homeroom: ")]
    assert "Traceback" not in done.stderr
    assert MARK not in done.stdout + done.stderr


def test_a_key_that_is_none_shows_nothing_of_it(homeroom: Homeroom) -> None:
    many = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": MARK, "SLACK_TOKEN_KEY": MARK}
    done = homeroom("run", **many, SLACK_SIGNING_SECRET=MARK, HOMEROOM_PORT="0")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("homeroom: SLACK_TOKEN_KEY won't do")
    assert MARK not in done.stdout + done.stderr


def test_a_doctor_with_all_of_them_shows_none(homeroom: Homeroom, tmp_path: Path) -> None:
    (tmp_path / "broken.db").write_bytes(b"no database" * 1_000)
    for database in ("sqlite:///fine.db", "sqlite:///broken.db"):
        done = homeroom("doctor", **SECRETS, DATABASE_URL=database, HOMEROOM_LOG_LEVEL="debug")
        assert MARK not in done.stdout + done.stderr
    assert "broken.db can't be used" in done.stderr


def test_no_file_of_ours_holds_what_looks_like_one(homeroom: Homeroom, tmp_path: Path) -> None:
    homeroom("say", "/help", **SECRETS)
    kept = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept
    for path in kept:
        assert MARK.encode() not in path.read_bytes(), path


def test_the_secrets_here_are_those_there_are() -> None:
    elsewhere = {"DATABASE_URL", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_TOKEN_KEY"}
    assert {row.env for row in table() if row.secret} == SECRETS.keys() | elsewhere
