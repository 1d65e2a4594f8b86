"""What a database on a server does that a file can't."""

import asyncio

import pytest
from sqlalchemy import text

from bot.errors import DatabaseUnusable
from bot.settings import values
from bot.storage.database import opened
from bot.storage.store import SqlStore
from tests.fakes.postgres import Postgres
from tests.storage.test_store import TODAY, WISH

WORD = "opensesame"


async def refusal(address: str) -> str:
    with pytest.raises(DatabaseUnusable) as refused:
        async with opened(values.database(address)):
            pass
    return str(refused.value)


async def test_a_server_that_is_not_there_is_named_and_no_password_said() -> None:
    told = await refusal(f"postgresql://ann:{WORD}@127.0.0.1:1/homeroom")
    assert "homeroom on 127.0.0.1:1" in told
    assert "Look whether PostgreSQL runs there" in told
    assert WORD not in told


async def test_a_database_that_is_not_there_is_told_apart(postgres: Postgres) -> None:
    told = await refusal(postgres.url("nowhere"))
    assert '"nowhere" does not exist. Make it (createdb)' in told


async def test_sslmode_is_understood(postgres: Postgres) -> None:
    assert "SSL" in await refusal(f"{postgres.url('nowhere')}?sslmode=require")
    assert "does not exist" in await refusal(f"{postgres.url('nowhere')}?sslmode=prefer")


async def test_a_process_stopped_in_a_transaction_lets_go_of_its_locks(postgres: Postgres) -> None:
    address = values.database(await postgres.database())
    async with (
        opened(address) as stopped,
        opened(address) as other,
        stopped.connect() as connection,
        other.connect() as asked,
    ):
        await connection.execute(text("SET idle_in_transaction_session_timeout = '200ms'"))
        await connection.commit()
        await connection.execute(text("LOCK TABLE subscriptions"))
        await asyncio.wait_for(asked.execute(text("SELECT count(*) FROM subscriptions")), 5)
        await connection.invalidate()


@pytest.mark.parametrize(("bears", "goes_on"), [("0001", True), ("9999", False), ("", False)])
async def test_the_release_before_goes_on_only_on_tables_that_bear_it(
    url: str, bears: str, *, goes_on: bool
) -> None:
    async with opened(url) as engine, engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        await connection.execute(text("UPDATE notes SET text = :bears"), {"bears": bears})
    if not goes_on:
        with pytest.raises(DatabaseUnusable, match="written by a newer Homeroom"):
            async with opened(url):
                pass
        return
    async with opened(url) as engine:
        await SqlStore(engine).subscribe(WISH, TODAY)
    async with opened(url) as engine, engine.connect() as connection:
        left = await connection.scalar(text("SELECT version_num FROM alembic_version"))
    assert left == "9999"
