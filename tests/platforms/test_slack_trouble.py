"""Slack when things go wrong: connections, tokens, strangers, and lessons made to break it."""

import asyncio
import logging
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.plain import visible
from bot.domain.subscription import Status
from bot.platforms.slack.admission.tokens import new_key
from tests.fakes.monster import FENCED, NASTY, WALL, write_monster
from tests.fakes.team import Team, team
from tests.local_slack.blockkit import labels_of, pings_in, text_shown
from tests.local_slack.running import until
from tests.local_slack.world import Message, View


@pytest.fixture
async def here(tmp_path: Path) -> AsyncIterator[Team]:
    async with team(tmp_path) as here:
        yield here


async def told(here: Team, text: str) -> str:
    """What Mina reads when she types under the umbrella."""
    before = len(here.mina.sees(here.daily))
    await here.mina.slash(here.daily, "/homeroom", text)
    await until(lambda: len(here.mina.sees(here.daily)) > before)
    return here.mina.sees(here.daily)[-1].text


async def test_a_connection_made_anew_loses_nothing(here: Team) -> None:
    async with here.homeroom():
        for _ in range(3):
            asking = asyncio.create_task(told(here, "term HBM"))
            await here.slack.told.refresh()
            assert "High-Bandwidth Memory" in await asking
        assert here.slack.unacknowledged == []
        assert len(here.mina.sees(here.daily)) == 3


async def test_a_handshake_that_fails_is_tried_with_a_new_address(here: Team) -> None:
    here.slack.refused_handshakes = 2
    async with here.homeroom():
        assert "High-Bandwidth Memory" in await told(here, "term HBM")


async def test_wrong_tokens_are_said_once_and_the_page_runs_on(
    here: Team, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "xoxb-111-222-wrong"  # noqa: S105 -- of nobody
    here.slack.transport = "http"
    with caplog.at_level(logging.INFO):
        async with here.homeroom(SLACK_BOT_TOKEN=secret) as homeroom:
            await until(lambda: "SLACK_BOT_TOKEN" in caplog.text)
            assert homeroom.library.lessons()
    assert secret not in caplog.text


async def test_a_wrong_app_token_is_said_and_the_rest_runs_on(
    here: Team, caplog: pytest.LogCaptureFixture
) -> None:
    here.slack.transport = "http"
    settings = here.settings(SLACK_SIGNING_SECRET="")
    assert "SLACK_SIGNING_SECRET" not in settings
    with caplog.at_level(logging.INFO):
        async with here.homeroom(SLACK_SIGNING_SECRET="", SLACK_APP_TOKEN="xapp-1-A-1-wrong"):  # noqa: S106 -- of nobody
            await until(lambda: "SLACK_APP_TOKEN" in caplog.text)
    assert "xapp-1-A-1-wrong" not in caplog.text


async def test_what_slack_does_not_tell_now_is_no_fault_of_the_asker(here: Team) -> None:
    async with here.homeroom():
        here.slack.faults.add("conversations.info", "503", times=5)
        await here.ada.slash(here.daily, "/homeroom", "schedule add 08:00 Asia/Seoul")
        await until(lambda: here.ada.sees(here.daily) != [])
        assert "Try again in a minute" in here.ada.sees(here.daily)[-1].text


async def test_sigterm_says_goodbye_to_slack_and_leaves_no_secret_in_the_log(here: Team) -> None:
    values = here.settings(
        PYTHONPATH=os.pathsep.join(sys.path), PYTHONWARNINGS="ignore", HOMEROOM_LOG_LEVEL="debug"
    )
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        env=values,
        cwd=here.lessons.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    # It says much, and waits if nobody hears it.
    said = asyncio.create_task(process.communicate())
    await until(lambda: here.slack.connections == 2, 20)
    assert "High-Bandwidth Memory" in await told(here, "term HBM")
    process.send_signal(signal.SIGTERM)
    out, err = await said
    assert process.returncode == 0, err.decode()
    assert "Homeroom has stopped." in out.decode()
    assert b"Traceback" not in err
    for secret in (here.space.token, here.slack.app_token, "ticket-", "/response/hook-"):
        assert secret not in err.decode(), secret
    assert here.slack.connections == 0


async def test_a_workspace_that_removes_homeroom_and_takes_it_back(here: Team) -> None:
    async with here.homeroom() as homeroom:
        await here.ada.slash(here.daily, "/homeroom", "schedule add 08:00 Asia/Seoul")
        await until(lambda: here.ada.sees(here.daily) != [])

        async def status() -> Status:
            (one,) = await homeroom.store.subscriptions_of("slack", here.space.id)
            return one.status

        await here.slack.uninstall(here.space)
        async with asyncio.timeout(5):
            while await status() is not Status.AWAY:
                await asyncio.sleep(0.02)
        here.space.installed = True
        here.clock.go_on(minutes=2)
        await here.mina.slash(here.daily, "/homeroom", "today")
        async with asyncio.timeout(5):
            while await status() is not Status.ACTIVE:
                await asyncio.sleep(0.02)


async def test_the_monster_is_read_to_its_end_and_nobody_is_called(tmp_path: Path) -> None:
    lessons = tmp_path / "lessons"
    write_monster(lessons)
    async with team(tmp_path / "data", lessons=lessons) as here, here.homeroom():
        await here.ada.slash(here.daily, "/homeroom", "schedule add 08:00 Asia/Seoul")
        await until(lambda: here.ada.sees(here.daily) != [])
        here.clock.go_on(minutes=1)
        (post,) = await here.posted(here.daily)
        read = [unnumbered(post)]
        ways = [label for label in labels_of(post.blocks) if label[-1] == "›"]
        for label in (*ways, "더 읽기", "용어", "질문"):
            await here.mina.press(post, label)
            await until(lambda: here.mina.modal is not None)
            assert here.mina.modal is not None
            read += await pages(here, here.mina.modal)
            here.mina.modals.clear()
        await here.mina.slash(here.daily, "/term", "Term 7 @here")
        await until(lambda: here.mina.sees(here.daily)[-1].ephemeral_for is not None)
        read += await pages(here, here.mina.sees(here.daily)[-1])
        for message in here.daily.said:
            assert pings_in({"blocks": message.blocks, "text": message.text}) == []
    letters = squeezed("".join(read))
    for text in (WALL, NASTY, FENCED, "Plain words that go on. " * 200):
        assert squeezed(text) in letters, text[:40]


async def pages(here: Team, where: Message | View) -> list[str]:
    """Turn pages in place to the end, and return what they say."""
    read = [unnumbered(where)]
    while onward := next((one for one in labels_of(where.blocks) if one[-1] == "›"), ""):
        before = where.blocks
        await here.mina.press(where, onward)
        await until(lambda: where.blocks is not before)  # noqa: B023
        read.append(unnumbered(where))
    return read


def unnumbered(where: Message | View) -> str:
    """What a page says, without its number."""
    return re.sub(r"\n\d+ of \d+\Z", "", text_shown(where.blocks))


def squeezed(text: str) -> str:
    """What is left of a text when signs of layout and blanks don't count."""
    return "".join(c for c in visible(text) if c.isalnum())


async def test_two_workspaces_are_spoken_to_each_in_its_own_voice(tmp_path: Path) -> None:
    async with team(tmp_path, "http") as here:
        here.space.installed = False
        other = here.slack.workspace("Other team", installed=False)
        bob = here.slack.person(other, "Bob", admin=True)
        hall = here.slack.channel(other, "hall", members=[bob])
        port = here.settings()["HOMEROOM_SLACK_PORT"]
        here.slack.redirect_url = f"http://127.0.0.1:{port}/slack/oauth_redirect"
        many = {
            "SLACK_BOT_TOKEN": "",
            "SLACK_CLIENT_ID": here.slack.client_id,
            "SLACK_CLIENT_SECRET": here.slack.client_secret,
            "SLACK_TOKEN_KEY": new_key(),
        }
        async with here.homeroom(**many):
            for space in (here.space, other):
                link = f"http://127.0.0.1:{port}/slack/install"
                status, page = await here.slack.oauth.install(space, link)
                assert status == 200, page
            for person, channel in ((here.ada, here.daily), (bob, hall)):
                await person.slash(channel, "/homeroom", "schedule add 08:00 Asia/Seoul")
                await until(lambda: person.sees(channel) != [])  # noqa: B023
            here.clock.go_on(minutes=1)
            await here.posted(here.daily)
            await until(lambda: len(hall.said) == 2)
            tokens = {
                one.body["channel"]: one.token
                for one in here.slack.calls
                if one.method == "chat.postMessage"
            }
            assert tokens == {here.daily.id: here.space.token, hall.id: other.token}
            # One removes it: the other has its lesson the next day.
            await here.slack.uninstall(here.space)
            here.clock.go_on(days=1)
            await until(lambda: len(hall.said) == 3)
            assert len(here.posts(here.daily)) == 1
        kept = b"".join(path.read_bytes() for path in tmp_path.glob("*.db*"))
        assert b"xoxb-" not in kept


async def test_a_stranger_from_another_workspace_manages_nothing(here: Team) -> None:
    elsewhere = here.slack.workspace("Elsewhere", installed=False)
    eve = here.slack.person(elsewhere, "Eve", admin=True)
    here.daily.members.append(eve.id)
    # In a shared channel Slack names the workspace that the bot is in.
    eve.user.space = here.space
    eve.user.marks |= {"is_stranger"}
    async with here.homeroom():
        await eve.slash(here.daily, "/homeroom", "schedule add 08:00 Asia/Seoul")
        await until(lambda: eve.sees(here.daily) != [])
        assert "admins" in eve.sees(here.daily)[-1].text
