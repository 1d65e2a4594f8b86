"""What there is on a Slack: workspaces, people, channels, messages, windows."""

from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

SCOPES = (
    "commands",
    "chat:write",
    "app_mentions:read",
    "im:history",
    "users:read",
    "channels:read",
    "groups:read",
    "channels:history",
    "groups:history",
)


@dataclass(eq=False)
class Workspace:
    """A team, with the bot in it while ``installed``."""

    id: str
    name: str
    token: str
    bot_user: str
    bot: str
    installed: bool = True
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    expires: float | None = None


@dataclass(eq=False)
class User:
    """Somebody in a workspace."""

    id: str
    name: str
    space: Workspace
    tz: str = "Europe/London"
    locale: str = "en-GB"
    marks: frozenset[str] = frozenset()
    """What users.info says is true of them, such as ``is_admin``."""
    windows: list["View"] = field(default_factory=list)
    home: "View | None" = None

    def told(self) -> Json:
        """What users.info tells."""
        shown = {"display_name": self.name, "real_name": f"{self.name} Example"}
        names = ("is_admin", "is_owner", "is_primary_owner", "is_restricted",
                 "is_ultra_restricted", "is_bot", "is_app_user", "deleted")  # fmt: skip
        return {
            "id": self.id,
            "team_id": self.space.id,
            "name": self.name.lower(),
            "real_name": shown["real_name"],
            "profile": shown,
            "tz": self.tz,
            "tz_label": self.tz,
            "tz_offset": 0,
            "locale": self.locale,
            **{name: name in self.marks for name in names},
            **({"is_stranger": True} if "is_stranger" in self.marks else {}),
        }


@dataclass(eq=False)
class Message:
    """Something said in a channel; to one person only if ``ephemeral_for`` names them."""

    ts: str
    by: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    ephemeral_for: str | None = None
    thread_ts: str | None = None
    metadata: Json | None = None
    deleted: bool = False

    def told(self, *, metadata: bool = False) -> Json:
        """What payloads and conversations.history tell of it."""
        told: Json = {
            "type": "message",
            "ts": self.ts,
            "user": self.by,
            "text": self.text,
            "blocks": self.blocks,
        }
        if self.thread_ts:
            told["thread_ts"] = self.thread_ts
        if metadata and self.metadata:
            told["metadata"] = self.metadata
        return told


@dataclass(eq=False)
class Channel:
    """A channel, or somebody's direct messages with the bot."""

    id: str
    name: str
    space: Workspace
    private: bool = False
    archived: bool = False
    members: list[str] = field(default_factory=list)
    said: list[Message] = field(default_factory=list)

    @property
    def direct(self) -> bool:
        """Whether it is somebody's direct messages."""
        return self.id.startswith("D")

    def told(self) -> Json:
        """What conversations.info tells."""
        return {
            "id": self.id,
            "name": self.name,
            "is_channel": not self.private and not self.direct,
            "is_group": self.private,
            "is_im": self.direct,
            "is_mpim": False,
            "is_private": self.private or self.direct,
            "is_archived": self.archived,
            "is_member": self.space.bot_user in self.members,
            "context_team_id": self.space.id,
        }


@dataclass(eq=False)
class View:
    """A window or somebody's Home tab."""

    id: str
    owner: User
    space: Workspace
    given: Json
    values: Json = field(default_factory=dict)
    """What was filled in, by block and action."""
    revision: int = 1

    @property
    def blocks(self) -> list[Json]:
        """Its blocks."""
        blocks: list[Json] = self.given["blocks"]
        return blocks

    def told(self) -> Json:
        """What payloads tell of it."""
        return {
            "id": self.id,
            "team_id": self.space.id,
            "type": self.given["type"],
            "callback_id": self.given.get("callback_id", ""),
            "private_metadata": self.given.get("private_metadata", ""),
            "blocks": self.blocks,
            "title": self.given.get("title"),
            "hash": str(self.revision),
            "state": {"values": self.values},
            "root_view_id": self.owner.windows[0].id if self.owner.windows else self.id,
            "app_id": "A1",
            "bot_id": self.space.bot,
        }


@dataclass
class Call:
    """A request to the Web API, and what it was answered."""

    method: str
    token: str
    body: Json
    answer: Json = field(default_factory=dict)
