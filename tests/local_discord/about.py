"""Routes about the application, its user, guilds and members."""

from tests.local_discord.payloads import (
    channel_json,
    guild_json,
    member_json,
    role_json,
    user_json,
)
from tests.local_discord.permissions import May, in_channel
from tests.local_discord.refusals import Json, missing_access, unknown
from tests.local_discord.rest import Call, Reply, Routes
from tests.local_discord.world import Channel, Guild, Kind


def me(call: Call) -> Reply:
    """The bot's own user."""
    own = {"mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}
    return 200, user_json(call.state.bot) | own


def application(call: Call) -> Reply:
    """The application."""
    state = call.state
    shown: Json = {
        "id": str(state.application_id),
        "name": state.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": user_json(state.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {"0": {}, "1": {}},
        "verify_key": "0" * 64,
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user_json(state.owner),
        "approximate_guild_count": len(state.bot_guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
    }
    return 200, shown


def gateway(call: Call) -> Reply:
    """Where the websocket is."""
    start = {
        "total": 1000,
        "remaining": 999,
        "reset_after": 86_400_000,
        "max_concurrency": call.state.max_concurrency,
    }
    url = f"{call.state.url}/gateway".replace("http", "ws", 1)
    return 200, {"url": url, "shards": call.state.shards, "session_start_limit": start}


def guild(call: Call) -> Reply:
    """A guild."""
    return 200, guild_json(call.state.guild(call.id("guild_id")))


def own_guilds(call: Call) -> Reply:
    """The guilds the bot is in, by their ids; those with an outage too, as it has not left them."""
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 200))
    found = sorted((g for g in call.state.bot_guilds if g.id > after), key=lambda g: g.id)
    return 200, [_own_guild(one) for one in found[:limit]]


def _own_guild(guild: Guild) -> Json:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "banner": None,
        "owner": False,
        "permissions": "0",
        "features": list(guild.features),
    }


def roles(call: Call) -> Reply:
    """A guild's roles."""
    found = call.state.guild(call.id("guild_id"))
    return 200, [role_json(role) for role in found.roles.values()]


def channels(call: Call) -> Reply:
    """A guild's channels, without threads."""
    found = call.state.guild(call.id("guild_id"))
    return 200, [channel_json(c) for c in found.channels.values() if not c.is_thread]


def member(call: Call) -> Reply:
    """A member of a guild."""
    found = call.state.guild(call.id("guild_id"))
    membership = found.members.get(call.id("user_id"))
    if membership is None:
        raise unknown("Member")
    return 200, member_json(membership)


def user(call: Call) -> Reply:
    """Anyone's user."""
    return 200, user_json(call.state.user(call.id("user_id")))


def channel(call: Call) -> Reply:
    """A channel the bot may see."""
    found = call.channel
    if found.guild and not in_channel(found, call.state.bot) & May.VIEW_CHANNEL:
        raise missing_access()
    return 200, channel_json(found)


def direct(call: Call) -> Reply:
    """The conversation with one person, made if there was none."""
    person = call.state.user(int(call.json["recipient_id"]))
    for found in call.state.channels.values():
        if found.kind == Kind.DM and found.recipients == [person]:
            return 200, channel_json(found)
    number = call.state.clock.snowflake()
    made = Channel(number, Kind.DM, "", recipients=[person])
    return 200, channel_json(call.state.add_channel(made))


def nothing(_call: Call) -> Reply:
    """Done, and nothing to say."""
    return 204, None


ROUTES: Routes = [
    ("GET", "/users/@me", me),
    ("GET", "/applications/@me", application),
    ("GET", "/oauth2/applications/@me", application),
    ("GET", "/gateway/bot", gateway),
    ("GET", "/users/@me/guilds", own_guilds),
    ("GET", "/guilds/{guild_id}", guild),
    ("GET", "/guilds/{guild_id}/roles", roles),
    ("GET", "/guilds/{guild_id}/channels", channels),
    ("GET", "/guilds/{guild_id}/members/{user_id}", member),
    ("POST", "/users/@me/channels", direct),
    ("GET", "/users/{user_id}", user),
    ("GET", "/channels/{channel_id}", channel),
    ("POST", "/channels/{channel_id}/typing", nothing),
]
