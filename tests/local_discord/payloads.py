"""The world as Discord writes it in JSON."""

from datetime import UTC, datetime

from tests.local_discord.permissions import in_channel
from tests.local_discord.refusals import Json
from tests.local_discord.state import State
from tests.local_discord.world import Channel, Guild, Kind, Membership, Message, Role, User


def stamp(seconds: float) -> str:
    """A time as Discord writes it."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def user_json(user: User) -> Json:
    """A user object."""
    shown: Json = {
        "id": str(user.id),
        "username": user.name,
        "global_name": None if user.bot else user.name,
        "discriminator": "1234" if user.bot else "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "avatar_decoration_data": None,
    }
    return shown | ({"bot": True} if user.bot else {})


def member_json(membership: Membership, *, with_user: bool = True) -> Json:
    """A member object."""
    shown: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": stamp(membership.joined),
        "nick": membership.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role) for role in membership.roles],
        "mute": False,
        "deaf": False,
    }
    return shown | ({"user": user_json(membership.user)} if with_user else {})


def role_json(role: Role) -> Json:
    """A role object."""
    return {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(int(role.permissions)),
        "position": role.position,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": role.managed,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel_json(channel: Channel) -> Json:
    """A channel object, of whatever kind."""
    last = max(channel.messages, default=None)
    shown: Json = {
        "id": str(channel.id),
        "type": int(channel.kind),
        "flags": (1 << 4) if channel.require_tag else 0,
        "last_message_id": None if last is None else str(last),
    }
    if channel.guild is None:
        return shown | {"recipients": [user_json(user) for user in channel.recipients]}
    shown |= {
        "guild_id": str(channel.guild.id),
        "name": channel.name,
        "parent_id": str(channel.parent.id) if channel.parent else None,
        "rate_limit_per_user": 0,
    }
    return shown | (_thread_part(channel) if channel.is_thread else _channel_part(channel))


def _channel_part(channel: Channel) -> Json:
    rows = [
        {"id": str(o.id), "type": o.kind, "allow": str(int(o.allow)), "deny": str(int(o.deny))}
        for o in channel.overwrites
    ]
    shown: Json = {"position": 0, "permission_overwrites": rows, "nsfw": False, "topic": None}
    if channel.kind == Kind.FORUM:
        shown["available_tags"] = [
            {
                "id": str(tag.id),
                "name": tag.name,
                "moderated": False,
                "emoji_id": None,
                "emoji_name": None,
            }
            for tag in channel.tags
        ]
        shown |= {"default_reaction_emoji": None, "default_sort_order": None}
        shown["default_forum_layout"] = 0
    return shown


def _thread_part(thread: Channel) -> Json:
    return {
        "owner_id": str(thread.owner_id),
        "message_count": len(thread.messages),
        "member_count": 1,
        "total_message_sent": len(thread.messages),
        "applied_tags": [str(tag) for tag in thread.applied_tags],
        "thread_metadata": {
            "archived": thread.archived,
            "archive_timestamp": stamp(thread.archived_at or thread.created),
            "auto_archive_duration": thread.archive_minutes,
            "locked": thread.locked,
            "create_timestamp": stamp(thread.created),
        },
    }


def _or_none(number: int | None) -> str | None:
    return None if number is None else str(number)


def guild_json(guild: Guild) -> Json:
    """A guild object, as `GET /guilds/{id}` has it."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        **dict.fromkeys(("icon", "description", "home_header", "splash", "discovery_splash")),
        **dict.fromkeys(("banner", "application_id", "afk_channel_id")),
        **dict.fromkeys(("widget_channel_id", "vanity_url_code", "rules_channel_id")),
        **dict.fromkeys(("safety_alerts_channel_id",)),
        **dict.fromkeys(("incidents_data", "max_presences")),
        **dict.fromkeys(("system_channel_flags", "verification_level", "mfa_level"), 0),
        **dict.fromkeys(("explicit_content_filter", "premium_tier", "nsfw_level"), 0),
        **dict.fromkeys(("premium_subscription_count", "default_message_notifications"), 0),
        **dict.fromkeys(("premium_progress_bar_enabled", "nsfw", "widget_enabled"), False),
        "system_channel_id": _or_none(guild.system_channel),
        "public_updates_channel_id": _or_none(guild.public_updates_channel),
        "features": list(guild.features),
        "owner_id": str(guild.owner_id),
        "region": "deprecated",
        "afk_timeout": 300,
        "roles": [role_json(role) for role in guild.roles.values()],
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "preferred_locale": guild.locale,
        "emojis": [],
        "stickers": [],
    }


def guild_create_json(guild: Guild, bot: User, channels: list[Channel]) -> Json:
    """A guild as GUILD_CREATE tells it: with what the bot can see in it."""
    return guild_json(guild) | {
        "joined_at": stamp(guild.members[bot.id].joined),
        "large": False,
        "unavailable": False,
        "member_count": len(guild.members),
        "voice_states": [],
        "members": [member_json(guild.members[bot.id])],
        "channels": [channel_json(c) for c in channels if not c.is_thread],
        "threads": [channel_json(c) for c in channels if c.is_thread and not c.archived],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def message_json(message: Message, state: State) -> Json:
    """A message object."""
    pinged = sorted(message.pinged)
    users = [int(p[2:-1]) for p in pinged if p.startswith("<@") and not p.startswith("<@&")]
    shown: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel.id),
        "type": message.kind,
        "content": message.content,
        "author": user_json(message.author),
        "mentions": [user_json(state.users[user]) for user in users if user in state.users],
        "mention_roles": [p[3:-1] for p in pinged if p.startswith("<@&")],
        "mention_everyone": "@everyone" in message.pinged or "@here" in message.pinged,
        "attachments": message.attachments,
        "embeds": message.embeds,
        "components": message.components,
        "timestamp": stamp(message.created),
        "edited_timestamp": None if message.edited is None else stamp(message.edited),
        "flags": message.flags,
        "pinned": False,
        "tts": False,
    }
    return shown | _message_extras(message, state)


def _message_extras(message: Message, state: State) -> Json:
    extras: Json = {}
    if message.nonce is not None:
        extras["nonce"] = message.nonce
    if message.webhook:
        number = str(state.application_id)
        extras |= {"webhook_id": number, "application_id": number}
    if message.thread:
        extras["thread"] = channel_json(message.thread)
    if message.metadata:
        extras["interaction_metadata"] = message.metadata
    if message.reference:
        extras["message_reference"] = message.reference
    if message.poll:
        extras["poll"] = message.poll
    return extras


def later_json(message: Message, state: State) -> Json:
    """A message as it is read afterwards: its nonce is gone, and what others wrote is hidden."""
    shown = message_json(message, state)
    # Discord does not keep it (resources/message, "nonce").
    shown.pop("nonce", None)
    own = message.author is state.bot or message.channel.guild is None
    if not own and not state.message_content and str(state.bot) not in message.content:
        shown |= {"content": "", "embeds": [], "components": [], "attachments": []}
    return shown


def partial_channel_json(channel: Channel, viewer: User, bot: User) -> Json:
    """A channel as an interaction tells it: with what the person and the bot may do there."""
    shown = channel_json(channel)
    shown.pop("permission_overwrites", None)
    shown["permissions"] = str(in_channel(channel, viewer))
    # Only where the bot is a member (change log, 2026-07-16).
    if channel.guild and channel.guild.has(bot):
        shown["app_permissions"] = str(in_channel(channel, bot))
    return shown
