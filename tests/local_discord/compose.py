"""Making a message of a body, and changing one."""

from tests.local_discord import limits
from tests.local_discord.bodies import (
    ON_CALLBACK,
    ON_CREATE,
    ON_EDIT,
    check_files,
    check_message,
)
from tests.local_discord.components import stored
from tests.local_discord.mentions import rung
from tests.local_discord.payloads import message_json
from tests.local_discord.refusals import Json, Refused
from tests.local_discord.state import State
from tests.local_discord.world import Channel, Flag, Message, User

KEPT = Flag.HAS_THREAD | Flag.CROSSPOSTED | Flag.EPHEMERAL | Flag.SUPPRESS_NOTIFICATIONS


def add(
    state: State,
    channel: Channel,
    body: Json,
    *,
    files: list[Json],
    author: User | None = None,
    allowed: int = ON_CREATE,
    prefix: str = "",
    number: int | None = None,
    webhook: bool = False,
    only_for: User | None = None,
) -> Message:
    """Check a body, and let it stand as a message."""
    check_message(body, flags=allowed, prefix=prefix)
    check_files(files)
    author = author or state.bot
    message = Message(
        number or state.clock.snowflake(),
        channel,
        author,
        state.clock.now(),
        nonce=body.get("nonce"),
        webhook=webhook,
        only_for=only_for,
        reference=_reference(channel, body.get("message_reference")),
        poll=body.get("poll"),
    )
    _fill(message, body, files, state)
    place(state, message)
    return message


def place(state: State, message: Message) -> None:
    """Put a message where it can be read, and tell of it."""
    if message.ephemeral:
        state.whispers[message.id] = message
        return
    message.channel.messages[message.id] = message
    tell(state, "MESSAGE_CREATE", message)


def tell(state: State, event: str, message: Message) -> None:
    """Send a message's event to whom it concerns."""
    guild = message.channel.guild
    if guild and not guild.has(state.bot):
        return
    data = message_json(message, state)
    state.tell(event, data | ({"guild_id": str(guild.id)} if guild else {}), guild)


def change(state: State, message: Message, body: Json, files: list[Json]) -> Message:
    """Check what an edit would make of a message, and make it so."""
    merged: Json = {
        "content": message.content,
        "embeds": message.embeds,
        "components": message.components,
        "attachments": message.attachments,
        "poll": message.poll,
    }
    merged |= {key: value for key, value in body.items() if key in merged}
    # Once it is there this flag cannot be removed (components/reference).
    kept = message.flags & (Flag.COMPONENTS_V2 | Flag.SUPPRESS_EMBEDS)
    merged["flags"] = kept | (body.get("flags") or 0) & ~Flag.EPHEMERAL
    merged["allowed_mentions"] = body.get("allowed_mentions")
    check_message(merged, flags=ON_EDIT if not message.webhook else ON_CALLBACK)
    _count_late(state, message)
    _fill(message, merged, files, state)
    message.edited = state.clock.now()
    if not message.ephemeral:
        tell(state, "MESSAGE_UPDATE", message)
    return message


def _count_late(state: State, message: Message) -> None:
    cap = state.edits_of_old_messages
    if cap is None or state.clock.now() - message.created < limits.OLD_MESSAGE_SECONDS:
        return
    if message.late_edits >= cap:
        text = "Maximum number of edits to messages older than 1 hour reached. Try again later"
        raise Refused(400, 30046, text)
    message.late_edits += 1


def _fill(message: Message, body: Json, files: list[Json], state: State) -> None:
    components = body.get("components") or []
    message.content = str(body.get("content") or "").strip()
    message.embeds = [_embed(embed) for embed in body.get("embeds") or []]
    message.components = stored(components)
    kept = message.flags & KEPT
    message.flags = kept | (body.get("flags") or 0)
    message.attachments = _attachments(message, body.get("attachments") or [], files, state)
    # An edit without `allowed_mentions` parses again with the same open default.
    message.pinged |= rung(
        message.channel,
        message.author,
        body,
        components=components,
        over_webhook=message.webhook,
    )


def _embed(embed: Json) -> Json:
    kept = {key: value for key, value in embed.items() if value is not None}
    kept["type"] = "rich"
    if "fields" in kept:
        kept["fields"] = [{"inline": False, **row} for row in kept["fields"]]
    return kept


def _attachments(
    message: Message, wanted: list[Json], files: list[Json], state: State
) -> list[Json]:
    old = {str(one["id"]): one for one in message.attachments}
    kept = [old[str(one["id"])] for one in wanted if str(one.get("id")) in old]
    new = []
    for file in files:
        number = state.clock.snowflake()
        url = f"https://cdn.example/{number}/{file['filename']}"
        shown = {"id": str(number), "url": url, "proxy_url": url, "content_type": "text/plain"}
        new.append(file | shown)
    return kept + new


def _reference(channel: Channel, given: Json | None) -> Json | None:
    if given is None:
        return None
    if int(given["message_id"]) not in channel.messages and given.get("fail_if_not_exists", True):
        code = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
        errors = {"message_reference": {"_errors": [code]}}
        raise Refused(400, 50035, "Invalid Form Body", errors)
    return {"type": 0, "channel_id": str(channel.id), "message_id": str(given["message_id"])}
