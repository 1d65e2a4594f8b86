"""Slack says that Homeroom was removed: the token goes at once, the rest after a while.

What the rest is, and when it goes, is in ``bot.delivery.membership``.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from bot.platforms.slack.admission.workspaces import Admissions

REVOKED = "tokens_revoked"
WITHDRAWN = "team_access_revoked"
"""Of an organisation: Homeroom was taken from some of its workspaces."""
EVENTS = ("app_uninstalled", REVOKED, WITHDRAWN)
"""The events to subscribe to and to pass on."""

Payload = Mapping[str, Any]


def removal(admissions: Admissions) -> Callable[[str, Payload], Awaitable[None]]:
    """Return what to tell of these events: which workspace, and the event, best in its envelope.

    They may come several times and in any order. The envelope says when it happened, so that one
    that comes late does not undo an installation that came after it.
    """

    async def removed(server: str, payload: Payload) -> None:
        event, at = payload.get("event", payload), payload.get("event_time")
        for gone in _gone(server, event):
            await admissions.forget(gone, float(at) if at else None)

    return removed


def _gone(server: str, event: Payload) -> Sequence[str]:
    match event.get("type"):
        case "tokens_revoked":
            # Those of people are none of ours: we ask for none.
            return [server] if (event.get("tokens") or {}).get("bot") else []
        case "team_access_revoked":
            return [str(team) for team in event.get("team_ids") or []]
        case _:
            return [server]
