"""The connection to Discord through everything that happens to it, and the rest of the bot."""

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot.app import Homeroom, assembled
from bot.core.ports import Planned
from bot.delivery.rounds import rounds_over
from bot.domain.delivery import State
from bot.domain.subscription import Slot, Status, Subscription
from bot.platforms.discord import Discord, DiscordMessenger, Link, Pace
from bot.platforms.discord.inviting import invitation_for
from bot.replies.lesson import post_of
from bot.settings import load
from tests.fakes.on_discord import SETTLING
from tests.fakes.study_group import Group, posted, study_group, texts_of, until
from tests.local_discord.faults import Fault

WRONG = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.abcdefghijklmnopqrstuvwxyz0123456789AB"
MESSAGES = r"/channels/\d+/messages$"


@pytest.fixture
async def group(tmp_path: Path) -> AsyncIterator[Group]:
    async with study_group(tmp_path) as group:
        yield group


async def opens(address: str) -> bool:
    async with aiohttp.ClientSession() as visitor, visitor.get(address) as page:
        return page.status == 200


def discord_alone(group: Group, homeroom: Homeroom, link: Link) -> Discord:
    return Discord(
        group.discord.token,
        homeroom.dispatcher,
        link,
        homeroom.notes,
        group.clock,
        first_pause=0.05,
        settling=SETTLING,
    )


async def test_a_wrong_token_leaves_the_page_running(
    group: Group, caplog: pytest.LogCaptureFixture
) -> None:
    async with group.homeroom(DISCORD_TOKEN=WRONG):
        await until(lambda: "does not know this token" in caplog.text)
        assert await opens(group.address)
    assert WRONG not in caplog.text


async def test_discord_down_at_the_start_and_back_later(group: Group) -> None:
    group.discord.faults.next("GET", "/users/@me", Fault.ERROR_503_BEFORE, times=2)
    async with (
        assembled(load(group.settings()), group.clock) as homeroom,
        discord_alone(group, homeroom, Link()),
    ):
        await group.connected()
        answer = await group.mina.slash(group.daily, "term", word="AI sovereignty")
        assert "AI Sovereignty" in texts_of(await answer.message())


async def test_a_gateway_that_refuses_at_first(group: Group) -> None:
    group.discord.gateway.accepting = False
    async with group.homeroom():
        await until(lambda: group.discord.gateway.refused_connections > 0)
        assert await opens(group.address)
        group.discord.gateway.accepting = True
        await until(lambda: bool(group.discord.gateway.lines), 30)
        await group.connected()


async def test_a_send_that_hangs_is_bounded_and_found_again(group: Group) -> None:
    link = Link()
    async with assembled(load(group.settings()), group.clock) as homeroom:
        messenger = DiscordMessenger(link, Pace())
        messengers = {"discord": messenger}
        rounds = rounds_over(
            homeroom.records, homeroom.library, messengers, group.clock, patience=0.3
        )
        ledger = homeroom.records.ledger
        wish = Subscription(
            0,
            "discord",
            str(group.daily.id),
            (dt.time(8),),
            homeroom.settings.timezone,
            "korea-news",
            server=str(group.guild.id),
        )
        now = group.clock.now()
        made = await homeroom.store.subscribe(wish, Slot(now.date() + dt.timedelta(1), now))
        slot = Slot(now.date(), now)
        await homeroom.store.plan(made.id, [Planned(slot, State.PLANNED)], slot, now)
        (planned,) = await ledger.in_state(State.PLANNED, limit=9)
        async with discord_alone(group, homeroom, link):
            await group.connected()
            group.discord.faults.next("POST", MESSAGES, Fault.HANG_AFTER)
            async with asyncio.timeout(2):
                await rounds.sender.send(planned)
            (doubt,) = await ledger.in_state(State.IN_DOUBT, limit=9)
            # It is not looked for before Discord must have carried it out or dropped it.
            assert not await ledger.in_state(State.IN_DOUBT, limit=9, ready_by=now)
            await rounds.doubts.settle(doubt)
            (sent,) = await ledger.in_state(State.SENT, limit=9)
            (post,) = posted(group.discord, group.daily)
            assert sent.post_id == str(post.id)


async def test_the_same_key_is_the_same_post_for_some_minutes(group: Group) -> None:
    """What saves a post that was still under way when it was looked for and sent again."""
    link = Link()
    async with assembled(load(group.settings()), group.clock) as homeroom:
        messenger = DiscordMessenger(link, Pace())
        (lesson, *_) = homeroom.library.lessons()
        to = Subscription(
            7,
            "discord",
            str(group.daily.id),
            (dt.time(8),),
            homeroom.settings.timezone,
            "korea-news",
            server=str(group.guild.id),
        )
        async with discord_alone(group, homeroom, link):
            await group.connected()
            first = await messenger.send(to, post_of(lesson), "7-20260116")
            again = await messenger.send(to, post_of(lesson), "7-20260116")
            assert first == again
            (post,) = posted(group.discord, group.daily)
            group.discord.remove_message(post)
            # Deleted by a moderator meanwhile: it was posted, and is not posted again.
            assert await messenger.send(to, post_of(lesson), "7-20260116") == ""
            assert posted(group.discord, group.daily) == []


async def test_the_invitation_asks_for_what_is_needed_and_no_more(group: Group) -> None:
    link = await invitation_for(group.discord.token)
    assert "permissions=309237730304" in link
    assert f"client_id={group.discord.state.application_id}" in link
    assert "scope=bot+applications.commands" in link


async def test_sigterm_says_goodbye_to_discord(group: Group) -> None:
    program = (
        "import sys, yarl, discord.http, discord.gateway\n"
        "discord.http.Route.BASE = sys.argv[1] + '/api/v10'\n"
        "discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(\n"
        "    sys.argv[1].replace('http', 'ws', 1) + '/gateway')\n"
        "from bot.cli import main\n"
        "raise SystemExit(main(['run']))\n"
    )
    values = group.settings(PYTHONPATH=os.pathsep.join(sys.path), PYTHONWARNINGS="ignore")
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        program,
        group.discord.state.url,
        env=values,
        cwd=group.lessons.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    await group.connected()
    process.send_signal(signal.SIGTERM)
    out, err = await process.communicate()
    assert process.returncode == 0, err.decode()
    assert "Homeroom has stopped." in out.decode()
    assert b"Traceback" not in err
    await until(lambda: not group.discord.gateway.lines)


async def test_commands_that_discord_does_not_take_stop_nothing(
    group: Group, caplog: pytest.LogCaptureFixture
) -> None:
    async with group.homeroom():
        await group.connected()
    group.discord.faults.next("PUT", "/commands$", Fault.ERROR_503_BEFORE)
    async with assembled(load(group.settings()), group.clock) as homeroom:
        changed = [c for c in homeroom.dispatcher.commands if c.name != "faq"]
        fewer = replace(homeroom, dispatcher=replace(homeroom.dispatcher, commands=changed))
        async with discord_alone(group, fewer, Link()):
            await until(lambda: "did not take the commands" in caplog.text)
            await until(lambda: any(one.line for one in group.discord.gateway.sessions.values()))
            await asyncio.sleep(0.1)
            answer = await group.mina.slash(group.daily, "term", word="AI sovereignty")
            assert "AI Sovereignty" in texts_of(await answer.message())
            # One that Discord still offers, but that is no more.
            gone = await group.mina.slash(group.daily, "faq", question="why")
            assert "older Homeroom" in texts_of(await gone.message())


async def test_a_removal_while_the_bot_was_off_is_noticed(group: Group) -> None:
    async with group.homeroom():
        await group.connected()
        await group.admin.slash(group.daily, "schedule add", time="08:00", zone="Asia/Seoul")
        await asyncio.sleep(0.2)
    group.guild.members.pop(group.discord.bot.id)
    async with group.homeroom() as homeroom:

        async def rests() -> bool:
            (one,) = await homeroom.store.subscriptions_of("discord", str(group.guild.id))
            return one.status is Status.AWAY

        async with asyncio.timeout(8):
            while not await rests():
                await asyncio.sleep(0.05)
