"""What a failure means for a post: surely not posted, refused for good, or not known.

Slack's words are those of docs.slack.dev, reference/methods/chat.postMessage.
"""

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError, SlackObjectFormationError

from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused
from bot.platforms.slack.clients import EXPIRED, word_of

PAUSE = 60.0
"""Seconds until another try where Slack names no pause."""
TOO_MANY = 429
FAULT = 500
"""From this status on it is Slack's own fault, and the request may have been carried out."""

UNKNOWN = frozenset(
    {
        "fatal_error",
        "internal_error",
        "service_unavailable",
        "request_timeout",
        "http_request_failed",
    }
)
"""Some of the work may have been done before it failed, says Slack."""
PAUSES = frozenset({"ratelimited", "rate_limited"})
LATER = frozenset(
    {
        "message_limit_exceeded",
        "team_added_to_org",
        "org_login_required",
        "accesslimited",
        "ekm_access_denied",
        EXPIRED,
    }
)
"""Surely not posted, but that will pass."""
MENDED = {
    "channel_not_found": "the channel is gone, or hidden: type /invite @Homeroom there",
    "not_in_channel": "Homeroom is not in that channel: type /invite @Homeroom there",
    "is_archived": "the channel is archived",
    "restricted_action": "a setting of the workspace keeps Homeroom from posting in that channel",
    "restricted_action_read_only_channel": "only some people may post in that channel",
    "restricted_action_thread_only_channel": "only threads can be posted in that channel",
    "restricted_action_non_threadable_channel": "nothing can be posted in that channel's threads",
    "missing_scope": "Homeroom was installed without chat:write: install it again",
    "account_inactive": "Homeroom was removed from this workspace",
    "token_revoked": "Homeroom was removed from this workspace",
    "invalid_auth": "Slack does not take Homeroom's token for this workspace",
    "not_authed": "Homeroom has no token for this workspace",
    "msg_too_long": "the post is too long for Slack",
    "msg_blocks_too_long": "the post is too long for Slack",
}
"""What is said to those who can mend it."""


def told(error: BaseException) -> SendError:
    """Return what an exception of Slack's library, or below it, says about a message."""
    match error:
        case SendError():
            return error
        case SlackApiError():
            return _answered(error)
        # Made wrong by ourselves, before anything was written.
        case SlackObjectFormationError() | ValueError() | TypeError():
            return SendRefused(why=f"Homeroom could not make the post: {error}")
        # Nothing was written yet: there was nobody to write to.
        case aiohttp.ClientConnectorError():
            return SendPostponed(why="Slack can't be reached", after=PAUSE)
        case SlackClientError() | _:
            return SendInDoubt(why=type(error).__name__)


def pause_of(error: SlackApiError) -> float:
    """Return the seconds that Slack asks to wait."""
    headers = {name.lower(): value for name, value in (error.response.headers or {}).items()}
    try:
        return max(float(headers.get("retry-after", PAUSE)), 1.0)
    except (TypeError, ValueError):
        return PAUSE


def is_pause(error: SlackApiError) -> bool:
    """Tell whether Slack asks to wait."""
    return error.response.status_code == TOO_MANY or word_of(error) in PAUSES


def _answered(error: SlackApiError) -> SendError:
    word = word_of(error)
    if is_pause(error):
        return SendPostponed(why="Slack asks for a pause", after=pause_of(error))
    if word in UNKNOWN or error.response.status_code >= FAULT:
        return SendInDoubt(why=f"Slack had a fault ({word})")
    if word in LATER:
        return SendPostponed(why=f"Slack takes nothing from us now ({word})", after=PAUSE)
    if not isinstance(error.response.data, dict):
        return SendInDoubt(why=f"Slack's answer could not be read ({word})")
    return SendRefused(why=MENDED.get(word, f"Slack said no ({word})"))
