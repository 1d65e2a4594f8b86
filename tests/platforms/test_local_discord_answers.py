"""What the local Discord makes of answers to interactions, and of raw gateway talk."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import discord
import pytest
from discord.http import Route

from tests.local_discord.interactions import Answer, Interaction
from tests.local_discord.limits import TOKEN_SECONDS
from tests.local_discord.permissions import EVERYONE, May
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import Flag

pytest_plugins = ["tests.local_discord.fixtures"]

MESSAGE, THINKING, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
FIELD = {"type": 4, "custom_id": "f", "style": 1}


def modal(**changes: Any) -> dict[str, Any]:
    label = {"type": 18, "label": "Field", "component": FIELD}
    return {"title": "Form", "custom_id": "form", "components": [label]} | changes


def labelled(**changes: Any) -> dict[str, Any]:
    return modal(components=[{"type": 18, "label": "Field", "component": FIELD} | changes])


class Application:
    """Answers by hand, so that it can do it wrong."""

    def __init__(self, here: LocalDiscord, client: discord.Client) -> None:
        self.here = here
        self.client = client
        self.guild = here.guild()
        self.channel = here.channel(self.guild)
        self.mina = here.member(self.guild, installed=True)

    @property
    def last(self) -> Interaction:
        return list(self.here.state.interactions.by_token.values())[-1]

    async def asked(self) -> Answer:
        return await self.mina.slash(self.channel, "ask")

    async def respond(self, kind: int, data: Any = None, token: str | None = None) -> Any:
        path = "/interactions/{interaction_id}/{webhook_token}/callback?with_response=1"
        route = Route(
            "POST", path, interaction_id=self.last.id, webhook_token=token or self.last.token
        )
        return await self.client.http.request(route, json={"type": kind, "data": data})

    async def follow(self, method: str, end: str = "", body: Any = None) -> Any:
        path = "/webhooks/{webhook_id}/{webhook_token}" + end
        route = Route(method, path, webhook_id=self.here.bot.id, webhook_token=self.last.token)
        if body is None:
            return await self.client.http.request(route)
        return await self.client.http.request(route, json=body)


@pytest.fixture
async def app(here: LocalDiscord) -> AsyncIterator[Application]:
    client = discord.Client(intents=discord.Intents.none())
    async with client:
        await client.login(here.token)
        ask: Any = {
            "name": "ask",
            "description": "Ask.",
            "type": 1,
            "integration_types": [0, 1],
            "options": [{"type": 3, "name": "word", "description": "Word.", "autocomplete": True}],
        }
        await client.http.bulk_upsert_global_commands(here.bot.id, [ask])
        yield Application(here, client)


async def test_only_the_first_response_counts(app: Application) -> None:
    answer = await app.asked()
    told = await app.respond(MESSAGE, {"content": "One"})
    assert told["resource"]["message"]["content"] == "One"
    with pytest.raises(discord.HTTPException, match="40060"):
        await app.respond(MESSAGE, {"content": "Two"})
    assert (await answer.message()).text == "One"


async def test_late_or_strange_it_is_an_unknown_interaction(app: Application) -> None:
    answer = await app.asked()
    with pytest.raises(discord.NotFound, match="10062"):
        await app.respond(MESSAGE, {"content": "x"}, token="strange")  # noqa: S106
    app.here.clock.advance(3.1)
    with pytest.raises(discord.NotFound, match="10062"):
        await app.respond(MESSAGE, {"content": "x"})
    assert answer.failed
    with pytest.raises(discord.NotFound, match="10015"):
        await app.follow("POST", body={"content": "x"})


async def test_a_token_lives_fifteen_minutes(app: Application) -> None:
    await app.asked()
    await app.respond(THINKING)
    app.here.clock.advance(TOKEN_SECONDS - 1)
    await app.follow("PATCH", "/messages/@original", {"content": "just in time"})
    app.here.clock.advance(2)
    with pytest.raises(discord.HTTPException, match="50027"):
        await app.follow("PATCH", "/messages/@original", {"content": "late"})


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (THINKING, {"flags": Flag.EPHEMERAL | Flag.COMPONENTS_V2}),
        (MESSAGE, {}),
        (MESSAGE, {"content": "x", "flags": 1 << 4}),
        (DEFERRED_UPDATE, None),
        (UPDATE, {"content": "x"}),
        (CHOICES, {"choices": []}),
        (MODAL, modal(title="x" * 46)),
        (MODAL, modal(title="")),
        (MODAL, modal(custom_id="x" * 101)),
        (MODAL, modal(components=[])),
        (MODAL, modal(components=modal()["components"] * 6)),
        (MODAL, modal(components=modal()["components"] * 2)),
        (MODAL, labelled(label="x" * 46)),
        (MODAL, labelled(description="x" * 101)),
        (MODAL, labelled(component=FIELD | {"max_length": 4001})),
        (MODAL, labelled(component=FIELD | {"placeholder": "x" * 101})),
        (MODAL, labelled(component=FIELD | {"value": "xx", "max_length": 1})),
        (MODAL, labelled(component={"type": 2})),
        (MODAL, labelled(component={"type": 21, "custom_id": "r", "options": []})),
    ],
)
async def test_a_bad_response_is_refused(app: Application, kind: int, data: Any) -> None:
    answer = await app.asked()
    with pytest.raises(discord.HTTPException) as refused:
        await app.respond(kind, data)
    assert refused.value.status == 400
    assert answer.acked_after is None
    await app.respond(MODAL, modal())
    assert (await answer.form()).title == "Form"


@pytest.mark.parametrize(
    "choices",
    [
        [{"name": str(n), "value": "v"} for n in range(26)],
        [{"name": "x" * 101, "value": "v"}],
        [{"name": "x", "value": "v" * 101}],
        [{"name": "", "value": "v"}],
    ],
)
async def test_bad_suggestions_are_refused(app: Application, choices: Any) -> None:
    answer = await app.mina.autocomplete(app.channel, "ask", option="word", typed="x")
    with pytest.raises(discord.HTTPException):
        await app.respond(CHOICES, {"choices": choices})
    with pytest.raises(discord.HTTPException):
        await app.respond(THINKING)
    await app.respond(CHOICES, {"choices": []})
    assert await answer.suggestions() == []


async def test_follow_ups_are_read_changed_and_taken_away(app: Application) -> None:
    answer = await app.asked()
    await app.respond(THINKING, {"flags": Flag.EPHEMERAL})
    first = await app.follow("POST", body={"content": "in its place"})
    assert first["flags"] == Flag.EPHEMERAL
    assert (await answer.message()).text == "in its place"
    later = await app.follow("POST", body={"content": "more"})
    end = f"/messages/{later['id']}"
    await app.follow("PATCH", end, {"content": "changed"})
    assert (await app.follow("GET", end))["content"] == "changed"
    assert [message.text for message in app.channel.said] == ["changed"]
    await app.follow("DELETE", end)
    assert app.channel.said == []
    await app.follow("DELETE", "/messages/@original")
    with pytest.raises(discord.NotFound, match="10008"):
        await app.follow("GET", "/messages/@original")


async def test_user_installed_it_may_follow_up_five_times_and_be_forced_private(
    app: Application,
) -> None:
    strange = app.here.guild("Elsewhere", bot=False, everyone=EVERYONE & ~May.USE_EXTERNAL_APPS)
    hall = app.here.channel(strange)
    answer = await app.here.member(strange, installed=True).slash(hall, "ask")
    await app.respond(MESSAGE, {"content": "x"})
    assert (await answer.message()).ephemeral
    for _ in range(5):
        await app.follow("POST", body={"content": "x"})
    with pytest.raises(discord.HTTPException, match="40094"):
        await app.follow("POST", body={"content": "x"})


async def test_a_message_cannot_go_back_from_components_v2(app: Application) -> None:
    text = {"type": 10, "content": "shown"}
    await app.asked()
    await app.respond(MESSAGE, {"content": "old"})
    edit = {"flags": Flag.COMPONENTS_V2, "components": [text]}
    with pytest.raises(discord.HTTPException, match="content"):
        await app.follow("PATCH", "/messages/@original", edit)
    await app.follow("PATCH", "/messages/@original", edit | {"content": None})
    with pytest.raises(discord.HTTPException, match="content"):
        await app.follow("PATCH", "/messages/@original", {"content": "back", "components": []})
    assert app.channel.last.text == "shown"


async def receive(socket: aiohttp.ClientWebSocketResponse) -> Any:
    return await socket.receive_json(timeout=5)


async def test_the_gateway_by_hand(here: LocalDiscord) -> None:
    url = f"{here.state.url}/gateway?v=10&encoding=json"
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await receive(socket))["op"] == 10
            await socket.send_json({"op": 1, "d": None})
            assert (await receive(socket))["op"] == 11
            resume = {"token": here.token, "session_id": "gone", "seq": 1}
            await socket.send_json({"op": 6, "d": resume})
            assert await receive(socket) == {"op": 9, "d": False, "s": None, "t": None}
        for wrong, code in (
            ({"token": "wrong", "intents": 0}, 4004),
            ({"token": here.token, "intents": 0, "shard": [2, 2]}, 4010),
            ({"token": here.token, "intents": 1 << 40}, 4013),
            ({"token": here.token, "intents": 1 << 15}, 4014),
        ):
            async with session.ws_connect(url) as socket:
                await receive(socket)
                await socket.send_json({"op": 2, "d": wrong})
                await socket.receive(timeout=5)
                assert socket.close_code == code
        here.gateway.accepting = False
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        assert here.gateway.refused_connections == 1
