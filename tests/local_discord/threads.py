"""Routes for threads and forum posts (docs.discord.com, topics/threads, resources/channel)."""

from tests.local_discord import compose, limits
from tests.local_discord.bodies import ON_FORUM, check_message
from tests.local_discord.payloads import channel_json, message_json
from tests.local_discord.permissions import May, in_channel
from tests.local_discord.refusals import Json, Problems, Refused
from tests.local_discord.rest import Call, Reply, Routes
from tests.local_discord.state import State
from tests.local_discord.world import Channel, Flag, Kind


def check_thread(body: Json, problems: Problems) -> None:
    """A thread's name and how long until it is archived."""
    problems.length("name", body.get("name"), limits.THREAD_NAME, 1)
    minutes = body.get("auto_archive_duration")
    problems.check(
        minutes is None or minutes in limits.ARCHIVE_MINUTES,
        "auto_archive_duration",
        "BASE_TYPE_CHOICES",
        f"{minutes}",
    )


def make(state: State, parent: Channel, body: Json, number: int, kind: Kind) -> Channel:
    """A new thread of the bot's."""
    thread = Channel(
        number,
        kind,
        body["name"],
        guild=parent.guild,
        parent=parent,
        owner_id=state.bot.id,
        created=state.clock.now(),
        archive_minutes=body.get("auto_archive_duration") or 1440,
        applied_tags=[int(tag) for tag in body.get("applied_tags") or []],
    )
    state.add_channel(thread)
    state.tell("THREAD_CREATE", channel_json(thread) | {"newly_created": True}, thread.guild)
    return thread


def wake(state: State, channel: Channel) -> None:
    """A message in an archived thread brings it back."""
    if channel.archived:
        channel.archived = False
        state.tell("THREAD_UPDATE", channel_json(channel), channel.guild)


def from_message(call: Call) -> Reply:
    """A thread that hangs on a message, and has its id."""
    channel = call.channel
    call.need(channel, May.CREATE_PUBLIC_THREADS)
    if channel.kind not in (Kind.TEXT, Kind.ANNOUNCEMENT):
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    message = call.message(channel)
    if message.thread or message.id in call.state.channels:
        raise Refused(400, 160004, "A thread has already been created for this message")
    problems = Problems()
    check_thread(call.json, problems)
    problems.settle()
    announcing = channel.kind == Kind.ANNOUNCEMENT
    kind = Kind.ANNOUNCEMENT_THREAD if announcing else Kind.PUBLIC_THREAD
    message.thread = make(call.state, channel, call.json, message.id, kind)
    message.flags |= Flag.HAS_THREAD
    return 201, channel_json(message.thread)


def start(call: Call) -> Reply:
    """A post in a forum, or a thread without a message."""
    if call.channel.kind == Kind.FORUM:
        return _forum_post(call)
    channel = call.channel
    kind = Kind(call.json.get("type") or Kind.PRIVATE_THREAD)
    private = kind == Kind.PRIVATE_THREAD
    call.need(channel, May.CREATE_PRIVATE_THREADS if private else May.CREATE_PUBLIC_THREADS)
    problems = Problems()
    check_thread(call.json, problems)
    problems.settle()
    return 201, channel_json(
        make(call.state, channel, call.json, call.state.clock.snowflake(), kind)
    )


def _forum_post(call: Call) -> Reply:
    forum, body = call.channel, call.json
    starter = body.get("message") or {}
    # Creating a post takes Send Messages, not Create Public Threads.
    wanted = [May.SEND_MESSAGES] + ([May.EMBED_LINKS] if starter.get("embeds") else [])
    call.need(forum, *wanted)
    problems = Problems()
    check_thread(body, problems)
    _check_tags(forum, body.get("applied_tags") or [], problems)
    for key in ("nonce", "enforce_nonce", "poll", "message_reference"):
        problems.check(key not in starter, f"message.{key}", "UNKNOWN_FIELD", "not in a forum")
    problems.settle()
    check_message(starter, flags=ON_FORUM, prefix="message")
    number = call.state.clock.snowflake()
    thread = make(call.state, forum, body, number, Kind.PUBLIC_THREAD)
    message = compose.add(
        call.state,
        thread,
        starter,
        files=call.files,
        allowed=ON_FORUM,
        prefix="message",
        number=number,
    )
    return 201, channel_json(thread) | {"message": message_json(message, call.state)}


def _check_tags(forum: Channel, wanted: list[str], problems: Problems) -> None:
    known = {str(tag.id) for tag in forum.tags}
    problems.check(
        len(wanted) <= limits.APPLIED_TAGS, "applied_tags", "BASE_TYPE_MAX_LENGTH", "5 tags"
    )
    problems.check(
        {str(tag) for tag in wanted} <= known, "applied_tags", "UNKNOWN_TAG", f"{wanted}"
    )
    if forum.require_tag and not wanted:
        raise Refused(400, 40067, "A tag is required to create a forum post in this channel")


def change(call: Call) -> Reply:
    """Archive, lock or rename a thread."""
    thread, body = call.channel, call.json
    if not thread.is_thread:
        raise Refused(400, 50024, "Cannot execute action on this channel type")
    own = thread.owner_id == call.state.bot.id and "locked" not in body
    # Whoever may write in a thread may open it again, unless it is locked (resources/channel).
    opening = body == {"archived": False} and not thread.locked
    wanted = [May.SEND_MESSAGES_IN_THREADS] if opening else [May.MANAGE_THREADS]
    call.need(thread, *([] if own and not thread.locked else wanted))
    if thread.archived and body.get("archived") is not False:
        raise Refused(400, 50083, "Thread is archived")
    problems = Problems()
    check_thread({"name": thread.name} | body, problems)
    problems.settle()
    thread.name = body.get("name", thread.name)
    thread.locked = body.get("locked", thread.locked)
    thread.archive_minutes = body.get("auto_archive_duration", thread.archive_minutes)
    archive(call.state, thread, archived=body.get("archived", thread.archived))
    return 200, channel_json(thread)


def archive(state: State, thread: Channel, *, archived: bool) -> None:
    """Put a thread away or back, and tell of it."""
    if thread.archived != archived:
        thread.archived, thread.archived_at = archived, state.clock.now()
    state.tell("THREAD_UPDATE", channel_json(thread), thread.guild)


def active(call: Call) -> Reply:
    """All threads of a guild that are not archived."""
    guild = call.state.guild(call.id("guild_id"))
    found = [c for c in guild.channels.values() if c.is_thread and not c.archived]
    return 200, _listed(call, found, more=False)


def archived(call: Call) -> Reply:
    """A channel's archived public threads, the last archived first."""
    channel = call.channel
    call.need(channel, May.READ_MESSAGE_HISTORY)
    assert channel.guild is not None
    found = [
        thread
        for thread in channel.guild.channels.values()
        if thread.parent is channel and thread.archived and thread.kind != Kind.PRIVATE_THREAD
    ]
    found.sort(key=lambda thread: thread.archived_at, reverse=True)
    before = call.query.get("before")
    if before:
        found = [t for t in found if _archived_stamp(t) < before.replace("Z", "+00:00")]
    limit = int(call.query.get("limit", 50))
    return 200, _listed(call, found[:limit], more=len(found) > limit)


def _archived_stamp(thread: Channel) -> str:
    stamp: str = channel_json(thread)["thread_metadata"]["archive_timestamp"]
    return stamp


def _listed(call: Call, threads: list[Channel], *, more: bool) -> Json:
    seen = [t for t in threads if in_channel(t, call.state.bot) & May.VIEW_CHANNEL]
    return {"threads": [channel_json(t) for t in seen], "members": [], "has_more": more}


def joined(call: Call) -> Reply:
    """The bot joins a thread."""
    call.need(call.channel)
    return 204, None


ROUTES: Routes = [
    ("POST", "/channels/{channel_id}/messages/{message_id}/threads", from_message),
    ("POST", "/channels/{channel_id}/threads", start),
    ("PATCH", "/channels/{channel_id}", change),
    ("GET", "/guilds/{guild_id}/threads/active", active),
    ("GET", "/channels/{channel_id}/threads/archived/public", archived),
    ("PUT", "/channels/{channel_id}/thread-members/@me", joined),
]
