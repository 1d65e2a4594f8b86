"""What the local Discord refuses, whom a message rings, and the contract."""

from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord.http import Route

from tests.local_discord import contract
from tests.local_discord.rest import Record
from tests.local_discord.server import LocalDiscord
from tests.local_discord.world import Channel, Flag

pytest_plugins = ["tests.local_discord.fixtures"]

V2 = Flag.COMPONENTS_V2


@pytest.fixture
async def client(here: LocalDiscord) -> AsyncIterator[discord.Client]:
    """Logged in; no websocket is needed for this."""
    made = discord.Client(intents=discord.Intents.none())
    async with made:
        await made.login(here.token)
        yield made


@pytest.fixture
async def channel(here: LocalDiscord) -> Channel:
    return here.channel(here.guild())


async def post(client: discord.Client, channel: Channel, body: dict[str, Any]) -> Any:
    route = Route("POST", "/channels/{channel_id}/messages", channel_id=channel.id)
    return await client.http.request(route, json=body)


def text(content: str = "x") -> dict[str, Any]:
    return {"type": 10, "content": content}


def button(**changes: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "Go", "custom_id": "go"} | changes


def row(*inner: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(inner)}


def select(**changes: Any) -> dict[str, Any]:
    option = {"label": "a", "value": "a"}
    return {"type": 3, "custom_id": "s", "options": [option]} | changes


def many(count: int) -> list[dict[str, Any]]:
    return [{"label": str(n), "value": str(n)} for n in range(count)]


def container(*inner: dict[str, Any]) -> dict[str, Any]:
    return {"type": 17, "components": list(inner)}


def section(*texts: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": 9, "components": list(texts), "accessory": button(), **more}


def v2(*components: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"flags": V2, "components": list(components), **more}


def old(*components: dict[str, Any]) -> dict[str, Any]:
    return {"content": "x", "components": list(components)}


def embed(**parts: Any) -> dict[str, Any]:
    return {"embeds": [parts]}


def five(prefix: str) -> dict[str, Any]:
    return row(*(button(custom_id=f"{prefix}{n}") for n in range(5)))


FIELD = {"name": "n", "value": "v"}
BAD: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, "50006"),
    "blanks": ({"content": "  \n"}, "50006"),
    "content": ({"content": "x" * 2001}, "content"),
    "content in utf-16": ({"content": "😀" * 1001}, "content"),
    "nonce": ({"content": "x", "nonce": "n" * 26}, "nonce"),
    "flags": ({"content": "x", "flags": Flag.EPHEMERAL}, "flags"),
    "11 embeds": ({"embeds": [{"title": "x"}] * 11}, "embeds"),
    "embed title": (embed(title="x" * 257), "title"),
    "embed description": (embed(description="x" * 4097), "description"),
    "26 fields": (embed(fields=[FIELD] * 26), "fields"),
    "field name": (embed(fields=[FIELD | {"name": "x" * 257}]), "name"),
    "field value": (embed(fields=[FIELD | {"value": "x" * 1025}]), "value"),
    "empty field": (embed(fields=[FIELD | {"value": " "}]), "value"),
    "footer": (embed(title="x", footer={"text": "x" * 2049}), "footer"),
    "author": (embed(title="x", author={"name": "x" * 257}), "author"),
    "6000 in all": ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
    "colour": (embed(title="x", color=0x1000000), "color"),
    "embed url": (embed(title="x", url="ftp://x"), "url"),
    "empty embed": (embed(), "embeds"),
    "mentions": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "exclusive",
    ),
    "mention types": ({"content": "x", "allowed_mentions": {"parse": ["all"]}}, "parse"),
    "v2 without flag": (old(text()), "components"),
    "v2 with content": (v2(text(), content="x"), "content"),
    "v2 with embeds": (v2(text(), **embed(title="x")), "embeds"),
    "v2 with nothing": ({"flags": V2}, "components"),
    "41 components": (v2(*(text() for _ in range(41))), "40 at most"),
    "41 nested": (v2(container(*(row(five(str(n))["components"][0]) for n in range(20)))), "40"),
    "4001 shown": (v2(text("x" * 2001), text("y" * 2000)), "4000 at most"),
    "empty text": (v2(text("")), "content"),
    "container in container": (v2(container(container(text()))), "type 17"),
    "empty container": (v2(container()), "components"),
    "button in container": (v2(container(button())), "type 2"),
    "section of four": (v2(section(text(), text(), text(), text())), "components"),
    "section of none": (v2(section()), "components"),
    "section without accessory": (v2(section(text(), accessory={})), "accessory"),
    "separator": (v2({"type": 14, "spacing": 3}), "spacing"),
    "gallery": (v2({"type": 12, "items": []}), "items"),
    "file": (v2({"type": 13, "file": {"url": "https://x"}}), "url"),
    "6 rows": (old(*(row(button(custom_id=str(n))) for n in range(6))), "rows"),
    "6 buttons": (old(row(*(button(custom_id=str(n)) for n in range(6)))), "1 to 5"),
    "empty row": (old(row()), "1 to 5"),
    "select beside button": (old(row(select(), button())), "1 to 5"),
    "same custom_id": (old(row(button(), button())), "custom_id"),
    "long custom_id": (old(row(button(custom_id="x" * 101))), "custom_id"),
    "no custom_id": (old(row(button(custom_id=None))), "custom_id"),
    "long label": (old(row(button(label="x" * 81))), "label"),
    "no label": (old(row(button(label=""))), "label or an emoji"),
    "no emoji": (old(row(button(emoji={"name": "smile"}))), "emoji"),
    "link with custom_id": (old(row(button(style=5, url="https://x"))), "one of the two"),
    "long link": (old(row(button(style=5, custom_id=None, url="https://" + "x" * 512))), "url"),
    "26 options": (old(row(select(options=many(26)))), "options"),
    "no options": (old(row(select(options=[]))), "options"),
    "option label": (old(row(select(options=[{"label": "x" * 101, "value": "a"}]))), "label"),
    "option value": (old(row(select(options=[{"label": "x", "value": ""}]))), "value"),
    "same options": (old(row(select(options=many(1) * 2))), "twice"),
    "placeholder": (old(row(select(placeholder="x" * 151))), "placeholder"),
    "poll answer": (
        {"poll": {"question": {"text": "?"}, "answers": [{"poll_media": {"text": "x" * 56}}]}},
        "answers",
    ),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_bad_body_is_refused(
    here: LocalDiscord, client: discord.Client, channel: Channel, name: str
) -> None:
    body, reason = BAD[name]
    with pytest.raises(discord.HTTPException) as refused:
        await post(client, channel, body)
    assert refused.value.status == 400
    assert len(here.refusals) == 1
    assert reason.lower() in str(here.refusals[0].answer).lower()
    assert channel.said == []


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2000, "nonce": "n" * 25, "enforce_nonce": True},
        {"embeds": [{"description": "x" * 3000}] * 2},
        v2(container(text("x" * 3999), section(text("y"))), row(select(options=many(25)))),
        v2(*(five(prefix) for prefix in "abcdef"), *(text() for _ in range(4))),
        old(*(five(prefix) for prefix in "abcde")),
    ],
)
async def test_what_just_fits_is_taken(
    here: LocalDiscord, client: discord.Client, channel: Channel, body: dict[str, Any]
) -> None:
    await post(client, channel, body)
    assert here.refusals == []


MENTIONS: list[tuple[dict[str, Any], set[str]]] = [
    ({}, {"<@{user}>", "<@&{open}>"}),
    ({"allowed_mentions": {"parse": []}}, set()),
    ({"allowed_mentions": {"parse": ["users"]}}, {"<@{user}>"}),
    ({"allowed_mentions": {"parse": ["everyone", "roles"]}}, {"<@&{open}>"}),
    ({"allowed_mentions": {"parse": [], "users": ["{user}"]}}, {"<@{user}>"}),
]


@pytest.mark.parametrize("in_text_display", [False, True])
@pytest.mark.parametrize("case", range(len(MENTIONS)))
async def test_whom_a_message_rings(
    here: LocalDiscord,
    client: discord.Client,
    channel: Channel,
    case: int,
    in_text_display: bool,
) -> None:
    guild = channel.guild
    assert guild is not None
    ids = {
        "user": str(here.member(guild).id),
        "open": str(here.role(guild, "Open", mentionable=True).id),
        "shut": str(here.role(guild, "Shut").id),
    }
    words = "@everyone @here <@{user}> <@&{open}> <@&{shut}>".format_map(ids)
    more, expected = MENTIONS[case]
    allowed = more.get("allowed_mentions")
    if allowed and "users" in allowed:
        more = {"allowed_mentions": {"parse": [], "users": [ids["user"]]}}
    await post(client, channel, (v2(text(words)) if in_text_display else {"content": words}) | more)
    assert channel.last.pinged == {one.format_map(ids) for one in expected}


async def test_with_the_permission_everyone_is_rung(
    here: LocalDiscord, client: discord.Client, channel: Channel
) -> None:
    guild = channel.guild
    assert guild is not None
    here.bot_role(guild).permissions |= 1 << 17
    await post(client, channel, {"content": "@everyone @here", "embeds": [{"title": "<@1>"}]})
    assert channel.last.pinged == {"@everyone", "@here"}


def command(**changes: Any) -> dict[str, Any]:
    return {"name": "term", "description": "Look up.", "type": 1} | changes


def option(**changes: Any) -> dict[str, Any]:
    return {"type": 3, "name": "word", "description": "The word."} | changes


LONG = [option(name=f"o{n}", description="x" * 100, choices=[
    {"name": "n" * 50 + str(c), "value": "v" * 50 + str(c)} for c in range(10)
]) for n in range(8)]  # fmt: skip
BAD_COMMANDS: dict[str, list[dict[str, Any]]] = {
    "capitals": [command(name="Term")],
    "space": [command(name="a b")],
    "long name": [command(name="x" * 33)],
    "no description": [command(description="")],
    "long description": [command(description="x" * 101)],
    "unknown locale": [command(name_localizations={"kr": "x"})],
    "localized name": [command(name_localizations={"ko": "두 말"})],
    "26 options": [command(options=[option(name=f"o{n}") for n in range(26)])],
    "same options": [command(options=[option(), option()])],
    "required last": [command(options=[option(), option(name="b", required=True)])],
    "26 choices": [command(options=[option(choices=[{"name": "c", "value": "c"}] * 26)])],
    "long choice": [command(options=[option(choices=[{"name": "c" * 101, "value": "c"}])])],
    "choice type": [command(options=[option(type=4, choices=[{"name": "c", "value": "c"}])])],
    "both": [command(options=[option(autocomplete=True, choices=[{"name": "c", "value": "c"}])])],
    "mixed": [command(options=[option(), option(type=1, name="sub")])],
    "deep": [command(options=[option(type=2, options=[option(type=2, options=[option(type=1)])])])],
    "8000": [command(options=LONG)],
    "twice": [command(), command()],
    "too many": [command(name=f"c{n}") for n in range(101)],
    "menus": [{"name": f"M {n}", "type": 3} for n in range(16)],
    "menu with description": [{"name": "Menu", "type": 3, "description": "x"}],
    "contexts": [command(contexts=[3])],
    "integration": [command(integration_types=[])],
}


@pytest.mark.parametrize("name", BAD_COMMANDS)
async def test_a_bad_command_is_refused(
    here: LocalDiscord, client: discord.Client, name: str
) -> None:
    with pytest.raises(discord.HTTPException):
        await client.http.bulk_upsert_global_commands(here.bot.id, BAD_COMMANDS[name])
    assert len(here.refusals) == 1
    assert here.command_writes == []


async def test_registering_replaces_and_is_counted(
    here: LocalDiscord, client: discord.Client
) -> None:
    put = client.http.bulk_upsert_global_commands
    ko = command(name_localizations={"ko": "용어"})
    first = await put(here.bot.id, [ko, command(name="quiz")])
    again = await put(here.bot.id, [ko])
    assert [one["id"] for one in again] == [first[0]["id"]]
    assert [one["version"] for one in again] == [first[0]["version"]]
    assert here.command_writes == [("PUT", None), ("PUT", None)]
    listed = await client.http.get_global_commands(here.bot.id)
    assert [one["name"] for one in listed] == ["term"]
    assert "name_localizations" not in listed[0]


@pytest.mark.skipif(not contract.is_there(), reason=f"{contract.DOCUMENT} is not here")
def test_the_contract_finds_what_does_not_fit() -> None:
    route = "/channels/{channel_id}/messages"
    bad = Record("POST", route, "/channels/1/messages", {}, {"embeds": [{"title": 1}]}, 200, {})
    found = contract.breaches(bad)
    assert any("sent $.embeds" in one for one in found)
    assert any("answered" in one for one in found)
