"""Channels and people as Slack describes them, as far as that is needed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.platforms.slack.knowing.facts import Question

OURSELVES = "@Homeroom"
"""What a direct message with the bot is called."""
ENGLISH = "en"

_ADMIN = ("is_admin", "is_owner", "is_primary_owner")
_OUTSIDE = (
    "deleted",
    "is_bot",
    "is_restricted",
    "is_ultra_restricted",
    "is_stranger",
    "is_workflow_bot",
)
"""What makes somebody a guest, or nobody who could manage lessons."""
_CLOSED = ("is_read_only", "is_thread_only", "is_frozen")
_PRIVATE = ("is_private", "is_group", "is_im", "is_mpim")

Payload = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that Homeroom can see.

    ``direct``: with the bot and one person; ``several``: with some people; ``closed``: Homeroom
    can't post there though it is a member. ``teams``: the workspaces, or the organisation, it is
    in, where Slack names them.
    """

    name: str
    public: bool
    direct: bool
    several: bool
    member: bool
    archived: bool
    closed: bool
    teams: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody on Slack. ``full``: neither a guest nor a bot; ``teams``: where they belong."""

    name: str
    language: str
    zone: ZoneInfo | None
    full: bool
    admin: bool
    teams: frozenset[str]


def channel_of(told: Payload) -> Channel:
    """Return a channel out of what conversations.info tells."""
    direct, name = bool(told.get("is_im")), _text(told, "name")
    shared = ("shared_team_ids", "internal_team_ids", "connected_team_ids")
    teams = {_text(told, "context_team_id"), _text(told, "conversation_host_id")}
    return Channel(
        name=OURSELVES if direct else f"#{name}" if name else "",
        public=told.get("is_channel") is True and not _any(told, _PRIVATE),
        direct=direct and not told.get("is_user_deleted"),
        several=bool(told.get("is_mpim")),
        member=told.get("is_member") is True,
        archived=bool(told.get("is_archived")),
        closed=_any(told, _CLOSED),
        teams=frozenset(filter(None, teams.union(*(_texts(told, one) for one in shared)))),
    )


def person_of(told: Payload) -> Person:
    """Return somebody out of what users.info tells."""
    of_many = _part(told, "enterprise_user")
    return Person(
        name=_shown(told),
        language=_language(_text(told, "locale")),
        zone=_zone(_text(told, "tz")),
        full=not _any(told, _OUTSIDE),
        admin=any(told.get(name) is True for name in _ADMIN),
        # In an organisation one belongs to several workspaces.
        teams=frozenset({_text(told, "team_id"), *_texts(of_many, "teams")} - {""}),
    )


CHANNEL = Question(
    "conversations.info",
    "channel",
    lambda client, channel: client.conversations_info(channel=channel),
    channel_of,
)
PERSON = Question(
    "users.info",
    "user",
    lambda client, user: client.users_info(user=user, include_locale=True),
    person_of,
)


def _shown(told: Payload) -> str:
    """Return somebody's name as Slack shows it."""
    profile = _part(told, "profile")
    names = (
        _text(profile, "display_name"),
        _text(profile, "real_name"),
        _text(told, "real_name"),
        _text(told, "name"),
    )
    return next((" ".join(name.split()) for name in names if name.strip()), "")


def _language(locale: str) -> str:
    """Return the language of a locale such as ``ko-KR``."""
    language = locale.replace("_", "-").split("-")[0].casefold()
    return language if language.isalpha() else ENGLISH


def _zone(name: str) -> ZoneInfo | None:
    """Return the zone that Slack names, or ``None`` if there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (KeyError, ValueError, OSError):
        return None


def _any(told: Payload, names: tuple[str, ...]) -> bool:
    return any(told.get(name) for name in names)


def _text(told: Payload, name: str) -> str:
    value = told.get(name)
    return value if isinstance(value, str) else ""


def _texts(told: Payload, name: str) -> list[str]:
    values = told.get(name)
    return [one for one in values if isinstance(one, str)] if isinstance(values, list) else []


def _part(told: Payload, name: str) -> Payload:
    part = told.get(name)
    return part if isinstance(part, Mapping) else {}
