import asyncio
import logging

import pytest

from bot.errors import SendPostponed, SendRefused
from bot.platforms.slack.admission.one_workspace import OneWorkspace
from bot.platforms.slack.admission.purging import removal
from tests.fakes.clock import FakeClock
from tests.fakes.slack_api import SlackApi, slack_api

TOKEN = "xoxb-1-2-secret"  # noqa: S105 -- made up


class _One:
    def __init__(self, api: SlackApi, token: str = TOKEN) -> None:
        self.clock = FakeClock()
        self.news: list[str] = []
        self.workspace = OneWorkspace(
            token, api.clients, self.clock, joined=self._joined, left=self._left
        )

    async def _joined(self, server: str) -> None:
        self.news.append(f"+{server}")

    async def _left(self, server: str) -> None:
        self.news.append(f"-{server}")


async def test_a_token_is_asked_once_whose_it_is() -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1", "E1")
        one = _One(api)
        clients = await asyncio.gather(*(one.workspace.client("T1") for _ in range(5)))
        voice = await one.workspace.voice("T1")
        assert [client.token for client in clients] == [TOKEN] * 5
        assert (voice.team, voice.enterprise, voice.bot_user, voice.bot) == (
            "T1",
            "E1",
            "UT1",
            "BT1",
        )
        assert TOKEN not in repr(voice)
        assert await one.workspace.servers() == ["T1"]
        assert api.asked("auth.test") == 1


async def test_it_repeats_nothing_and_gives_up_after_ten_seconds() -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        client = await _One(api).workspace.client("T1")
        assert (client.retry_handlers, client.timeout) == ([], 10)
        assert client.session is api.clients.session
        assert api.clients.session.timeout.total == 10


@pytest.mark.parametrize("server", ["T2", "", "E1"])
async def test_it_speaks_in_no_other_workspace(server: str) -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        with pytest.raises(SendRefused, match="for another workspace"):
            await _One(api).workspace.client(server)


async def test_a_wrong_token_is_told_once_without_it(caplog: pytest.LogCaptureFixture) -> None:
    async with slack_api() as api:
        one = _One(api)
        for _ in range(3):
            with pytest.raises(SendPostponed, match="invalid_auth"):
                await one.workspace.client("T1")
            with pytest.raises(SendPostponed):
                await one.workspace.servers()
            one.clock.go_on(minutes=2)
        assert api.asked("auth.test") == 3
        errors = [one for one in caplog.records if one.levelno == logging.ERROR]
        assert [record.getMessage() for record in errors] == [
            "Slack does not take SLACK_BOT_TOKEN (invalid_auth). Install the app, copy the Bot"
            " User OAuth Token that stands under OAuth & Permissions, and start again; everything"
            " else runs on"
        ]
        assert TOKEN not in caplog.text


async def test_a_person_s_token_will_not_do(caplog: pytest.LogCaptureFixture) -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        del api.tokens[TOKEN]["bot_id"]
        with pytest.raises(SendPostponed, match="no bot's token"):
            await _One(api).workspace.client("T1")
        assert "it is no bot's" in caplog.text


async def test_when_slack_can_not_be_asked_it_is_asked_again_a_minute_later() -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        api.broken = "auth.test"
        one = _One(api)
        for _ in range(2):
            with pytest.raises(SendPostponed) as told:
                await one.workspace.client("T1")
            assert told.value.after == 60
        api.broken = ""
        one.clock.go_on(minutes=1)
        assert (await one.workspace.client("T1")).token == TOKEN
        assert api.asked("auth.test") == 2


async def test_a_removed_app_is_heard_of_and_comes_back(caplog: pytest.LogCaptureFixture) -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        one = _One(api)
        removed = removal(one.workspace)
        await one.workspace.client("T1")
        kept = api.tokens.pop(TOKEN)
        for kind in ("tokens_revoked", "app_uninstalled", "app_uninstalled"):
            await removed("T1", {"event": {"type": kind, "tokens": {"bot": ["UT1"]}}})
        assert one.news == ["-T1"]
        with pytest.raises(SendRefused, match="was removed from this workspace"):
            await one.workspace.client("T1")
        assert await one.workspace.servers() == []
        one.clock.go_on(minutes=2)
        await one.workspace.sweep()
        with pytest.raises(SendRefused):
            await one.workspace.client("T1")
        assert "SLACK_BOT_TOKEN" not in caplog.text
        api.tokens[TOKEN] = kept
        one.clock.go_on(minutes=2)
        assert await one.workspace.servers() == ["T1"]
        assert one.news == ["-T1", "+T1"]


@pytest.mark.parametrize("word", ["token_revoked", "account_inactive", "invalid_auth"])
async def test_a_call_that_is_refused_shows_that_the_token_is_dead(word: str) -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        one = _One(api)
        client = await one.workspace.client("T1")
        api.tokens.clear()
        api.word = word
        with pytest.raises(Exception, match=word):
            await client.chat_postMessage(channel="C1", text="hello")
        assert one.news == ["-T1"]
        with pytest.raises(SendRefused):
            await one.workspace.client("T1")


async def test_another_refusal_changes_nothing() -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        one = _One(api)
        await one.workspace.client("T1")
        await one.workspace.revoked("T1")
        await one.workspace.sweep()
        api.broken = "auth.test"
        await one.workspace.sweep()
        await one.workspace.forget("T2")
        assert one.news == []
        assert await one.workspace.servers() == ["T1"]


async def test_a_sweep_finds_out_what_was_missed() -> None:
    async with slack_api() as api:
        one = _One(api)
        await one.workspace.sweep()
        api.alive(TOKEN, "T1")
        one.clock.go_on(minutes=2)
        await one.workspace.sweep()
        assert one.news == []
        api.tokens.clear()
        await one.workspace.sweep()
        assert one.news == ["-T1"]


async def test_tokens_of_people_are_none_of_ours() -> None:
    async with slack_api() as api:
        api.alive(TOKEN, "T1")
        one = _One(api)
        await removal(one.workspace)("T1", {"type": "tokens_revoked", "tokens": {"oauth": ["U1"]}})
        assert one.news == []
