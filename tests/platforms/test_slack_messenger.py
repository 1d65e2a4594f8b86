import asyncio
import datetime as dt
import logging
import traceback
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.fence import leaving_by
from bot.core.reply import Button, Buttons, Heading, Text, reply
from bot.domain.subscription import Subscription
from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused
from bot.platforms.slack.admission.clients import Clients, new_session
from bot.platforms.slack.posting.history import MOST_PAGES
from bot.platforms.slack.posting.messenger import SlackMessenger
from bot.platforms.slack.posting.pace import Pace
from tests.fakes.clock import FakeClock
from tests.fakes.slack_web import AGAIN_AFTER, TOKENS, SlackWeb, slack_web
from tests.fakes.standing_still import StandingStill
from tests.fakes.workspaces import FakeWorkspaces

NOW = "2026-01-16T09:00:00+00:00"
DUE = dt.datetime.fromisoformat(NOW)
KEY = "7-20260116"
TO = Subscription(7, "slack", "C1", (dt.time(9),), ZoneInfo("UTC"), "course", server="T1")
POST = reply(
    Heading("A lesson", emoji="📗"),
    Text("What it is about: <!channel> & more."),
    Buttons((Button("Read on", "/read l1"),)),
    line="/lesson l1",
)
NO_ANSWER = ["drop after", "500 after", "502 after", "text after", "garbled after", "binary after",
             "garbled after:[1]", "garbled after:{}", "error after:internal_error",
             "error after:fatal_error", "error after:request_timeout"]  # fmt: skip


@dataclass
class Here:
    slack: SlackWeb
    workspaces: FakeWorkspaces
    clock: FakeClock
    messenger: SlackMessenger

    async def send(self, to: Subscription = TO, key: str = KEY) -> str:
        return await self.messenger.send(to, POST, key)

    async def find(self, to: Subscription = TO, key: str = KEY) -> str | None:
        return await self.messenger.find(to, key, DUE)

    def restarted(self) -> "Here":
        """The same after a new start: nothing is remembered, and nothing rests."""
        return here_at(self.slack)


def here_at(slack: SlackWeb, pace: Pace | None = None) -> Here:
    workspaces, clock = FakeWorkspaces(slack.clients, TOKENS), FakeClock(NOW)
    messenger = SlackMessenger(workspaces, pace or Pace(60_000, 0.0), clock)
    return Here(slack, workspaces, clock, messenger)


@pytest.fixture
async def here() -> AsyncIterator[Here]:
    async with slack_web() as slack:
        yield here_at(slack)


async def test_a_post_carries_its_key_and_pings_nobody(here: Here) -> None:
    ts = await here.send()
    ((method, token, body),) = here.slack.calls
    assert (method, token) == ("chat.postMessage", TOKENS["T1"])
    assert body["channel"] == "C1"
    assert body["metadata"] == {"event_type": "homeroom_post", "event_payload": {"key": KEY}}
    assert body["blocks"][-1]["block_id"] == f"k1:{KEY}"
    assert body["text"].startswith("📗 A lesson")
    assert "&lt;!channel&gt; &amp; more." in body["text"]
    assert (body["unfurl_links"], body["unfurl_media"], body["link_names"]) == (False,) * 3
    assert ts == here.slack.messages["C1"][0]["ts"]


async def test_each_workspace_is_spoken_to_with_its_own_token(here: Here) -> None:
    await here.send()
    await here.send(replace(TO, server="T2", channel="C9"))
    assert [token for _, token, _ in here.slack.calls] == [TOKENS["T1"], TOKENS["T2"]]


@pytest.mark.parametrize("trouble", NO_ANSWER)
@pytest.mark.parametrize("metadata", [True, False])
async def test_a_lost_answer_leaves_one_post_that_is_found(
    here: Here, trouble: str, metadata: bool
) -> None:
    here.slack.metadata = metadata
    here.slack.troubles["chat.postMessage"] = [trouble]
    with pytest.raises(SendInDoubt):
        await here.send()
    assert here.slack.asked("chat.postMessage") == 1
    (message,) = here.slack.messages["C1"]
    assert await here.find() == message["ts"]
    assert await here.find(key="8-20260116") is None
    assert await here.restarted().find() == message["ts"]
    assert len(here.slack.messages["C1"]) == 1


@pytest.mark.parametrize("trouble", ["drop", "503", "error:internal_error", "text"])
async def test_what_was_not_carried_out_is_in_doubt_too_then_surely_absent(
    here: Here, trouble: str
) -> None:
    here.slack.troubles["chat.postMessage"] = [trouble]
    with pytest.raises(SendInDoubt):
        await here.send()
    assert await here.find() is None
    assert await here.send() == here.slack.messages["C1"][0]["ts"]
    assert len(here.slack.messages["C1"]) == 1


async def test_no_answer_in_time_leaves_it_open() -> None:
    async with slack_web(patience=0.1) as slack:
        here = here_at(slack)
        slack.troubles["chat.postMessage"] = ["hang after"]
        with pytest.raises(SendInDoubt, match="TimeoutError"):
            await here.send()
        assert await here.find() == slack.messages["C1"][0]["ts"]


async def test_who_loses_patience_meanwhile_finds_the_post(here: Here) -> None:
    here.slack.troubles["chat.postMessage"] = ["hang after"]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await here.send()
    assert await here.find() == here.slack.messages["C1"][0]["ts"]


async def test_where_nobody_listens_nothing_was_posted(unused_tcp_port: int) -> None:
    async with aiohttp.ClientSession() as session:
        clients = Clients(session, f"http://127.0.0.1:{unused_tcp_port}/api/")
        messenger = SlackMessenger(FakeWorkspaces(clients, TOKENS), Pace(), FakeClock(NOW))
        with pytest.raises(SendPostponed, match="can't be reached") as postponed:
            await messenger.send(TO, POST, KEY)
        assert postponed.value.after == 60
        with pytest.raises(SendInDoubt, match="can't be reached"):
            await messenger.find(TO, KEY, DUE)


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("channel_not_found", "/invite @Homeroom"),
        ("not_in_channel", "/invite @Homeroom"),
        ("is_archived", "Unarchive it"),
        ("restricted_action_read_only_channel", "Let Homeroom, too"),
        ("missing_scope", "channels:history"),
        ("token_revoked", "Add it again"),
    ],
)
async def test_a_refusal_says_what_to_do(here: Here, word: str, advice: str) -> None:
    here.slack.troubles["chat.postMessage"] = [f"error:{word}"]
    with pytest.raises(SendRefused, match=advice):
        await here.send()


async def test_after_429_the_method_rests_in_that_workspace_for_everybody(here: Here) -> None:
    here.slack.troubles["chat.postMessage"] = ["429"]
    with pytest.raises(SendPostponed) as postponed:
        await here.send()
    assert postponed.value.after == AGAIN_AFTER
    with pytest.raises(SendPostponed, match="asks for a pause") as postponed:
        await here.send(replace(TO, channel="C2"), "8-20260116")
    assert AGAIN_AFTER - 5 < postponed.value.after <= AGAIN_AFTER
    assert here.slack.asked("chat.postMessage") == 1
    await here.send(replace(TO, server="T2", channel="C9"))
    assert await here.find() is None
    assert here.slack.messages["C1"] == []


async def test_what_can_not_be_drawn_is_refused_and_not_sent(here: Here) -> None:
    with pytest.raises(SendRefused, match="could not make the post"):
        await here.send(key="no key <!channel>")
    assert here.slack.calls == []


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        (SendRefused(why="not installed"), SendRefused),
        (SendPostponed(why="not now", after=5), SendPostponed),
        (OSError("the database is away"), SendPostponed),
    ],
)
async def test_without_a_token_nothing_is_posted_and_nothing_known(
    here: Here, trouble: Exception, kind: type[SendError]
) -> None:
    here.workspaces.trouble = trouble
    with pytest.raises(kind):
        await here.send()
    with pytest.raises(SendInDoubt):
        await here.find()
    assert here.slack.calls == []


@pytest.mark.parametrize(
    ("channel", "scope"),
    [
        ("C1", "optional scope channels:history, or groups:history"),
        ("G1", "optional scope groups:history"),
        ("D1", "scope im:history"),
    ],
)
async def test_without_the_scope_it_stays_in_doubt_and_the_scope_is_named(
    here: Here, channel: str, scope: str
) -> None:
    here.slack.always["conversations.history"] = "error:missing_scope"
    with pytest.raises(SendInDoubt, match=f"needs the {scope}"):
        await here.find(replace(TO, channel=channel))


@pytest.mark.parametrize("word", ["not_in_channel", "channel_not_found"])
async def test_in_a_channel_it_can_not_see_it_stays_in_doubt(here: Here, word: str) -> None:
    here.slack.always["conversations.history"] = f"error:{word}"
    with pytest.raises(SendInDoubt, match="/invite @Homeroom"):
        await here.find()


@pytest.mark.parametrize(
    "trouble",
    ["drop", "500", "text", "garbled", "binary", "garbled:[]", 'garbled:{"ok": true}',
     'garbled:{"ok": true, "messages": [], "has_more": true}', "error:internal_error",
     "error:invalid_auth", "error:something_new"],
)  # fmt: skip
async def test_history_that_can_not_be_read_leaves_it_in_doubt(here: Here, trouble: str) -> None:
    await here.send()
    here.slack.always["conversations.history"] = trouble
    with pytest.raises(SendInDoubt):
        await here.find()


def fill(slack: SlackWeb, count: int) -> None:
    for number in range(count):
        slack.said("C1", DUE.timestamp() + 10 + number)


async def test_it_looks_on_page_after_page(here: Here) -> None:
    ts = await here.send()
    fill(here.slack, 450)
    here.slack.calls.clear()
    assert await here.find() == ts
    assert here.slack.asked("conversations.history") == 3
    (_, _, body) = here.slack.calls[0]
    assert float(body["oldest"]) == DUE.timestamp() - 60
    assert (body["limit"], body["inclusive"]) == ("200", "1")
    assert body["include_all_metadata"] == "1"


async def test_only_so_much_is_read_at_a_time_and_then_it_goes_on(here: Here) -> None:
    ts = await here.send()
    here.slack.most = 10
    fill(here.slack, 10 * MOST_PAGES + 5)
    with pytest.raises(SendInDoubt, match="many messages"):
        await here.find()
    assert here.slack.asked("conversations.history") == MOST_PAGES
    assert await here.find() == ts
    assert here.slack.asked("conversations.history") == MOST_PAGES + 1


async def test_a_page_a_minute_gets_there_in_the_end() -> None:
    """As for apps that are sold, but not in Slack's marketplace."""
    seconds = [0.0]
    async with slack_web() as slack:
        pace = Pace(60_000, 0.0, now=lambda: seconds[0])
        here = here_at(slack, pace)
        slack.most = 15
        ts = await here.send()
        fill(slack, 40)
        for _ in range(2):
            slack.troubles["conversations.history"] = ["", "429:60"]
            with pytest.raises(SendInDoubt, match="pause"):
                await here.find()
            with pytest.raises(SendInDoubt, match="pause"):
                await here.find()
            seconds[0] += 61
        assert slack.asked("conversations.history") == 4
        assert await here.find() == ts
        assert slack.asked("conversations.history") == 5


async def test_after_it_was_sent_again_it_looks_from_the_newest_on(here: Here) -> None:
    here.slack.most = 1
    fill(here.slack, MOST_PAGES + 1)
    with pytest.raises(SendInDoubt):
        await here.find()
    ts = await here.send()
    assert await here.find() == ts


async def test_a_place_in_the_history_that_is_no_more_is_forgotten(here: Here) -> None:
    ts = await here.send()
    here.slack.most = 1
    fill(here.slack, MOST_PAGES + 1)
    with pytest.raises(SendInDoubt):
        await here.find()
    here.slack.troubles["conversations.history"] = ["error:invalid_cursor"]
    with pytest.raises(SendInDoubt):
        await here.find()
    here.slack.most = 200
    assert await here.find() == ts


async def test_what_slack_may_hide_is_not_surely_absent(here: Here) -> None:
    here.clock.go_on(days=90)
    with pytest.raises(SendInDoubt, match="may hide"):
        await here.find()
    assert here.slack.calls == []


async def test_it_is_always_ready_and_waits_for_what_may_yet_appear(here: Here) -> None:
    assert here.messenger.ready
    assert here.messenger.settling == dt.timedelta(seconds=30)


TROUBLES = [*NO_ANSWER, "429", "drop", "error:is_archived", "error:xoxb-1-secret",
            "garbled:xoxb-1-secret"]  # fmt: skip


@pytest.mark.parametrize("trouble", TROUBLES)
async def test_no_token_gets_into_an_error_or_a_log(
    here: Here, trouble: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    here.slack.troubles["chat.postMessage"] = [trouble]
    here.slack.always["conversations.history"] = trouble.replace(" after", "")
    for step in (here.send, here.find):
        with pytest.raises(SendError) as failed:
            await step()
        shown = "".join(traceback.format_exception(failed.value))
        assert "xoxb" not in shown + repr(failed.value.details)
    assert "xoxb" not in caplog.text


@pytest.mark.parametrize("asked", [0, 1])
async def test_a_post_that_stood_still_before_it_left_stays_in(asked: int) -> None:
    """Before its head is written, and between its head and its body."""
    async with new_session() as session, slack_web() as slack:
        slack.clients = Clients(session, slack.clients.base_url)
        here, clock = here_at(slack), StandingStill(asked)
        with leaving_by(clock, 30), pytest.raises(SendPostponed, match="stood still"):
            await here.send()
        assert slack.calls == []
        with leaving_by(clock, clock.monotonic() + 30):
            await here.send()
        assert slack.asked("chat.postMessage") == 1


async def test_a_post_that_waits_for_its_token_too_long_stays_in() -> None:
    slept = asyncio.Event()

    class SlowWorkspaces(FakeWorkspaces):
        async def client(self, server: str) -> AsyncWebClient:
            await slept.wait()
            return await super().client(server)

    async with new_session() as session, slack_web() as slack:
        clients, clock = Clients(session, slack.clients.base_url), FakeClock(NOW)
        messenger = SlackMessenger(SlowWorkspaces(clients, TOKENS), Pace(60_000, 0.0), clock)
        with leaving_by(clock, clock.monotonic() + 30):
            sending = asyncio.create_task(messenger.send(TO, POST, KEY))
        await asyncio.sleep(0.01)
        clock.go_on(minutes=5)
        slept.set()
        with pytest.raises(SendPostponed, match="stood still"):
            await sending
        assert slack.calls == []
