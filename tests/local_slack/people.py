"""What people do in Slack, and what they see."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tests.local_slack.blockkit import faults_in_options, faults_in_submission_answer
from tests.local_slack.world import Channel, Json, Message, User, View

if TYPE_CHECKING:
    from tests.local_slack.server import LocalSlack

Where = Message | View


class NotOffered(AssertionError):
    """Slack does not let the person do this."""


class Person:
    """Somebody at the keyboard."""

    def __init__(self, slack: "LocalSlack", user: User) -> None:
        self._slack, self.user = slack, user

    @property
    def id(self) -> str:
        """Their id."""
        return self.user.id

    @property
    def modals(self) -> list[View]:
        """The windows before them, the topmost last."""
        return self.user.windows

    @property
    def modal(self) -> View | None:
        """The topmost window before them."""
        return self.user.windows[-1] if self.user.windows else None

    @property
    def home(self) -> View | None:
        """The Home tab as they see it."""
        return self.user.home

    def sees(self, channel: Channel) -> list[Message]:
        """Return what they read in a channel, in order."""
        return [
            one for one in channel.said if not one.deleted and one.ephemeral_for in {None, self.id}
        ]

    def direct(self) -> Channel:
        """Return their direct messages with the bot."""
        return self._slack.direct(self.user)

    async def slash(
        self, channel: Channel, command: str, text: str = "", *, thread: bool = False
    ) -> None:
        """Type a command. Raises ``NotOffered`` where Slack would not send it."""
        if thread:
            raise NotOffered("slash commands don't work in threads")
        known = self._manifest("slash_commands")
        if known is not None and command not in {one["command"] for one in known}:
            raise NotOffered(f"{command} is not a valid command")
        payload = {
            "token": "t",
            "team_id": self.user.space.id,
            "team_domain": "example",
            "channel_id": channel.id,
            "channel_name": channel.name,
            "user_id": self.id,
            "user_name": self.user.name.lower(),
            "command": command,
            "text": self._escaped(text),
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": self._slack.answers.address(channel, self.user),
            "trigger_id": self._slack.new_trigger(self.user),
        }
        await self._slack.tell("slash_commands", payload)

    async def press(self, where: Where, wanted: str) -> None:
        """Press a button by its label or id. Raises ``NotOffered`` if it is not there."""
        for block, element in _elements(where.blocks):
            label = html.unescape(element.get("text", {}).get("text", ""))
            if element["type"] == "button" and wanted in {label, element.get("action_id")}:
                action = {
                    "type": "button",
                    "action_id": element["action_id"],
                    "block_id": block.get("block_id", "b"),
                    "text": element["text"],
                    "value": element.get("value", ""),
                    "action_ts": self._slack.new_ts(),
                }
                await self._act(where, action)
                return
        raise NotOffered(f"there is no button {wanted!r}")

    async def choose(self, where: Where, label: str) -> None:
        """Choose from a menu by an option's label. Raises ``NotOffered`` if it is not there."""
        for block, element in _elements(where.blocks):
            for option in element.get("options", []):
                if html.unescape(option["text"]["text"]) == label:
                    action = {
                        "type": element["type"],
                        "action_id": element["action_id"],
                        "block_id": block.get("block_id", "b"),
                        "selected_option": option,
                        "action_ts": self._slack.new_ts(),
                    }
                    await self._act(where, action)
                    return
        raise NotOffered(f"there is no option {label!r}")

    async def _act(self, where: Where, action: Json) -> None:
        payload = self._interaction("block_actions") | {"actions": [action], "token": "t"}
        if isinstance(where, View):
            self._type_in_all(where)
            payload |= {
                "view": where.told(),
                "container": {"type": "view", "view_id": where.id},
            }
        else:
            channel = self._channel_of(where)
            payload |= {
                "channel": {"id": channel.id, "name": channel.name},
                "message": where.told(),
                "container": {
                    "type": "message",
                    "message_ts": where.ts,
                    "channel_id": channel.id,
                    "is_ephemeral": where.ephemeral_for is not None,
                    **({"thread_ts": where.thread_ts} if where.thread_ts else {}),
                },
                "response_url": self._slack.answers.address(channel, self.user, where),
            }
        await self._slack.tell("interactive", payload)

    async def type_in(self, view: View, field: str, typed: str) -> list[Json]:
        """Type in a field that is searched, and return what is offered."""
        block, element = _field(view, field)
        assert element["type"] == "external_select"
        payload = self._interaction("block_suggestion") | {
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "value": typed,
            "view": view.told(),
            "container": {"type": "view", "view_id": view.id},
        }
        answer = await self._slack.tell("interactive", payload)
        options = (answer or {}).get("options", [])
        self._slack.refusals += [f"options: {one}" for one in faults_in_options(answer or {})]
        return list(options)

    async def submit(self, view: View, values: Mapping[str, Any]) -> Any:
        """Send a form in, with more filled in. Raises ``NotOffered`` if something is missing."""
        assert view is self.modal
        self._type_in_all(view)
        for name, value in values.items():
            block, element = _field(view, name)
            view.values.setdefault(block["block_id"], {})[element["action_id"]] = _state(
                element, value
            )
        self._refuse_gaps(view)
        payload = self._interaction("view_submission") | {"view": view.told()}
        answer = await self._slack.tell("interactive", payload) or {}
        self._obey(view, answer)
        return answer

    async def close(self, view: View) -> None:
        """Close a window, and go back to the one below."""
        self.user.windows.remove(view)

    async def shortcut(self, callback: str, message: Message) -> None:
        """Choose one of the bot's shortcuts in a message's menu."""
        known = self._manifest("shortcuts")
        if known is not None and callback not in {one["callback_id"] for one in known}:
            raise NotOffered(f"there is no shortcut {callback!r}")
        channel = self._channel_of(message)
        payload = self._interaction("message_action") | {
            "callback_id": callback,
            "channel": {"id": channel.id, "name": channel.name},
            "message": message.told(),
            "message_ts": message.ts,
            "response_url": self._slack.answers.address(channel, self.user),
        }
        await self._slack.tell("interactive", payload)

    async def open_home(self) -> None:
        """Look at the bot's Home tab."""
        event = {"type": "app_home_opened", "user": self.id, "tab": "home",
                 "channel": self.direct().id}  # fmt: skip
        await self._slack.event(self.user.space, event)

    async def say(self, channel: Channel, text: str, thread: Message | None = None) -> Message:
        """Write a message. The bot hears of it if it is mentioned, or written to directly."""
        message = Message(self._slack.new_ts(), self.id, text)
        message.thread_ts = thread.ts if thread else None
        channel.said.append(message)
        event: Json = {"user": self.id, "text": text, "ts": message.ts, "channel": channel.id}
        if message.thread_ts:
            event["thread_ts"] = message.thread_ts
        if channel.direct:
            more = {"type": "message", "channel_type": "im"}
            await self._slack.event(self.user.space, event | more)
        elif f"<@{self.user.space.bot_user}>" in text:
            await self._slack.event(self.user.space, event | {"type": "app_mention"})
        return message

    def _interaction(self, kind: str) -> Json:
        space = self.user.space
        return {
            "type": kind,
            "team": {"id": space.id, "domain": "example"},
            "user": {"id": self.id, "name": self.user.name.lower(), "team_id": space.id},
            "api_app_id": "A1",
            "is_enterprise_install": False,
            "enterprise": None,
            "trigger_id": self._slack.new_trigger(self.user),
        }

    def _manifest(self, feature: str) -> Any:
        manifest = self._slack.manifest
        return manifest["features"].get(feature, []) if manifest is not None else None

    def _channel_of(self, message: Message) -> Channel:
        return next(one for one in self._slack.channels.values() if message in one.said)

    def _escaped(self, text: str) -> str:
        escaped = html.escape(text, quote=False)
        for user in self._slack.users.values():
            name = f"@{user.name}"
            escaped = escaped.replace(name, f"<@{user.id}|{user.name.lower()}>")
        for channel in self._slack.channels.values():
            if channel.name:
                pattern = rf"#{re.escape(channel.name)}\b"
                escaped = re.sub(pattern, f"<#{channel.id}|{channel.name}>", escaped)
        return escaped

    def _type_in_all(self, view: View) -> None:
        """What stands in a form from the beginning is in its state, too."""
        for block, element in _inputs(view):
            fields = view.values.setdefault(block["block_id"], {})
            fields.setdefault(element["action_id"], _initial(element))

    def _refuse_gaps(self, view: View) -> None:
        for block, element in _inputs(view):
            state = view.values[block["block_id"]][element["action_id"]]
            filled = any(value for name, value in state.items() if name != "type")
            if not block.get("optional") and not filled:
                raise NotOffered(f"{block['label']['text']} must be filled in")

    def _obey(self, view: View, answer: Json) -> None:
        faults = faults_in_submission_answer(answer, view.told())
        self._slack.refusals += [f"view_submission: {one}" for one in faults]
        match answer.get("response_action"):
            case "update":
                self._slack.web_api.changed(view, answer["view"])
            case "push":
                self._slack.web_api.shown(self.user, view.space, answer["view"])
            case "errors":
                pass
            case "clear":
                self.user.windows.clear()
            case _:
                self.user.windows.remove(view)


def _elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    for block in blocks:
        for element in block.get("elements", []) if block["type"] == "actions" else []:
            yield block, element
        if "accessory" in block:
            yield block, block["accessory"]


def _inputs(view: View) -> Iterator[tuple[Json, Json]]:
    for block in view.blocks:
        if block["type"] == "input":
            yield block, block["element"]


def _field(view: View, name: str) -> tuple[Json, Json]:
    for block, element in _inputs(view):
        if name in {block["block_id"], block["block_id"].rpartition(":")[2]}:
            return block, element
    raise NotOffered(f"there is no field {name!r}")


def _initial(element: Json) -> Json:
    kind = element["type"]
    match kind:
        case "external_select" | "static_select" | "radio_buttons":
            return {"type": kind, "selected_option": element.get("initial_option")}
        case "timepicker":
            return {"type": kind, "selected_time": element.get("initial_time")}
        case "checkboxes":
            return {"type": kind, "selected_options": element.get("initial_options", [])}
        case "conversations_select":
            return {"type": kind, "selected_conversation": element.get("initial_conversation")}
        case "multi_users_select":
            return {"type": kind, "selected_users": element.get("initial_users", [])}
        case _:
            return {"type": kind, "value": element.get("initial_value")}


def _state(element: Json, value: Any) -> Json:
    kind = element["type"]
    match kind:
        case "external_select":
            option = {"text": {"type": "plain_text", "text": value}, "value": value}
            return {"type": kind, "selected_option": option if value else None}
        case "static_select" | "radio_buttons":
            (option,) = [one for one in element["options"] if one["value"] == value]
            return {"type": kind, "selected_option": option}
        case "timepicker":
            return {"type": kind, "selected_time": value}
        case "checkboxes":
            chosen = [one for one in element["options"] if one["value"] in value]
            assert len(chosen) == len(value)
            return {"type": kind, "selected_options": chosen}
        case "conversations_select":
            return {"type": kind, "selected_conversation": value}
        case "multi_users_select":
            return {"type": kind, "selected_users": value}
        case _:
            return {"type": kind, "value": value}
