"""What the doctor learns of a local Discord and a local Slack."""

import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.app import assembled
from bot.cli.doctor.visit import visit
from bot.core.findings import Examination, Level
from bot.core.ports import Hurdle
from bot.domain.subscription import PostOptions, Slot, Subscription
from bot.platforms.discord.examining import examine as on_discord
from bot.platforms.slack.examining import examine as on_slack
from bot.platforms.slack.joining import Setup
from bot.settings import load
from tests.fakes.study_group import Group, study_group
from tests.fakes.team import Team, team
from tests.local_discord.permissions import May
from tests.local_discord.world import Channel, Kind

FAR = Slot(dt.date(2100, 1, 1), dt.datetime(2100, 1, 1, tzinfo=dt.UTC))
UTC = ZoneInfo("UTC")


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with study_group(tmp_path) as group:
        yield group


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Team]:
    async with team(tmp_path) as here:
        yield here


def wish(group: Group, number: int, channel: Channel, *, thread: bool = False) -> Subscription:
    return Subscription(
        number, "discord", str(channel.id), (dt.time(8),), UTC, "korea-news",
        server=str(group.guild.id), options=PostOptions(thread=thread),
    )  # fmt: skip


def lines(examination: Examination) -> list[str]:
    return [f"{one.level.value} {one.said}" for one in examination.findings]


async def examined(group: Group, *wishes: Subscription, token: str = "") -> Examination:
    return await on_discord(token or group.discord.token, wishes, group.clock)


async def test_discord_says_whose_token_it_is_and_how_its_clock_stands(group: Group) -> None:
    found = await examined(group)
    name, number = group.discord.bot.name, group.discord.state.application_id
    assert lines(found) == [f"ok the token is good: {name} ({number}), on 1 server."]
    assert found.skew == dt.timedelta()
    # It connects to no gateway: that would take the bot's place there.
    assert group.discord.gateway.sessions == {}


async def test_a_token_that_discord_does_not_know_says_where_to_find_one(group: Group) -> None:
    found = await examined(group, token="MTIz.abc.def")  # noqa: S106 -- made up
    (finding,) = found.findings
    assert finding.level is Level.WRONG
    assert "DISCORD_TOKEN" in finding.mend
    group.discord.refusals.clear()


async def test_permissions_are_worked_out_for_each_schedule_s_channel(group: Group) -> None:
    discord, guild = group.discord, group.guild
    mute = discord.channel(guild, "mute")
    discord.overwrite(mute, discord.bot_role(guild), deny=May.SEND_MESSAGES)
    forum = discord.channel(guild, "lessons", Kind.FORUM, tags=["daily"], require_tag=True)
    gone = discord.channel(guild, "gone")
    discord.remove_channel(gone)
    elsewhere = replace(wish(group, 5, group.daily), server="42")
    found = await examined(
        group,
        wish(group, 1, group.daily, thread=True),
        wish(group, 2, mute),
        wish(group, 3, forum),
        wish(group, 4, gone),
        elsewhere,
    )
    hurdles = {
        number: [(one.hurdle, one.details) for one in there]
        for number, there in found.obstacles.items()
    }
    assert hurdles == {
        1: [],
        2: [(Hurdle.MISSING_PERMISSIONS, ("Send Messages", "Embed Links"))],
        3: [(Hurdle.TAG_NEEDED, ("daily",))],
        4: [(Hurdle.UNKNOWN_CHANNEL, ())],
        5: [(Hurdle.UNKNOWN_CHANNEL, ())],
    }


async def asked(here: Team, *wishes: Subscription, **other: str) -> Examination:
    setup = Setup(
        bot_token=here.space.token, app_token=here.slack.app_token, api=here.slack.api_url
    )
    async with assembled(load(here.settings()), here.clock) as homeroom:
        changed = replace(setup, **other)  # type: ignore[arg-type]  # all of these are texts
        return await on_slack(changed, wishes, homeroom.engine, here.clock)


async def test_slack_says_whose_tokens_these_are_and_which_scopes_they_have(here: Team) -> None:
    here.space.scopes.append("im:read")
    assert lines(await asked(here)) == [
        f"ok the token is good: workspace Study team ({here.space.id}).",
        "ok it has all 10 scopes.",
        "ok the app token is good.",
    ]


async def test_a_scope_that_is_missing_is_named_with_what_it_is_for(here: Team) -> None:
    here.space.scopes.append("im:read")
    here.space.scopes.remove("channels:history")
    here.space.scopes.remove("chat:write")
    _, *said, _ = lines(await asked(here))
    assert said == [
        "mend the scope chat:write is missing. It is there to post the lessons, and to answer; only"
        " in channels it was invited to.",
        "note the optional scope channels:history is missing. It is there to find a post again"
        " whose answer was lost, instead of leaving it in doubt.",
    ]


async def test_tokens_that_slack_does_not_take_say_where_to_find_others(here: Team) -> None:
    found = await asked(here, bot_token="xoxb-no", app_token="xapp-no")  # noqa: S106 -- made up
    assert lines(found) == [
        "mend the token is not taken (invalid_auth).",
        "mend the app token is not taken (invalid_auth).",
    ]
    assert "SLACK_BOT_TOKEN" in found.findings[0].mend
    assert "connections:write" in found.findings[1].mend


async def test_a_slack_that_can_t_be_reached_is_no_bad_token(here: Team) -> None:
    found = await asked(here, api="http://127.0.0.1:9/api/")
    assert all("could not be asked" in one.said for one in found.findings)
    assert all("--offline" in one.mend for one in found.findings)


async def test_the_doctor_prints_it_all_and_what_is_in_the_way(
    group: Group, capsys: pytest.CaptureFixture[str]
) -> None:
    mute = group.discord.channel(group.guild, "mute")
    group.discord.overwrite(mute, group.discord.bot_role(group.guild), deny=May.EMBED_LINKS)
    settings = load(group.settings())
    async with assembled(settings, group.clock) as homeroom:
        await homeroom.store.subscribe(wish(group, 0, mute), FAR)
    assert await visit(settings, everything=False, offline=False) == 1
    said = capsys.readouterr().out
    assert "ok    Discord: the token is good:" in said
    assert "mend  Schedules: 1: 1 well." in said
    assert "     in the way: " in said
    assert "Embed Links" in said
    assert said.rstrip().endswith("Somebody has to do something.")
    assert group.discord.token not in said
    requests = len(group.discord.records)
    await visit(settings, everything=False, offline=True)
    assert "Discord" not in capsys.readouterr().out
    assert len(group.discord.records) == requests
