import asyncio
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import SendError, SendInDoubt, SendPostponed, SendRefused
from bot.platforms.slack.posting.failures import LATER, PAUSE, REFUSED, UNSURE, pause_asked, told

_failed: Callable[[str, Any], SlackApiError] = SlackApiError
TOKEN = "xoxb-1-2-secret"  # noqa: S105 -- made up


def _error(data: Any, status: int = 200, headers: dict[str, str] | None = None) -> SlackApiError:
    """What the library raises: its words repeat the whole answer."""
    response = AsyncSlackResponse(
        client=None,
        http_verb="POST",
        api_url="https://slack.example/api/chat.postMessage",
        req_args={"headers": {"Authorization": f"Bearer {TOKEN}"}},
        data=data,
        headers=headers or {},
        status_code=status,
    )
    return _failed(f"failed {TOKEN}", response)


def _said(word: str, status: int = 200, **more: Any) -> SendError:
    return told(_error({"ok": False, "error": word, **more}, status))


# docs.slack.dev, reference/methods/chat.postMessage: every error that it names.
NO = (
    "access_denied",
    "accesslimited",
    "account_inactive",
    "as_user_not_supported",
    "cannot_dm_bot",
    "cant_update_message",
    "edit_window_closed",
    "message_not_found",
    "user_disabled",
    "user_not_found",
    "users_not_found",
    "attachment_payload_limit_exceeded",
    "cannot_reply_to_message",
    "channel_not_found",
    "channel_type_not_supported",
    "deprecated_endpoint",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "invalid_arg_name",
    "invalid_arguments",
    "invalid_array_arg",
    "invalid_attachments",
    "invalid_auth",
    "invalid_blocks",
    "invalid_blocks_format",
    "invalid_charset",
    "invalid_form_data",
    "invalid_metadata_format",
    "invalid_metadata_schema",
    "invalid_post_type",
    "is_archived",
    "is_inactive",
    "markdown_text_conflict",
    "messages_tab_disabled",
    "metadata_must_be_sent_from_app",
    "metadata_too_large",
    "method_deprecated",
    "missing_post_type",
    "missing_scope",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_permission",
    "no_text",
    "not_allowed_token_type",
    "not_authed",
    "not_in_channel",
    "restricted_action",
    "restricted_action_non_threadable_channel",
    "restricted_action_read_only_channel",
    "restricted_action_thread_locked",
    "restricted_action_thread_only_channel",
    "restricted_too_many",
    "slack_connect_blocked_file_type",
    "slack_connect_canvas_sharing_blocked",
    "slack_connect_file_link_sharing_blocked",
    "slack_connect_file_upload_sharing_blocked",
    "slack_connect_lists_sharing_blocked",
    "team_access_not_granted",
    "team_not_found",
    "too_many_attachments",
    "too_many_contact_cards",
    "token_revoked",
    "two_factor_setup_required",
    "url_private_blocked",
)
NOT_KNOWN = (
    "duplicate_channel_not_found",
    "duplicate_message_not_found",
    "fatal_error",
    "internal_error",
    "request_timeout",
    "service_unavailable",
)
NOT_NOW = (
    "message_limit_exceeded",
    "org_login_required",
    "rate_limited",
    "ratelimited",
    "team_added_to_org",
    "token_expired",
    "update_failed",
)


@pytest.mark.parametrize("word", NO)
def test_what_slack_refuses_for_good(word: str) -> None:
    error = _said(word)
    assert isinstance(error, SendRefused)
    assert error.details["word"] == word
    assert f"({word})" in str(error)


@pytest.mark.parametrize("word", NOT_KNOWN)
def test_what_may_have_been_done(word: str) -> None:
    assert isinstance(_said(word), SendInDoubt)


@pytest.mark.parametrize("word", NOT_NOW)
def test_what_surely_was_not_done_but_may_be_later(word: str) -> None:
    error = _said(word)
    assert isinstance(error, SendPostponed)
    assert error.after == PAUSE


def test_every_word_that_is_told_apart_is_tested() -> None:
    assert set(REFUSED) <= set(NO)
    assert set(NOT_KNOWN) == UNSURE
    assert set(LATER) <= set(NOT_NOW)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 599])
@pytest.mark.parametrize("data", [{}, "", {"ok": False, "error": "channel_not_found"}, None])
def test_a_fault_of_slack_leaves_it_open(status: int, data: Any) -> None:
    assert isinstance(told(_error(data, status)), SendInDoubt)


@pytest.mark.parametrize("data", [{}, None, "", "ok", [], {"ok": True}, {"error": 3}])
@pytest.mark.parametrize("status", [200, 302, 404])
def test_an_answer_that_can_not_be_read_leaves_it_open(status: int, data: Any) -> None:
    assert isinstance(told(_error(data, status)), SendInDoubt)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("", PAUSE),
        ("soon", PAUSE),
        ("-3", PAUSE),
        ("1e9", PAUSE),
        ("99999", 3600),
    ],
)
def test_a_pause_is_as_long_as_slack_says(said: str, seconds: float) -> None:
    failure = _error({"ok": False, "error": "ratelimited"}, 429, {"retry-After": said})
    error = told(failure)
    assert isinstance(error, SendPostponed)
    assert error.after == pause_asked(failure) == seconds


def test_a_pause_needs_no_words() -> None:
    undecodable = _failed("failed", SimpleNamespace(status=429, headers={"Retry-After": "5"}))
    for failure in (undecodable, _error({}, 429, {"Retry-After": "5"})):
        error = told(failure)
        assert isinstance(error, SendPostponed)
        assert error.after == 5
    assert pause_asked(_error({"ok": False, "error": "is_archived"})) is None
    assert pause_asked(TimeoutError()) is None


@pytest.mark.parametrize(
    "failure",
    [
        TimeoutError(TOKEN),
        asyncio.IncompleteReadError(b"", 3),
        ConnectionResetError(TOKEN),
        aiohttp.ServerDisconnectedError(TOKEN),
        aiohttp.ServerTimeoutError(TOKEN),
        aiohttp.SocketTimeoutError(TOKEN),
        aiohttp.ClientOSError(TOKEN),
        aiohttp.ClientPayloadError(TOKEN),
        AttributeError(f"'str' object has no attribute 'get' {TOKEN}"),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, TOKEN),
        ValueError(TOKEN),
    ],
)
def test_what_breaks_on_the_way_leaves_it_open(failure: Exception) -> None:
    error = told(failure)
    assert isinstance(error, SendInDoubt)
    assert TOKEN not in str(error)


@pytest.mark.parametrize("kind", [aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL])
def test_who_was_never_reached_has_done_nothing(kind: type[Exception]) -> None:
    error = told(kind(TOKEN))
    assert isinstance(error, SendPostponed)
    assert error.after == PAUSE
    assert TOKEN not in str(error)


def test_what_the_library_does_not_send_was_not_sent() -> None:
    assert isinstance(told(SlackRequestError(TOKEN)), SendRefused)


def test_our_own_errors_stay_as_they_are() -> None:
    own = SendPostponed(why="later", after=3)
    assert told(own) is own


@pytest.mark.parametrize(
    ("word", "advice"),
    [
        ("channel_not_found", "type /invite @Homeroom in it"),
        ("not_in_channel", "Type /invite @Homeroom in it"),
        ("is_archived", "Unarchive it, or choose another one"),
        ("restricted_action", "Let Homeroom, too, or choose another channel"),
        ("restricted_action_read_only_channel", "Let Homeroom, too, or choose another channel"),
        ("msg_blocks_too_long", "Shorten the lesson"),
        ("token_revoked", "Add it again"),
        ("account_inactive", "Add it again"),
        ("invalid_blocks", "Tell who runs Homeroom"),
        ("something_new", "Tell who runs Homeroom"),
    ],
)
def test_a_refusal_says_what_to_do(word: str, advice: str) -> None:
    assert advice in str(_said(word))


def test_a_missing_scope_is_named() -> None:
    error = _said("missing_scope", needed="chat:write", provided="commands")
    assert "chat:write" in str(error)
    assert error.details["needed"] == "chat:write"
    assert "does not say which" in str(_said("missing_scope", needed=TOKEN))


@pytest.mark.parametrize("word", [TOKEN, "{why}", "a b", "x" * 200, "xoxb-1", "\n"])
def test_an_odd_word_is_not_repeated(word: str) -> None:
    error = _said(word, needed=word)
    assert isinstance(error, SendRefused)
    assert word not in str(error).replace("\n\n", "")
    assert TOKEN not in repr(error.details)
