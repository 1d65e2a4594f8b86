"""What a failure means for a post: surely not posted, refused for good, or not known."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError

from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused

PAUSE = 60.0
"""Seconds, where Slack can't be reached or does not say how long to wait."""
LONGEST_PAUSE = 3600.0
"""Seconds: what asks for more is a mistake, and asked again after that."""

RATE_LIMITED = frozenset({"ratelimited", "rate_limited"})
UNSURE = frozenset(
    {
        "internal_error",
        "fatal_error",
        "service_unavailable",
        "request_timeout",
        # They belong to a way of posting that we don't use, and may mean that it stands there.
        "duplicate_channel_not_found",
        "duplicate_message_not_found",
    }
)
"""Part of the work may have been done (docs.slack.dev, reference/methods/chat.postMessage)."""
LATER: Mapping[str, str] = {
    "message_limit_exceeded": "too many messages are sent in this workspace just now",
    "org_login_required": "the workspace is being moved into an organisation",
    "team_added_to_org": "the workspace is being moved into an organisation",
    "token_expired": "Homeroom's token for the workspace has to be renewed",
    "update_failed": "Slack could not change the post just now",
}
_REMOVED = "Homeroom was removed from the workspace, or may not speak there. Add it again"
_TOO_LONG = "Slack finds the post too long. Shorten the lesson"
_READ_ONLY = "only some people may post there. Let Homeroom, too, or choose another channel"
_UNREACHED = "they take no direct messages from Homeroom"
_SUSPENDED = "the workspace's admins don't let apps post now. Ask them"
REFUSED: Mapping[str, str] = {
    "channel_not_found": "the channel is gone, or it is private and Homeroom is not in it. If it is"
    " there, type /invite @Homeroom in it",
    "not_in_channel": "Homeroom is not in the channel. Type /invite @Homeroom in it",
    "no_permission": "Homeroom is not in the channel. Type /invite @Homeroom in it",
    "is_archived": "the channel is archived. Unarchive it, or choose another one",
    "restricted_action_thread_only_channel": "in that channel one can only reply in threads."
    " Choose another one",
    "msg_blocks_too_long": _TOO_LONG,
    "msg_too_long": _TOO_LONG,
    "message_not_found": "the post was deleted",
    "cant_update_message": "the post is not this Homeroom's: only the app that made it can change"
    " it",
    "edit_window_closed": "the workspace does not let messages be changed so late. Its owners can"
    " allow it in the workspace's settings, under Message editing",
    "is_inactive": "the channel is archived or frozen. Unarchive it, or leave the post as it is",
    "user_not_found": "there is nobody with that id in the workspace",
    "users_not_found": "there is nobody with that id in the workspace",
    "user_disabled": "their account is no longer active",
    "cannot_dm_bot": _UNREACHED,
    "messages_tab_disabled": f"{_UNREACHED}: its Messages tab is off. Whoever runs Homeroom can"
    " turn it on in the app's settings, under App Home",
    "account_inactive": _REMOVED,
    "invalid_auth": _REMOVED,
    "not_authed": _REMOVED,
    "token_revoked": _REMOVED,
    "access_denied": _SUSPENDED,
    "accesslimited": _SUSPENDED,
    "ekm_access_denied": _SUSPENDED,
    "enterprise_is_restricted": _SUSPENDED,
    "team_access_not_granted": "Homeroom was not let into this workspace of the organisation. Ask"
    " the organisation's admins",
}
"""Slack's words for a no (docs.slack.dev, reference/methods/chat.postMessage and chat.update), in
ours."""

# A server could write anything there; what looks like a secret does not match.
_WORD = re.compile(r"[a-z0-9_]{1,80}")
_SCOPES = re.compile(r"[a-z.:_, ]{1,200}")


def told(error: Exception) -> SendError:
    """Return what an exception of Slack's library, or below it, says about a call.

    Where Slack named the error, that ``word`` is among the details. Its answers and our requests
    are not repeated: there might be a token in them.
    """
    match error:
        case SendError():
            return error
        # What kept its body from being written.
        case aiohttp.ClientConnectionError(__cause__=SendError() as cause):
            return cause
        case SlackApiError():
            return _answered(error)
        # Nothing was written yet: there was nobody to write to.
        case (
            aiohttp.ClientConnectorError() | aiohttp.ConnectionTimeoutError() | aiohttp.InvalidURL()
        ):
            return SendPostponed(why="Slack can't be reached", after=PAUSE)
        case SlackRequestError():
            return SendRefused(why="Homeroom could not make the request")
        case _:
            return SendInDoubt(why=f"Slack gave no clear answer ({type(error).__name__})")


def pause_asked(error: Exception) -> float | None:
    """Return the seconds that Slack asks to wait, or ``None`` if it does not ask for that."""
    if not isinstance(error, SlackApiError):
        return None
    if _status(error) != HTTPStatus.TOO_MANY_REQUESTS and _said(error, "error") not in RATE_LIMITED:
        return None
    headers = getattr(error.response, "headers", None)
    return _seconds(headers if isinstance(headers, Mapping) else {})


def _answered(error: SlackApiError) -> SendError:
    said, status = _said(error, "error"), _status(error)
    word = said if _WORD.fullmatch(said) else ""
    if (pause := pause_asked(error)) is not None:
        return SendPostponed(why="Slack asks for a pause", after=pause, word=word)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR or word in UNSURE:
        return SendInDoubt(why=f"Slack had a fault ({word or status})", word=word)
    if not said:
        return SendInDoubt(why=f"Slack's answer can't be read ({status})")
    if word in LATER:
        return SendPostponed(why=LATER[word], after=PAUSE, word=word)
    return SendRefused(why=_refused(error, word), word=word, needed=_needed(error))


def _refused(error: SlackApiError, word: str) -> str:
    if word in REFUSED:
        return f"{REFUSED[word]} ({word})"
    if word.startswith("restricted_action"):
        return f"{_READ_ONLY} ({word})"
    if word == "missing_scope":
        scope = _needed(error) or "it does not say which"
        return f"Homeroom lacks a permission ({scope}). Add it to the workspace again ({word})"
    return f"it finds a fault with the post ({word or 'without a name'}). Tell who runs Homeroom"


def _needed(error: SlackApiError) -> str:
    """Return the scope that Slack says is missing."""
    needed = _said(error, "needed")
    return needed if _SCOPES.fullmatch(needed) else ""


def _said(error: SlackApiError, name: str) -> str:
    data: Any = getattr(error.response, "data", None)
    value = data.get(name) if isinstance(data, Mapping) else None
    return value if isinstance(value, str) else ""


def _status(error: SlackApiError) -> int:
    """Return the answer's status. If it could not be decoded, the library names it differently."""
    response: Any = error.response
    status = getattr(response, "status_code", None) or getattr(response, "status", None)
    return status if isinstance(status, int) else 0


def _seconds(headers: Mapping[str, str]) -> float:
    named = {name.lower(): value for name, value in headers.items()}
    said = named.get("retry-after", "").strip()
    return min(max(float(said), 1.0), LONGEST_PAUSE) if said.isdecimal() else PAUSE
