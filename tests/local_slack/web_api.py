"""The Web API: what each method does, and what it refuses."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.local_slack.world import Channel, Json, Message, User, View, Workspace

if TYPE_CHECKING:
    from tests.local_slack.server import LocalSlack

WORDS = {
    "invalid_arguments",
    "invalid_metadata_format",
    "metadata_too_large",
    "msg_blocks_too_long",
    "msg_too_long",
    "no_text",
}
STACK = 3
"""Windows on top of each other (docs.slack.dev, surfaces/modals)."""
SCOPE_OF = {
    "chat.postMessage": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.update": "chat:write",
    "chat.delete": "chat:write",
    "conversations.info": "channels:read",
    "conversations.members": "channels:read",
    "conversations.history": "channels:history",
    "users.info": "users:read",
}


class Refused(Exception):
    """Slack says no; the word is what it says."""

    def __init__(self, word: str, **more: Any) -> None:
        super().__init__(word)
        self.answer = {"ok": False, "error": word, **more}


class WebApi:
    """Does what requests ask."""

    def __init__(self, slack: "LocalSlack") -> None:
        self._slack = slack

    def answer(self, method: str, token: str, body: Json) -> Json:
        """Do it, or say why not."""
        try:
            return self._answer(method, token, body)
        except Refused as refused:
            return refused.answer

    def _answer(self, method: str, token: str, body: Json) -> Json:
        if method == "apps.connections.open":
            return self._connection(token)
        if method == "oauth.v2.access":
            return self._slack.oauth.access(body)
        space = self._space(token)
        if (scope := SCOPE_OF.get(method)) and scope not in space.scopes:
            raise Refused("missing_scope", needed=scope, provided=",".join(space.scopes))
        do: Callable[[Workspace, Json], Json] | None
        do = getattr(self, f"_{method.replace('.', '_').lower()}", None)
        if do is None:
            raise Refused("unknown_method")
        return {"ok": True, **do(space, body)}

    def _space(self, token: str) -> Workspace:
        space = self._slack.tokens.get(token)
        if space is None:
            raise Refused("invalid_auth")
        if not space.installed:
            raise Refused("token_revoked")
        if space.token != token:
            raise Refused("token_revoked")
        if space.expires is not None and space.expires < self._slack.now():
            raise Refused("token_expired")
        return space

    def _connection(self, token: str) -> Json:
        if token != self._slack.app_token:
            raise Refused("invalid_auth")
        return {"ok": True, "url": self._slack.new_ticket()}

    def _auth_test(self, space: Workspace, _body: Json) -> Json:
        return {
            "url": "https://example.slack.com/",
            "team": space.name,
            "team_id": space.id,
            "user": "homeroom",
            "user_id": space.bot_user,
            "bot_id": space.bot,
            "is_enterprise_install": False,
        }

    def _users_info(self, space: Workspace, body: Json) -> Json:
        user = self._slack.users.get(body.get("user", ""))
        if user is None:
            raise Refused("user_not_found")
        told = user.told()
        if user.space is not space:
            told["is_stranger"] = True
        return {"user": told}

    def _channel(self, space: Workspace, body: Json) -> Channel:
        channel = self._slack.channels.get(str(body.get("channel", "")))
        if channel is None or channel.space is not space:
            raise Refused("channel_not_found")
        return channel

    def _seen(self, space: Workspace, body: Json) -> Channel:
        channel = self._channel(space, body)
        if channel.private and space.bot_user not in channel.members:
            raise Refused("channel_not_found")
        return channel

    def _open(self, space: Workspace, body: Json) -> Channel:
        channel = self._seen(space, body)
        if space.bot_user not in channel.members:
            raise Refused("not_in_channel")
        if channel.archived:
            raise Refused("is_archived")
        return channel

    def _addressed(self, space: Workspace, body: Json) -> Channel:
        """A channel, or with somebody's id their direct messages (chat.postMessage, "Channels")."""
        user = self._slack.users.get(str(body.get("channel", "")))
        if user is None:
            return self._open(space, body)
        if user.space is not space:
            raise Refused("channel_not_found")
        if "is_bot" in user.marks:
            raise Refused("cannot_dm_bot")
        if "deleted" in user.marks:
            raise Refused("user_disabled")
        if not self._slack.messages_tab:
            raise Refused("messages_tab_disabled")
        return self._slack.direct(user)

    def _conversations_info(self, space: Workspace, body: Json) -> Json:
        return {"channel": self._seen(space, body).told()}

    def _conversations_members(self, space: Workspace, body: Json) -> Json:
        members = self._seen(space, body).members
        return {"members": members, "response_metadata": {"next_cursor": ""}}

    def _conversations_history(self, space: Workspace, body: Json) -> Json:
        channel = self._seen(space, body)
        if space.bot_user not in channel.members:
            raise Refused("not_in_channel")
        oldest, limit = float(body.get("oldest") or 0), int(body.get("limit") or 100)
        skip = int(body.get("cursor") or 0)
        found = [
            one
            for one in reversed(channel.said)
            if not one.deleted and one.ephemeral_for is None and float(one.ts) >= oldest
        ]
        page, more = found[skip : skip + limit], len(found) > skip + limit
        with_metadata = str(body.get("include_all_metadata")).lower() in {"true", "1"}
        return {
            "messages": [one.told(metadata=with_metadata) for one in page],
            "has_more": more,
            "response_metadata": {"next_cursor": str(skip + limit) if more else ""},
        }

    def _checked(self, method: str, body: Json) -> None:
        if faults := self._slack.faults_in_message(body):
            self._slack.refusals += [f"{method}: {fault}" for fault in faults]
            word = faults[0].partition(":")[0]
            # The other words are this house's own: it wants more than Slack does.
            word = word if word in WORDS else "invalid_blocks"
            raise Refused(word, response_metadata={"messages": faults})

    def _message(self, space: Workspace, body: Json, only_for: str | None = None) -> Message:
        return Message(
            ts=self._slack.new_ts(),
            by=space.bot_user,
            text=str(body.get("text", "")),
            blocks=list(body.get("blocks") or []),
            ephemeral_for=only_for,
            thread_ts=body.get("thread_ts") or None,
            metadata=body.get("metadata"),
        )

    def _chat_postmessage(self, space: Workspace, body: Json) -> Json:
        self._checked("chat.postMessage", body)
        channel = self._addressed(space, body)
        message = self._message(space, body)
        channel.said.append(message)
        return {"channel": channel.id, "ts": message.ts, "message": message.told()}

    def _chat_postephemeral(self, space: Workspace, body: Json) -> Json:
        self._checked("chat.postEphemeral", body)
        channel = self._open(space, body)
        if body.get("user") not in channel.members:
            raise Refused("user_not_in_channel")
        message = self._message(space, body, str(body["user"]))
        channel.said.append(message)
        return {"message_ts": message.ts}

    def _chat_update(self, space: Workspace, body: Json) -> Json:
        self._checked("chat.update", {"unfurl_links": False, "unfurl_media": False, **body})
        channel = self._seen(space, body)
        if channel.archived:
            raise Refused("is_inactive")
        message = next((one for one in channel.said if one.ts == body.get("ts")), None)
        if message is None or message.deleted or message.ephemeral_for is not None:
            raise Refused("message_not_found")
        if message.by != space.bot_user:
            raise Refused("cant_update_message")
        window = self._slack.edit_window
        if window is not None and self._slack.now() - float(message.ts) > window:
            raise Refused("edit_window_closed")
        message.text = str(body.get("text", ""))
        # What is left out stays as it was (chat.update, "blocks" and "metadata").
        if "blocks" in body:
            message.blocks = list(body["blocks"] or [])
        if "metadata" in body:
            message.metadata = body["metadata"] or None
        return {"channel": channel.id, "ts": message.ts, "text": message.text}

    def _given(self, method: str, body: Json) -> Json:
        view = body.get("view")
        view = json.loads(view) if isinstance(view, str) else view
        if not isinstance(view, dict):
            raise Refused("invalid_arguments")
        if faults := self._slack.faults_in_view(view):
            self._slack.refusals += [f"{method}: {fault}" for fault in faults]
            raise Refused("invalid_arguments", response_metadata={"messages": faults})
        return view

    def _views_open(self, space: Workspace, body: Json) -> Json:
        user, given = self._triggered(body), self._given("views.open", body)
        user.windows = []
        return {"view": self.shown(user, space, given).told()}

    def _views_push(self, space: Workspace, body: Json) -> Json:
        user, given = self._triggered(body), self._given("views.push", body)
        if not user.windows:
            raise Refused("not_found")
        if len(user.windows) >= STACK:
            raise Refused("push_limit_reached")
        return {"view": self.shown(user, space, given).told()}

    def _views_update(self, space: Workspace, body: Json) -> Json:
        given = self._given("views.update", body)
        view = self._slack.views.get(str(body.get("view_id")))
        if view is None or view not in view.owner.windows or view.space is not space:
            raise Refused("not_found")
        if body.get("hash") and body["hash"] != str(view.revision):
            raise Refused("hash_conflict")
        self.changed(view, given)
        return {"view": view.told()}

    def _views_publish(self, space: Workspace, body: Json) -> Json:
        user, given = self._slack.users.get(str(body.get("user_id"))), self._given("publish", body)
        if user is None:
            raise Refused("user_not_found")
        user.home = View(self._slack.new_id("V"), user, space, given)
        self._slack.views[user.home.id] = user.home
        return {"view": user.home.told()}

    def shown(self, user: User, space: Workspace, given: Json) -> View:
        """Put a window on top of somebody's others."""
        view = View(self._slack.new_id("V"), user, space, given)
        self._slack.views[view.id] = view
        user.windows.append(view)
        return view

    def changed(self, view: View, given: Json) -> None:
        """Change what a window shows. What is filled in stays if its fields do."""
        kept = {block.get("block_id") for block in given["blocks"]}
        view.given, view.revision = given, view.revision + 1
        view.values = {block: value for block, value in view.values.items() if block in kept}

    def _triggered(self, body: Json) -> User:
        trigger = str(body.get("trigger_id", ""))
        if trigger not in self._slack.triggers:
            raise Refused("invalid_trigger_id")
        user, until = self._slack.triggers[trigger]
        if trigger in self._slack.used_triggers:
            raise Refused("exchanged_trigger_id")
        if until < self._slack.now():
            raise Refused("expired_trigger_id")
        self._slack.used_triggers.add(trigger)
        return user
