"""What a database on a server does that a file can't."""

import asyncio
import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.core.ports import Planned
from bot.domain.delivery import Change, State
from bot.errors import DatabaseUnusable
from bot.settings import values
from bot.storage.database import opened
from bot.storage.ledger import SqlLedger
from bot.storage.moves import move_all
from bot.storage.store import SqlStore
from tests.fakes.postgres import Postgres
from tests.storage.test_store import NOW, TODAY, WISH

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


async def test_what_moves_is_looked_up_and_the_table_not_read(postgres: Postgres) -> None:
    """Some thousands are so few to the server that by itself it would rather read them all."""
    async with opened(values.database(await postgres.database())) as engine:
        made = await SqlStore(engine).subscribe(WISH, TODAY)
        dates = (TODAY.date + dt.timedelta(days=days) for days in range(5_000))
        planned = [Planned(replace(TODAY, date=date), State.PLANNED) for date in dates]
        await SqlStore(engine).plan(made.id, planned, TODAY, NOW)
        found = await SqlLedger(engine).in_state(State.PLANNED, limit=200)
        event.listen(engine.sync_engine, "before_cursor_execute", explained, retval=True)
        plan = str(await move_all(engine, [(one, Change(State.SENT, NOW)) for one in found]))
    assert "Index Scan using pk_deliveries" in plan
    assert "Seq Scan on deliveries" not in plan


def explained(_c: object, _cursor: object, statement: str, values: Any, *_: object) -> Any:
    """Have a statement not done, but told how it would be."""
    return (f"EXPLAIN {statement}" if "UPDATE" in statement else statement), values
