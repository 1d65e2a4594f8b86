"""Several processes on Slack at once: a token is renewed once, and what was told is done once."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bot.app import Homeroom, assembled
from bot.core.ports import Channels
from bot.errors import SendPostponed
from bot.platforms import slack as on_slack
from bot.platforms.slack.admission.installations import Installations, Site, States
from bot.platforms.slack.admission.tokens import Cipher, new_key
from bot.platforms.slack.seen import KEPT, Seen
from bot.replies.lesson import post_of
from bot.settings import load
from bot.storage.database import opened
from bot.storage.notes import SqlNotes
from tests.fakes.clock import FakeClock
from tests.fakes.postgres import Postgres, postgres
from tests.fakes.slack_api import slack_api
from tests.fakes.slack_installed import CLIENT_ID, KEY, Installed
from tests.fakes.slack_installed import assembled as with_workspaces
from tests.fakes.team import Team, free_port, spelling, team
from tests.local_slack.running import until


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres() as server:
        yield server


@pytest.fixture
async def engines(server: Postgres) -> AsyncIterator[list[AsyncEngine]]:
    """Two processes' ways into one database."""
    url = make_url(await server.database()).set(drivername="postgresql+asyncpg")
    made = [create_async_engine(url) for _ in range(2)]
    for store in (Installations(CLIENT_ID, made[0], Cipher(KEY)), States(made[0])):
        async with made[0].begin() as connection:
            await connection.run_sync(store.metadata.create_all)
    yield made
    for engine in made:
        await engine.dispose()


@pytest.fixture
async def two(engines: list[AsyncEngine], tmp_path: Path) -> AsyncIterator[list[Installed]]:
    """Two processes, and the same Slack."""
    async with slack_api() as api:
        clock = FakeClock()
        yield [
            with_workspaces(
                api, engine, clock, Installations(CLIENT_ID, engine, Cipher(KEY)), tmp_path
            )
            for engine in engines
        ]


# Tokens


async def test_of_two_processes_one_renews_and_the_other_goes_on(two: list[Installed]) -> None:
    first, second = two
    await first.admit("T1", rotates=True)
    assert await second.token("T1") == "xoxb-T1"
    first.clock.go_on(hours=10, minutes=5)
    first.api.slow = 0.3
    tokens = await asyncio.gather(first.token("T1"), second.token("T1"))
    # Who came second uses the old one, which is good for two hours yet.
    assert sorted(map(str, tokens)) == ["xoxb-T1", "xoxb-T1-1"]
    assert first.api.renewals == 1
    first.clock.go_on(minutes=2)
    assert {await one.token("T1") for one in two} == {"xoxb-T1-1"}
    assert first.api.renewals == 1


async def test_a_token_that_has_run_out_is_lost_by_nobody(two: list[Installed]) -> None:
    first, second = two
    await first.admit("T1", rotates=True)
    first.clock.go_on(hours=13)
    first.api.slow = 0.3
    found = await asyncio.gather(first.token("T1"), second.token("T1"), return_exceptions=True)
    assert "xoxb-T1-1" in found
    (other,) = (one for one in found if one != "xoxb-T1-1")
    assert isinstance(other, SendPostponed)
    assert other.after <= 5
    for one in two:
        await one.workspaces.sweep()
        assert await one.token("T1") == "xoxb-T1-1"
    assert first.api.renewals == 1
    assert first.news == ["+T1"]


async def test_who_was_killed_while_renewing_holds_nobody_up(
    two: list[Installed], engines: list[AsyncEngine]
) -> None:
    first, second = (one.installations for one in two)
    site = Site("T1", "")
    with suppress(SendPostponed):
        async with first.alone(site) as alone:
            assert alone
            async with second.alone(site) as too, second.alone(Site("T2", "")) as other:
                assert (too, other) == (False, True)
            assert await _cut_off(engines[1]) == 1
            async with second.alone(site) as freed:
                assert freed


async def _cut_off(engine: AsyncEngine) -> int:
    """End all other connections that hold a lock, as a kill of their process does."""
    query = (
        "SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
        " WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"
    )
    async with engine.connect() as connection:
        return int((await connection.exec_driver_sql(query)).scalar_one())


class Older(Installations):
    """Of a Homeroom that asks nobody before it renews."""

    @asynccontextmanager
    async def alone(self, site: Site) -> AsyncIterator[bool]:
        yield True


async def test_an_older_homeroom_that_was_faster_costs_nothing(
    two: list[Installed], engines: list[AsyncEngine], tmp_path: Path
) -> None:
    first, second = two
    older = with_workspaces(
        first.api, engines[0], first.clock, Older(CLIENT_ID, engines[0], Cipher(KEY)), tmp_path
    )
    await first.admit("T1", rotates=True)
    first.clock.go_on(hours=13)
    first.api.slow = 0.4

    async def a_little_later() -> str | None:
        await asyncio.sleep(0.2)
        return await second.token("T1")

    tokens = await asyncio.gather(older.token("T1"), a_little_later())
    assert [*tokens] == ["xoxb-T1-1"] * 2
    await second.workspaces.sweep()
    assert second.news == []


async def test_many_workspaces_at_once_do_not_starve_the_database(two: list[Installed]) -> None:
    first = two[0]
    teams = [f"T{n}" for n in range(40)]
    for one in teams:
        await first.admit(one, rotates=True)
    first.clock.go_on(hours=13)
    first.api.slow = 0.02

    async def token(of: Installed, one: str) -> str | None:
        while True:
            try:
                return await of.token(one)
            except SendPostponed:
                await asyncio.sleep(0.05)

    async with asyncio.timeout(30):
        asked = [token(of, one) for one in teams for of in two]
        found = await asyncio.gather(*asked)
    assert first.api.renewals == 40
    assert len(set(found)) == 40


async def test_a_key_that_is_changed_turns_no_renewed_token_back(
    two: list[Installed], engines: list[AsyncEngine]
) -> None:
    """One that is encrypted anew just while another process puts a newer one in its place."""
    await two[0].admit("T1")
    changing = Installations(CLIENT_ID, engines[1], Cipher(f"{new_key()},{KEY}"))
    table = two[0].installations.installations
    async with engines[0].begin() as renewing:
        await renewing.execute(update(table).values(bot_token="xoxb-newer"))  # noqa: S106 -- made up
        encrypting = asyncio.create_task(changing.encrypt_anew())
        await asyncio.sleep(0.3)
    await encrypting
    kept = await changing.find(Site("T1", ""))
    assert kept is not None
    assert kept.bot_token == "xoxb-newer"  # noqa: S105 -- made up


async def test_a_state_is_good_once_whoever_is_asked(engines: list[AsyncEngine]) -> None:
    states = [States(engine) for engine in engines]
    state = await states[0].async_issue()
    used = await asyncio.gather(*(one.async_consume(state) for one in states * 3))
    assert sorted(used) == [False] * 5 + [True]
    assert not await states[1].async_consume("another")


# What Slack tells several times


async def test_what_one_process_was_told_another_has_heard(tmp_path: Path) -> None:
    async with opened(f"sqlite+aiosqlite:///{tmp_path / 'homeroom.db'}") as engine:
        clock, notes = FakeClock(), SqlNotes(engine)
        one, other = Seen(clock, notes), Seen(clock, notes)
        await notes.note("slack hearsay", "2000")
        assert not await one.again_anywhere("event Ev1")
        assert await other.again_anywhere("event Ev1")
        assert await one.again_anywhere("event Ev1")
        assert not await other.again_anywhere("event Ev2")
        clock.go_on(seconds=2 * KEPT.total_seconds())
        assert not await one.again_anywhere("event Ev3")
        assert not await other.again_anywhere("event Ev1")
        assert await notes.noted("slack hearsay") == "2000"


async def test_if_that_can_t_be_asked_it_is_done() -> None:
    class Lost(SqlNotes):
        async def first(self, name: str, text: str) -> bool:
            await asyncio.sleep(60 if text else 0)
            return False

        async def drop(self, beginning: str, before: str) -> None:
            raise ConnectionError

    clock = FakeClock()
    seen = Seen(clock, Lost(create_async_engine("sqlite+aiosqlite://")))
    assert not await seen.again_anywhere("event Ev1")
    assert await seen.again_anywhere("event Ev1")
    clock.go_on(hours=1)
    assert not await seen.again_anywhere("event Ev2")


@pytest.fixture
async def crew(tmp_path: Path) -> AsyncIterator[Team]:
    async with team(tmp_path, "http") as crew:
        yield crew


def setup_of(homeroom: Homeroom, **more: Any) -> on_slack.Setup:
    settings = homeroom.settings
    made = on_slack.Setup(
        bot_token=settings.slack_bot_token,
        signing_secret=settings.slack_signing_secret,
        api=settings.slack_api,
    )
    return replace(made, **more)


async def test_a_request_that_comes_to_two_gateways_is_carried_out_once(crew: Team) -> None:
    """A typed word that changes something, told again since nobody was heard to take it."""
    async with AsyncExitStack() as stack:
        homeroom = await stack.enter_async_context(assembled(load(crew.settings()), crew.clock))
        ports = [free_port(), free_port()]
        for port in ports:
            gateway = on_slack.listening(
                setup_of(homeroom, port=port),
                spelling(),
                homeroom.dispatcher,
                homeroom.engine,
                crew.clock,
                {},
                heard=homeroom.notes,
            )
            await stack.enter_async_context(gateway)
        gateways = [f"http://127.0.0.1:{port}/slack/events" for port in ports]
        crew.slack.request_url = gateways[0]
        added = "schedule add time:08:00 zone:Asia/Seoul"
        await crew.ada.slash(crew.daily, "/homeroom", added)
        await until(lambda: any("08:00" in one.text for one in crew.ada.sees(crew.daily)))
        before = await next_date(homeroom)
        await crew.ada.say(crew.daily, f"<@{crew.space.bot_user}> schedule skip")
        await until(lambda: len(crew.ada.sees(crew.daily)) == 3)
        crew.slack.request_url = gateways[1]
        for _ in range(2):
            await crew.slack.repeat_last()
        await asyncio.sleep(0.3)
        assert await next_date(homeroom) - before == dt.timedelta(days=1)
        assert len(crew.ada.sees(crew.daily)) == 3


async def next_date(homeroom: Homeroom) -> dt.date:
    (one,) = await homeroom.store.health("slack")
    return one.slot.date


async def test_posting_and_listening_are_apart(crew: Team) -> None:
    """One process listens, another posts; neither has what it does not need."""
    async with AsyncExitStack() as stack:
        homeroom = await stack.enter_async_context(assembled(load(crew.settings()), crew.clock))
        port, channels = free_port(), dict[str, Channels]()
        crew.slack.request_url = f"http://127.0.0.1:{port}/slack/events"
        gateway = on_slack.listening(
            setup_of(homeroom, port=port),
            spelling(),
            homeroom.dispatcher,
            homeroom.engine,
            crew.clock,
            channels,
        )
        await stack.enter_async_context(gateway)
        worker = on_slack.posting(
            setup_of(homeroom, port=port),
            spelling(),
            homeroom.store,
            homeroom.engine,
            crew.clock,
        )
        there = await stack.enter_async_context(worker)
        added = "schedule add time:08:00 zone:Asia/Seoul"
        await crew.ada.slash(crew.daily, "/homeroom", added)
        await until(lambda: any("08:00" in one.text for one in crew.ada.sees(crew.daily)))
        (made,) = await homeroom.store.subscriptions_of("slack", crew.space.id)
        (lesson, *_) = homeroom.library.lessons()
        assert await there.messenger.send(made, post_of(lesson), "1-20260119")
        assert len(await crew.posted(crew.daily)) == 1
        assert await there.channels.name(crew.space.id, crew.daily.id) == "#daily"
        assert not await there.channels.gone(crew.space.id)
        assert list(channels) == ["slack"]
