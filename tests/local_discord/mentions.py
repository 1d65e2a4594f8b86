"""Who is rung by a message (docs.discord.com, resources/message, allowed mentions object)."""

import re
from typing import Any

from tests.local_discord.permissions import pings_everyone
from tests.local_discord.refusals import Json
from tests.local_discord.world import Channel, User, walk

TEXT_DISPLAY = 10


def rung(
    channel: Channel,
    author: User,
    body: Json,
    *,
    components: list[Json],
    over_webhook: bool = False,
) -> frozenset[str]:
    """Everyone who would get a notification, as `@everyone`, `@here`, `<@id>` or `<@&id>`."""
    texts = [str(body.get("content") or "")]
    # Text displays ring like content does; embeds never ring.
    texts += [c.get("content", "") for c in walk(components) if c.get("type") == TEXT_DISPLAY]
    named = "\n".join(texts)
    allowed = body.get("allowed_mentions")
    # Which permissions a reply over a webhook goes by is not documented: the strictest reading.
    powerful = over_webhook or pings_everyone(channel, author)
    found = set(re.findall(r"<@&?\d+>", named.replace("<@!", "<@")))
    pinged = {name for name in found if _rings(name, channel, allowed, powerful)}
    if powerful and _parses(allowed, "everyone"):
        pinged |= set(re.findall(r"@everyone|@here", named))
    return frozenset(pinged)


def _rings(name: str, channel: Channel, allowed: Any, powerful: bool) -> bool:
    if not name.startswith("<@&"):
        return _parses(allowed, "users") or name[2:-1] in _ids(allowed, "users")
    role = channel.guild.roles.get(int(name[3:-1])) if channel.guild else None
    if role is None or not (role.mentionable or powerful):
        return False
    return _parses(allowed, "roles") or name[3:-1] in _ids(allowed, "roles")


def _parses(allowed: Any, what: str) -> bool:
    # Absent, everything is parsed: the open default.
    return allowed is None or what in (allowed.get("parse") or [])


def _ids(allowed: Any, what: str) -> set[str]:
    return {str(one) for one in (allowed or {}).get(what) or []}
