"""Routes for a channel's messages."""

from tests.local_discord import compose, limits
from tests.local_discord.bodies import check_message
from tests.local_discord.payloads import later_json, message_json
from tests.local_discord.permissions import May, in_channel, sending
from tests.local_discord.refusals import Json, Refused
from tests.local_discord.rest import Call, Reply, Routes
from tests.local_discord.threads import wake
from tests.local_discord.world import Channel, Flag, Kind, Message


def history(call: Call) -> Reply:
    """Messages, newest first; nothing at all without Read Message History."""
    channel = call.channel
    call.need(channel)
    if channel.kind == Kind.FORUM:
        raise Refused(400, 50008, "Cannot send messages in a non-text channel")
    limit = int(call.query.get("limit", 50))
    if not 1 <= limit <= limits.HISTORY:
        errors = {"limit": {"_errors": [{"code": "NUMBER_TYPE_MAX", "message": "1 to 100"}]}}
        raise Refused(400, 50035, "Invalid Form Body", errors)
    # No error but an empty list (resources/message, get channel messages).
    if not in_channel(channel, call.state.bot) & May.READ_MESSAGE_HISTORY:
        return 200, []
    found = page(channel.said, call, limit)
    return 200, [later_json(message, call.state) for message in reversed(found)]


def page(said: list[Message], call: Call, limit: int) -> list[Message]:
    """The part of a channel that `before`, `after` or `around` ask for, oldest first."""
    if "after" in call.query:
        after = int(call.query["after"])
        return [message for message in said if message.id > after][:limit]
    if "around" in call.query:
        middle = int(call.query["around"])
        earlier = [message for message in said if message.id < middle][-(limit // 2) :]
        return (earlier + [message for message in said if message.id >= middle])[:limit]
    before = int(call.query.get("before", 1 << 63))
    return [message for message in said if message.id < before][-limit:]


def one(call: Call) -> Reply:
    """One message."""
    call.need(call.channel, May.READ_MESSAGE_HISTORY)
    return 200, later_json(call.message(call.channel), call.state)


def post(call: Call) -> Reply:
    """A new message, or the one that this nonce already made."""
    channel, body = call.channel, call.json
    _may_post(call, channel, body)
    check_message(body)
    earlier = call.state.nonces.earlier(call.state.bot.id, body)
    if earlier is not None:
        return 200, message_json(earlier, call.state)
    if channel.locked and channel.archived:
        call.need(channel, May.MANAGE_THREADS)
    message = compose.add(call.state, channel, body, files=call.files)
    call.state.nonces.remember(message)
    wake(call.state, channel)
    return 200, message_json(message, call.state)


def _may_post(call: Call, channel: Channel, body: Json) -> None:
    if channel.kind == Kind.DM:
        if not channel.recipients[0].takes_dms:
            raise Refused(403, 50007, "Cannot send messages to this user")
        return
    if channel.kind == Kind.FORUM:
        raise Refused(400, 50008, "Cannot send messages in a non-text channel")
    wanted = [sending(channel)]
    # Without these a bot's embeds, files and polls are refused as a whole.
    wanted += [May.EMBED_LINKS] if body.get("embeds") else []
    wanted += [May.ATTACH_FILES] if call.files else []
    wanted += [May.SEND_POLLS] if body.get("poll") else []
    wanted += [May.READ_MESSAGE_HISTORY] if body.get("message_reference") else []
    call.need(channel, *wanted)


def edit(call: Call) -> Reply:
    """Change one of the bot's own messages."""
    channel = call.channel
    call.need(channel)
    message = call.message(channel)
    if message.author is not call.state.bot:
        raise Refused(403, 50005, "Cannot edit a message authored by another user")
    if channel.archived:
        raise Refused(400, 50083, "Thread is archived")
    if call.json.get("embeds"):
        call.need(channel, May.EMBED_LINKS)
    compose.change(call.state, message, call.json, call.files)
    return 200, message_json(message, call.state)


def delete(call: Call) -> Reply:
    """Take a message away."""
    channel = call.channel
    call.need(channel)
    message = call.message(channel)
    if message.author is not call.state.bot:
        call.need(channel, May.MANAGE_MESSAGES)
    if channel.archived:
        raise Refused(400, 50083, "Thread is archived")
    message.deleted = True
    del channel.messages[message.id]
    compose.tell(call.state, "MESSAGE_DELETE", message)
    return 204, None


def crosspost(call: Call) -> Reply:
    """Publish a message to the followers of an announcement channel."""
    channel = call.channel
    call.need(channel, May.SEND_MESSAGES)
    message = call.message(channel)
    if channel.kind != Kind.ANNOUNCEMENT:
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    if message.author is not call.state.bot:
        call.need(channel, May.MANAGE_MESSAGES)
    if message.flags & Flag.CROSSPOSTED:
        raise Refused(400, 40033, "This message has already been crossposted.")
    message.flags |= Flag.CROSSPOSTED
    return 200, message_json(message, call.state)


ROUTES: Routes = [
    ("GET", "/channels/{channel_id}/messages", history),
    ("POST", "/channels/{channel_id}/messages", post),
    ("GET", "/channels/{channel_id}/messages/{message_id}", one),
    ("PATCH", "/channels/{channel_id}/messages/{message_id}", edit),
    ("DELETE", "/channels/{channel_id}/messages/{message_id}", delete),
    ("POST", "/channels/{channel_id}/messages/{message_id}/crosspost", crosspost),
]
