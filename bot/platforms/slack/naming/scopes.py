"""What the app may ask of a workspace, scope by scope, and why; which events it is told of.

The scopes: docs.slack.dev, reference/scopes. It never asks to act for a person, to read messages
that are not written to it (unless an optional scope is granted), or to post where it was not
invited (``chat:write.public``).
"""

from dataclasses import dataclass

from bot.platforms.slack.admission.purging import EVENTS, WITHDRAWN


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope, what Slack calls it when somebody installs the app, and what it is for.

    Without an ``optional`` one everything works but what its reason names.
    """

    name: str
    title: str
    why: str
    optional: bool = False


SCOPES = (
    Scope(
        "commands",
        "Add shortcuts and/or slash commands",
        "to be asked with slash commands and with the shortcut in a message's menu",
    ),
    Scope(
        "chat:write",
        "Send messages as Homeroom",
        "to post the lessons, and to answer; only in channels it was invited to",
    ),
    Scope(
        "app_mentions:read",
        "View messages that directly mention Homeroom",
        "to be asked in threads, where slash commands don't work",
    ),
    Scope(
        "im:history",
        "View messages in direct messages that Homeroom is in",
        "to be asked in a direct message",
    ),
    Scope(
        "users:read",
        "View people in the workspace",
        "to answer in one's language and time zone, and to know who is an admin",
    ),
    Scope(
        "channels:read",
        "View basic information about public channels",
        "to look, before a schedule is saved, whether lessons can be posted in a channel, and to"
        " name it",
    ),
    Scope(
        "groups:read",
        "View basic information about private channels that Homeroom is in",
        "the same for private channels, which it shows to nobody who is not in them",
    ),
    Scope(
        "im:read",
        "View basic information about direct messages that Homeroom is in",
        "to have lessons come to a direct message",
        optional=True,
    ),
    Scope(
        "channels:history",
        "View messages in public channels that Homeroom is in",
        "to find a post again whose answer was lost, instead of leaving it in doubt",
        optional=True,
    ),
    Scope(
        "groups:history",
        "View messages in private channels that Homeroom is in",
        "the same in private channels",
        optional=True,
    ),
)
BOT_SCOPES = tuple(scope.name for scope in SCOPES)
"""The names of all. Slack wants those that are optional among them."""
OPTIONAL_SCOPES = tuple(scope.name for scope in SCOPES if scope.optional)
"""The names of those that whoever installs the app may leave out."""

BOT_EVENTS = (
    "app_home_opened",
    "app_mention",
    "message.im",
    # Of an organisation's installations, which the manifest does not turn on.
    *(event for event in EVENTS if event != WITHDRAWN),
)
"""The events to subscribe to: those that are listened to."""
