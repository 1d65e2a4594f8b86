"""The whole of Homeroom on a local Discord and Slack, and what its metrics say of it."""

import asyncio
from pathlib import Path

from aiohttp import ClientSession
from prometheus_client.parser import text_string_to_metric_families

from bot.app import Homeroom
from tests.fakes.study_group import Group, study_group, until
from tests.fakes.team import team
from tests.local_discord.faults import Fault
from tests.platforms.test_discord_posts import MESSAGES, eight_o_clock, scheduled


async def values(homeroom: Homeroom) -> dict[str, float]:
    return values_in(await homeroom.telemetry.exposition())


def values_in(text: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            labels = ",".join(one.labels[name] for name in sorted(one.labels))
            found[f"{one.name}{{{labels}}}"] = one.value
    return found


async def test_a_day_on_discord_is_counted(tmp_path: Path) -> None:
    async with study_group(tmp_path) as group, group.homeroom() as homeroom:
        await group.connected()
        await scheduled(group)
        await eight_o_clock(group)
        await (await group.mina.slash(group.daily, "term", word="sovereignty")).message()
        seen = await values(homeroom)
        async with ClientSession(group.address) as visitor:
            async with visitor.get("/readyz") as answer:
                ready = await answer.json()
            async with visitor.get("/metrics") as answer:
                told = values_in(await answer.text())
    assert seen["homeroom_deliveries_total{sent,discord}"] == 1
    assert seen["homeroom_delivery_lateness_seconds_count{discord}"] == 1
    assert seen["homeroom_acknowledgement_seconds_count{discord}"] == 2
    assert seen["homeroom_answer_seconds_count{term,answered}"] == 1
    assert seen["homeroom_answer_seconds_count{schedule add,answered}"] == 1
    assert seen["homeroom_connections_total{discord}"] == 1
    assert seen["homeroom_check{discord}"] == 1
    assert told["homeroom_deliveries_total{sent,discord}"] == 1
    assert ready["ready"] is True
    names = [one["check"] for one in ready["checks"]]
    assert names == ["database", "lessons", "rings", "clock", "discord"]


async def trouble_of(group: Group, homeroom: Homeroom, fault: Fault) -> tuple[float, float]:
    before = await values(homeroom)
    group.discord.faults.next("POST", MESSAGES, fault)
    await scheduled(group)
    group.clock.go_on(minutes=1)
    await until(lambda: group.discord.faults.met > 0)
    await asyncio.sleep(0.2)
    after = await values(homeroom)
    names = "homeroom_rate_limited_total{discord}", "homeroom_invalid_requests_10m{discord}"
    limited, invalid = (after[name] - before[name] for name in names)
    return limited, invalid


async def test_a_limit_that_others_share_is_no_invalid_request(tmp_path: Path) -> None:
    async with study_group(tmp_path) as group, group.homeroom() as homeroom:
        await group.connected()
        assert await trouble_of(group, homeroom, Fault.RATE_LIMIT_ROUTE) == (1, 1)
    async with study_group(tmp_path / "2") as group, group.homeroom() as homeroom:
        await group.connected()
        assert await trouble_of(group, homeroom, Fault.RATE_LIMIT_SHARED) == (1, 0)


async def test_on_slack_commands_connections_and_limits_are_counted(tmp_path: Path) -> None:
    async with team(tmp_path) as here, here.homeroom() as homeroom:
        await here.mina.slash(here.daily, "/term", "sovereignty")
        here.slack.faults.add("chat.postMessage", "429")
        await here.ada.slash(here.daily, "/homeroom", "schedule add 08:00 Asia/Seoul")
        await asyncio.sleep(0.3)
        here.clock.go_on(minutes=1)
        seen = await values(homeroom)
        async with asyncio.timeout(8):
            while not (seen := await values(homeroom))["homeroom_rate_limited_total{slack}"]:
                await asyncio.sleep(0.05)
        checked = {one.name: one for one in await homeroom.telemetry.readiness.look()}
    assert seen["homeroom_acknowledgement_seconds_count{slack}"] >= 2
    assert seen["homeroom_answer_seconds_count{term,answered}"] == 1
    assert 1 <= seen["homeroom_connections_total{slack}"] <= 2
    assert checked["slack"].ok
    assert "connections are up" in checked["slack"].said


async def test_over_http_it_counts_as_well(tmp_path: Path) -> None:
    async with team(tmp_path, "http") as here, here.homeroom() as homeroom:
        await here.mina.slash(here.daily, "/term", "sovereignty")
        await asyncio.sleep(0.2)
        seen = await values(homeroom)
        checked = {one.name: one.said for one in await homeroom.telemetry.readiness.look()}
    assert seen["homeroom_acknowledgement_seconds_count{slack}"] == 1
    assert checked["slack"] == "over HTTP"
