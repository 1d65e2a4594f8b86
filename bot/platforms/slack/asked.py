"""Who asks what where, read out of the payloads that Slack sends."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.request import Place
from bot.platforms.slack.admission.workspaces import PLATFORM

Payload = Mapping[str, Any]
HOME = "home"
"""Stands for a channel where somebody asks from the Home tab, which is in none."""
_LONGEST = 3_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody did something: who, where, and through what an answer can reach them.

    ``thread`` is the timestamp of the message that a thread is under. A ``trigger`` opens one
    window within three seconds; ``response_url`` takes five messages in half an hour.
    """

    server: str
    user: str
    channel: str = HOME
    thread: str = ""
    trigger: str = ""
    response_url: str = ""

    @property
    def place(self) -> Place:
        """Where a command is answered."""
        return Place(PLATFORM, self.channel, self.server)

    @property
    def alone(self) -> bool:
        """Whether nobody else reads along: a direct message."""
        return self.channel.startswith("D")


def by_command(body: Payload, server: str) -> Asked:
    """Read a slash command."""
    return Asked(
        server=server,
        user=_text(body, "user_id"),
        channel=_text(body, "channel_id") or HOME,
        trigger=_text(body, "trigger_id"),
        response_url=_text(body, "response_url"),
    )


def by_interaction(body: Payload, server: str) -> Asked:
    """Read a press, a choice, a form that is sent in, or a shortcut."""
    container, view, message = (_part(body, name) for name in ("container", "view", "message"))
    kept = kept_in(view)
    return Asked(
        server=server,
        user=_text(_part(body, "user"), "id"),
        channel=(
            _text(container, "channel_id")
            or _text(_part(body, "channel"), "id")
            or str(kept.get("channel", ""))
            or HOME
        ),
        thread=_thread(container, message) or str(kept.get("thread", "")),
        trigger=_text(body, "trigger_id"),
        response_url=_text(body, "response_url"),
    )


def by_event(event: Payload, server: str) -> Asked:
    """Read a mention, a direct message, or that somebody looks at the Home tab."""
    return Asked(
        server=server,
        user=_text(event, "user"),
        channel=_text(event, "channel") or HOME,
        thread=_text(event, "thread_ts"),
    )


def kept_in(view: Payload) -> Payload:
    """Return what a window of ours keeps for itself; nothing, if it makes no sense."""
    try:
        kept = json.loads(_text(view, "private_metadata") or "{}")
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def kept_of(asked: Asked, **more: object) -> str:
    """Return what a window is to keep: where it was opened, and more."""
    kept = {"channel": asked.channel, "thread": asked.thread, **more}
    return json.dumps({name: value for name, value in kept.items() if value}, ensure_ascii=False)


def _thread(container: Payload, message: Payload) -> str:
    """Return the thread that a message stands in; a message that one is under stands in none."""
    own = {_text(container, "message_ts"), _text(message, "ts")}
    thread = _text(container, "thread_ts") or _text(message, "thread_ts")
    return "" if thread in own else thread


def _part(body: Payload, name: str) -> Payload:
    part = body.get(name)
    return part if isinstance(part, Mapping) else {}


def _text(body: Payload, name: str) -> str:
    value = body.get(name)
    return value[:_LONGEST] if isinstance(value, str) else ""
