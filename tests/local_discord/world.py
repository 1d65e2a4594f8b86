"""What stands in the local Discord: people, guilds, roles, channels, messages."""

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

Json = dict[str, Any]

# The first millisecond of 2015, where Discord's ids begin (docs.discord.com, reference).
EPOCH_MS = 1_420_070_400_000


class Kind(IntEnum):
    """The types of channel (docs.discord.com, resources/channel)."""

    TEXT = 0
    DM = 1
    GROUP = 3
    ANNOUNCEMENT = 5
    ANNOUNCEMENT_THREAD = 10
    PUBLIC_THREAD = 11
    PRIVATE_THREAD = 12
    FORUM = 15


THREADS = (Kind.ANNOUNCEMENT_THREAD, Kind.PUBLIC_THREAD, Kind.PRIVATE_THREAD)


class Flag:
    """The flags of a message (docs.discord.com, resources/message)."""

    CROSSPOSTED = 1 << 0
    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    VOICE = 1 << 13
    COMPONENTS_V2 = 1 << 15


class Clock:
    """The time there; a test may move it on, or give another source (seconds since 1970)."""

    def __init__(self) -> None:
        self.source: Callable[[], float] = time.time
        self.offset = 0.0
        self._order = itertools.count(1)

    def now(self) -> float:
        """Seconds since 1970."""
        return self.source() + self.offset

    def advance(self, seconds: float) -> None:
        """Let that many seconds go by at once."""
        self.offset += seconds

    def snowflake(self) -> int:
        """A new id: the milliseconds, then a number that only grows."""
        return ((int(self.now() * 1000) - EPOCH_MS) << 22) + next(self._order) % (1 << 22)


@dataclass(eq=False)
class User:
    """An account."""

    id: int
    name: str
    bot: bool = False
    locale: str = "en-US"
    takes_dms: bool = True

    def __str__(self) -> str:
        return f"<@{self.id}>"


@dataclass(eq=False)
class Role:
    """A role of a guild; the one with the guild's own id is @everyone."""

    id: int
    name: str
    permissions: int
    mentionable: bool = False
    managed: bool = False
    position: int = 1


@dataclass(frozen=True)
class Overwrite:
    """What a channel grants or takes from a role (kind 0) or a member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(frozen=True)
class Tag:
    """A tag of a forum."""

    id: int
    name: str


@dataclass(eq=False)
class Membership:
    """A user's being in a guild."""

    user: User
    roles: list[int]
    joined: float
    nick: str | None = None


@dataclass(eq=False)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    features: list[str] = field(default_factory=list)
    roles: dict[int, Role] = field(default_factory=dict, repr=False)
    channels: "dict[int, Channel]" = field(default_factory=dict, repr=False)
    members: dict[int, Membership] = field(default_factory=dict, repr=False)
    unavailable: bool = False
    # Where Discord itself writes to everybody, and to those who run the server.
    system_channel: int | None = None
    public_updates_channel: int | None = None

    def has(self, user: User) -> bool:
        """Whether that user is a member."""
        return user.id in self.members


@dataclass(eq=False)
class Channel:
    """A channel, a thread or a direct conversation."""

    id: int
    kind: Kind
    name: str
    guild: Guild | None = field(default=None, repr=False)
    parent: "Channel | None" = field(default=None, repr=False)
    overwrites: list[Overwrite] = field(default_factory=list, repr=False)
    messages: "dict[int, Message]" = field(default_factory=dict, repr=False)
    recipients: list[User] = field(default_factory=list, repr=False)
    tags: list[Tag] = field(default_factory=list)
    require_tag: bool = False
    owner_id: int = 0
    created: float = 0.0
    archived: bool = False
    locked: bool = False
    archived_at: float = 0.0
    archive_minutes: int = 1440
    applied_tags: list[int] = field(default_factory=list)

    @property
    def is_thread(self) -> bool:
        """Whether it is a thread."""
        return self.kind in THREADS

    @property
    def said(self) -> "list[Message]":
        """What can be read there, oldest first."""
        return [self.messages[i] for i in sorted(self.messages)]

    @property
    def last(self) -> "Message":
        """The newest message."""
        return self.said[-1]

    def __str__(self) -> str:
        return f"<#{self.id}>"


@dataclass(eq=False)
class Message:
    """A message; `pinged` says who was rung for it, such as `@everyone` or `<@1>`."""

    id: int
    channel: Channel = field(repr=False)
    author: User = field(repr=False)
    created: float = field(repr=False)
    kind: int = 0
    content: str = ""
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    flags: int = 0
    edited: float | None = None
    pinged: frozenset[str] = frozenset()
    nonce: str | int | None = None
    poll: Json | None = None
    reference: Json | None = None
    thread: Channel | None = field(default=None, repr=False)
    metadata: Json | None = field(default=None, repr=False)
    webhook: bool = False
    deleted: bool = False
    late_edits: int = 0
    # Of an ephemeral message: the one who sees it.
    only_for: User | None = field(default=None, repr=False)

    @property
    def ephemeral(self) -> bool:
        """Whether only one person sees it."""
        return bool(self.flags & Flag.EPHEMERAL)

    @property
    def text(self) -> str:
        """All its words in reading order: content, embeds, text displays and labels."""
        shown = [self.content]
        for embed in self.embeds:
            shown += _embed_words(embed)
        for component in walk(self.components):
            shown += [str(component[key]) for key in ("content", "label") if component.get(key)]
        return "\n".join(line for line in shown if line)


def _embed_words(embed: Json) -> list[str]:
    fields = [f"{row['name']}\n{row['value']}" for row in embed.get("fields", [])]
    footer = (embed.get("footer") or {}).get("text", "")
    author = (embed.get("author") or {}).get("name", "")
    return [author, embed.get("title") or "", embed.get("description") or "", *fields, footer]


def children(component: Json) -> list[Json]:
    """The components directly inside one."""
    inner = list(component.get("components") or [])
    if component.get("accessory"):
        inner.append(component["accessory"])
    if component.get("component"):
        inner.append(component["component"])
    return inner


def walk(components: list[Json]) -> list[Json]:
    """All components, nested ones too, in reading order."""
    found: list[Json] = []
    for component in components:
        found.append(component)
        found += walk(children(component))
    return found
