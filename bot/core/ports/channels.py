"""What a platform knows of its channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from bot.domain.subscription import Subscription


class Hurdle(Enum):
    """What stands between the bot and posting in a channel, for those who manage it to mend."""

    UNKNOWN_CHANNEL = "unknown channel"
    """It is not there, or the bot can't see it."""
    NOT_A_MEMBER = "not a member"
    """The bot must be invited there first."""
    ARCHIVED = "archived"
    WRONG_KIND = "wrong kind"
    """Nothing can be posted in that kind of channel."""
    MISSING_PERMISSIONS = "missing permissions"
    NO_THREADS = "no threads"
    """Threads can't be opened there: it is one itself, or a forum."""
    NOT_PUBLISHABLE = "not publishable"
    """Only what stands in an announcement channel can be published."""
    ROLE_NOT_MENTIONABLE = "role not mentionable"
    TAG_NEEDED = "tag needed"
    UNKNOWN_TAG = "unknown tag"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A hurdle with its particulars, such as the permissions that are missing by name."""

    hurdle: Hurdle
    details: tuple[str, ...] = ()


class Managed(Enum):
    """Whom a server's admins can choose to manage its lessons beside them."""

    ROLE = "role"
    PEOPLE = "people"


class Channels(Protocol):
    """What a platform knows of its channels."""

    @property
    def managed(self) -> Managed:
        """Whom the admins of a server there can choose to manage its lessons."""

    @property
    def forms(self) -> bool:
        """Whether a button can open a form there, in which one fills in a command's options."""

    async def name(self, server: str, channel: str) -> str:
        """Return a channel's name as people write it there, such as ``#daily``. Never raises."""

    async def public(self, server: str, channel: str) -> bool:
        """Return whether everybody on a server may know of a channel. Never raises."""

    async def who(self, server: str, managers: str) -> str:
        """Return the chosen role or people as one writes them there. Never raises.

        Such as ``@tutors``, or ``@Ann, @Bob``.
        """

    async def gone(self, server: str) -> bool:
        """Return whether the bot surely is not on a server now. Never raises."""

    async def obstacles(self, wish: Subscription) -> Sequence[Obstacle]:
        """Return everything that stands in the way of a subscription."""

    async def tag(self, channel: str, name: str) -> str:
        """Return the id of a forum's tag by its name; empty if it has no such tag."""
