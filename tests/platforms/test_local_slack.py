"""The local Slack itself: it does what Slack does, and refuses what Slack refuses."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from tests.local_slack.people import NotOffered, Person
from tests.local_slack.running import until
from tests.local_slack.server import LocalSlack, local_slack
from tests.local_slack.world import Channel, Workspace

BUTTON = {
    "type": "actions",
    "elements": [
        {
            "type": "button",
            "text": {"type": "plain_text", "text": "Press"},
            "action_id": "h1:1",
            "value": "/help",
        }
    ],
}
VIEW = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "Window"},
    "blocks": [{"type": "section", "text": {"type": "plain_text", "text": "Hello"}}],
}


class World:
    """A workspace with two people and a channel, and a client for its bot."""

    def __init__(self, slack: LocalSlack, client: AsyncWebClient) -> None:
        self.slack, self.client = slack, client
        self.space: Workspace = slack.workspace("Team")
        self.ada: Person = slack.person(self.space, "Ada")
        self.ben: Person = slack.person(self.space, "Ben")
        self.daily: Channel = slack.channel(self.space, "daily", members=[self.ada, self.ben])
        client.token = self.space.token

    async def refused(self, method: str, **arguments: Any) -> str:
        """The word with which a call is refused."""
        with pytest.raises(SlackApiError) as refusal:
            await self.client.api_call(method, json=arguments)
        return str(refusal.value.response["error"])

    def posting(self, **more: Any) -> dict[str, Any]:
        """A message that Slack takes."""
        quiet = {"unfurl_links": False, "unfurl_media": False}
        return {"channel": self.daily.id, "text": "Hello", **quiet, **more}

    @asynccontextmanager
    async def app(self) -> AsyncIterator[AsyncApp]:
        """Run a bolt app over a socket."""
        app = AsyncApp(
            client=AsyncWebClient(self.space.token, base_url=self.slack.api_url, retry_handlers=[]),
            request_verification_enabled=False,
            logger=logging.getLogger("local"),
        )
        handler = AsyncSocketModeHandler(app, self.slack.app_token)
        await handler.connect_async()  # type: ignore[no-untyped-call]
        await until(lambda: self.slack.connections == 1)
        try:
            yield app
        finally:
            await handler.close_async()  # type: ignore[no-untyped-call]


@pytest.fixture
async def there() -> AsyncIterator[World]:
    async with local_slack() as slack, aiohttp.ClientSession() as session:
        client = AsyncWebClient(base_url=slack.api_url, session=session, retry_handlers=[])
        yield World(slack, client)


async def test_tokens_and_scopes_are_looked_at(there: World) -> None:
    assert (await there.client.auth_test())["team_id"] == there.space.id
    there.space.scopes.remove("chat:write")
    assert await there.refused("chat.postMessage", **there.posting()) == "missing_scope"
    there.space.expires = there.slack.now() - 1
    assert await there.refused("auth.test") == "token_expired"
    there.space.installed = False
    assert await there.refused("auth.test") == "token_revoked"
    there.client.token = "xoxb-of-nobody"  # noqa: S105 -- of nobody
    assert await there.refused("auth.test") == "invalid_auth"


async def test_channels_are_for_those_who_are_in_them(there: World) -> None:
    elsewhere = there.slack.workspace("Other")
    foreign = there.slack.channel(elsewhere, "foreign")
    quiet = there.slack.channel(there.space, "quiet", bot=False)
    secret = there.slack.channel(there.space, "secret", private=True, bot=False)
    old = there.slack.channel(there.space, "old")
    old.archived = True
    for channel, word in (
        (foreign, "channel_not_found"),
        (quiet, "not_in_channel"),
        (secret, "channel_not_found"),
        (old, "is_archived"),
    ):
        posting = there.posting(channel=channel.id)
        assert await there.refused("chat.postMessage", **posting) == word
    assert (await there.client.conversations_info(channel=quiet.id))["channel"]["name"] == "quiet"
    stranger = there.posting(user=there.slack.person(there.space, "Eve").id)
    assert await there.refused("chat.postEphemeral", **stranger) == "user_not_in_channel"


async def test_what_slack_would_not_take_is_refused_and_noted(there: World) -> None:
    posting = there.posting(blocks=[{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}])
    assert await there.refused("chat.postMessage", **posting) == "invalid_blocks"
    assert there.slack.refusals
    assert there.daily.said == []


async def test_history_is_read_in_pages_and_shows_nothing_private(there: World) -> None:
    metadata = {"event_type": "homeroom_post", "event_payload": {"key": "1-20260101"}}
    for number in range(5):
        await there.client.chat_postMessage(**there.posting(text=str(number), metadata=metadata))
    await there.client.chat_postEphemeral(**there.posting(user=there.ada.id))
    read, cursor = [], ""
    while True:
        page = await there.client.conversations_history(
            channel=there.daily.id, limit=2, cursor=cursor or None, include_all_metadata=True
        )
        read += page["messages"]
        if not page["has_more"]:
            break
        cursor = page["response_metadata"]["next_cursor"]
    assert [one["text"] for one in read] == ["4", "3", "2", "1", "0"]
    assert read[0]["metadata"] == metadata
    bare = await there.client.conversations_history(channel=there.daily.id)
    assert "metadata" not in bare["messages"][0]


async def test_a_trigger_opens_one_window_and_soon(there: World) -> None:
    now = [1_000.0]
    there.slack.clock.source = lambda: now[0]
    trigger = there.slack.new_trigger(there.ada.user)
    await there.client.views_open(trigger_id=trigger, view=VIEW)
    again = {"trigger_id": trigger, "view": VIEW}
    assert await there.refused("views.open", **again) == "exchanged_trigger_id"
    late = there.slack.new_trigger(there.ada.user)
    now[0] += 3.5
    assert await there.refused("views.open", trigger_id=late, view=VIEW) == "expired_trigger_id"
    for _ in range(2):
        more = there.slack.new_trigger(there.ada.user)
        await there.client.views_push(trigger_id=more, view=VIEW)
    full = there.slack.new_trigger(there.ada.user)
    refused = await there.refused("views.push", trigger_id=full, view=VIEW)
    assert refused == "push_limit_reached"
    assert len(there.ada.modals) == 3


async def test_an_answer_s_address_is_good_five_times(there: World) -> None:
    address = there.slack.answers.address(there.daily, there.ada.user)
    body = {"text": "Hi", "blocks": [BUTTON]}
    async with aiohttp.ClientSession() as session:
        statuses = []
        for _ in range(6):
            async with session.post(address, json=body) as answer:
                statuses.append(answer.status)
    assert statuses == [200] * 5 + [404]
    assert len(there.ada.sees(there.daily)) == 5
    assert there.ben.sees(there.daily) == []


@pytest.mark.parametrize("fault", ["drop after", "500 after", "error after:fatal_error", "hang"])
async def test_what_was_done_before_it_went_wrong_stands(there: World, fault: str) -> None:
    there.slack.faults.hanging = 0.1
    there.slack.faults.add("chat.postMessage", fault)
    with pytest.raises((SlackApiError, aiohttp.ClientError, OSError)):
        await there.client.chat_postMessage(**there.posting())
    assert len(there.daily.said) == 1


async def test_what_is_late_appears_after_its_sender_has_given_up(there: World) -> None:
    for kind in ("", "late"):
        there.slack.faults.add("chat.postMessage", kind)
    await there.client.chat_postMessage(**there.posting())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await there.client.chat_postMessage(**there.posting())
    assert (len(there.daily.said), there.slack.faults.met) == (1, 1)
    there.slack.faults.late.set()
    await until(lambda: len(there.daily.said) == 2)


@pytest.mark.parametrize(
    "fault", ["503", "429", "reset before", "hang before", "error:internal_error"]
)
async def test_what_went_wrong_before_it_was_done_was_not_done(there: World, fault: str) -> None:
    there.slack.faults.hanging = 0.1
    there.slack.faults.add("chat.postMessage", fault)
    with pytest.raises((SlackApiError, aiohttp.ClientError, OSError)):
        await there.client.chat_postMessage(**there.posting())
    assert there.daily.said == []


async def test_a_bolt_app_hears_what_people_do(there: World) -> None:
    heard: list[str] = []
    async with there.app() as app:

        @app.command("/hello")
        async def hello(ack: Any, respond: Any, command: Any) -> None:
            await ack()
            heard.append(command["text"])
            await respond(text="Done", blocks=[BUTTON])

        @app.action("h1:1")
        async def pressed(ack: Any, action: Any) -> None:
            await ack()
            heard.append(action["value"])

        @app.event("app_mention")
        async def mentioned(event: Any) -> None:
            heard.append(event["text"])

        await there.ada.slash(there.daily, "/hello", f"{there.ben.user.name} & @Ben")
        await until(lambda: there.ada.sees(there.daily))
        (said,) = there.ada.sees(there.daily)
        await there.ada.press(said, "Press")
        await there.ada.say(there.daily, f"<@{there.space.bot_user}> hi")
        await until(lambda: len(heard) == 3)
        with pytest.raises(NotOffered):
            await there.ada.press(said, "Not there")
        with pytest.raises(NotOffered):
            await there.ada.slash(there.daily, "/hello", thread=True)
    typed = f"Ben &amp; <@{there.ben.id}|ben>"
    assert heard == [typed, "/help", f"<@{there.space.bot_user}> hi"]
    assert there.slack.unacknowledged == []


async def test_what_is_not_acknowledged_is_noted(there: World) -> None:
    async with there.app() as app:

        @app.command("/silent")
        async def silent() -> None:
            await asyncio.sleep(0)

        await there.ada.slash(there.daily, "/silent")
    assert there.slack.unacknowledged == ["slash_commands: TimeoutError"]


async def test_only_what_the_manifest_names_is_offered(there: World) -> None:
    there.slack.manifest = {"features": {"slash_commands": [{"command": "/term"}]}}
    with pytest.raises(NotOffered):
        await there.ada.slash(there.daily, "/quiz")
