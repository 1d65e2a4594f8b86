"""What several processes that speak with one token keep to together, as one of them sees it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.errors import SendPostponed
from bot.platforms.discord import Pace, posting
from tests.fakes.budget import FakeBudget
from tests.fakes.on_discord import (
    MESSAGES,
    Here,
    on_discord,
)
from tests.fakes.study_group import until
from tests.local_discord.faults import Fault


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Here]:
    async with on_discord(tmp_path, "requests") as here:
        yield here


@pytest.fixture
async def budget(here: Here) -> AsyncIterator[FakeBudget]:
    budget = FakeBudget()
    pace = Pace(budget=budget)
    async with posting(here.group.discord.token, here.group.clock, pace) as there:
        await until(lambda: there.messenger.ready)
        here.messenger = there.messenger
        yield budget


async def test_each_request_takes_a_turn_of_all(here: Here, budget: FakeBudget) -> None:
    before = budget.turns
    assert await here.messenger.turn(here.to()) == 0
    await here.send(here.to())
    assert budget.turns == before + 1
    await here.messenger.find(here.to(), "another-key", here.group.clock.now())
    assert budget.turns == before + 1 + 5


async def test_a_pause_is_told_to_the_others(here: Here, budget: FakeBudget) -> None:
    lounge = here.group.discord.channel(here.guild, "lounge")
    here.group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_ROUTE, wait=90)
    with pytest.raises(SendPostponed):
        await here.send(here.to())
    here.group.discord.faults.next("POST", MESSAGES, Fault.RATE_LIMIT_GLOBAL, wait=45)
    with pytest.raises(SendPostponed):
        await here.send(here.to(lounge))
    assert budget.paused == [(90.0, str(here.group.daily.id)), (45.0, "")]


async def test_a_pause_that_others_were_asked_for_is_kept(here: Here) -> None:
    lounge = here.group.discord.channel(here.guild, "lounge")
    before = len(here.group.discord.attempts)
    here.messenger.pace.rest(90, str(here.group.daily.id))
    with pytest.raises(SendPostponed) as postponed:
        await here.send(here.to())
    assert postponed.value.after == pytest.approx(90, abs=5)
    assert len(here.group.discord.attempts) == before
    await here.send(here.to(lounge))


async def test_a_turn_that_is_far_off_is_not_waited_for() -> None:
    pace = Pace(budget=FakeBudget(40.0, 0.0))
    assert await pace.turn() == 40
    assert await pace.turn() == 0


async def test_a_budget_that_can_t_be_reached_hides_no_pause(
    caplog: pytest.LogCaptureFixture,
) -> None:
    class Lost(FakeBudget):
        async def pause(self, seconds: float, channel: str = "") -> None:
            raise ConnectionError

    pace = Pace(budget=Lost())
    await pace.pause(60)
    assert pace.resting == pytest.approx(60, abs=5)
    assert "could not be told" in caplog.text
