"""Routes for answering interactions (docs.discord.com, interactions/receiving-and-responding)."""

from tests.local_discord import compose, limits
from tests.local_discord.bodies import ON_CALLBACK, check_message
from tests.local_discord.interactions import Interaction, Modal
from tests.local_discord.modals import check_modal
from tests.local_discord.payloads import message_json, user_json
from tests.local_discord.refusals import Json, Problems, Refused, unknown
from tests.local_discord.rest import Call, Reply, Routes
from tests.local_discord.world import Flag, Message

MESSAGE, THINKING, DEFERRED_UPDATE, UPDATE, CHOICES, MODAL = 4, 5, 6, 7, 8, 9
COMMAND, COMPONENT, AUTOCOMPLETE, SUBMIT = 2, 3, 4, 5

# Which first responses each type of interaction may get.
FITTING = {
    COMMAND: {MESSAGE, THINKING, MODAL},
    COMPONENT: {MESSAGE, THINKING, DEFERRED_UPDATE, UPDATE, MODAL},
    AUTOCOMPLETE: {CHOICES},
    SUBMIT: {MESSAGE, THINKING},
}
# Message types: a reply, a slash command's answer, a context menu's answer.
REPLY, SLASH_ANSWER, MENU_ANSWER = 19, 20, 23


def callback(call: Call) -> Reply:
    """The first response."""
    one = call.state.interactions.to_answer(
        call.id("interaction_id"), call.params["interaction_token"]
    )
    kind, data = call.json.get("type"), call.json.get("data") or {}
    fitting = FITTING[one.kind] | ({DEFERRED_UPDATE, UPDATE} if one.from_message else set())
    if kind not in fitting:
        errors = {"type": {"_errors": [{"code": "BASE_TYPE_CHOICES", "message": f"{kind}"}]}}
        raise Refused(400, 50035, "Invalid Form Body", errors)
    RESPONSES[kind](call, one, data)
    one.callback = kind
    one.answer.acked_after = call.state.clock.now() - one.raised
    one.answer.changed()
    if call.query.get("with_response") in ("1", "true", "True"):
        return 200, _response(call, one, kind)
    return 204, None


def _response(call: Call, one: Interaction, kind: int) -> Json:
    shown: Json = {"interaction": {"id": str(one.id), "type": one.kind}}
    message = one.from_message if kind in (UPDATE, DEFERRED_UPDATE) else one.original
    if message is None:
        return shown
    shown["interaction"] |= {
        "response_message_id": str(message.id),
        "response_message_loading": one.thinking,
        "response_message_ephemeral": message.ephemeral,
    }
    if kind in (MESSAGE, UPDATE):
        shown["resource"] = {"type": kind, "message": message_json(message, call.state)}
    return shown


def _message(call: Call, one: Interaction, data: Json) -> None:
    one.original = _add(call, one, data)
    one.ephemeral = one.original.ephemeral
    one.answer.shown = one.original


def _add(call: Call, one: Interaction, data: Json) -> Message:
    if one.forced_ephemeral:
        data = data | {"flags": (data.get("flags") or 0) | Flag.EPHEMERAL}
    message = compose.add(
        call.state,
        one.channel,
        data,
        files=call.files,
        allowed=ON_CALLBACK,
        webhook=True,
        only_for=one.user if (data.get("flags") or 0) & Flag.EPHEMERAL else None,
    )
    return _signed(message, one)


def _signed(message: Message, one: Interaction) -> Message:
    menu = one.data.get("type", 1) != 1
    message.kind = (MENU_ANSWER if menu else SLASH_ANSWER) if one.kind == COMMAND else REPLY
    message.metadata = metadata(one)
    return message


def metadata(one: Interaction) -> Json:
    """What a message tells of the interaction it answers."""
    shown: Json = {
        "id": str(one.id),
        "type": one.kind,
        "user": user_json(one.user),
        "authorizing_integration_owners": one.owners,
    }
    if one.kind == COMPONENT and one.origin:
        shown["interacted_message_id"] = str(one.origin.id)
    if one.kind == SUBMIT and one.opened_by:
        shown["triggering_interaction_metadata"] = metadata(one.opened_by)
    return shown


def _think(call: Call, one: Interaction, data: Json) -> None:
    problems = Problems()
    flags = data.get("flags") or 0
    # With type 5 nothing but EPHEMERAL; Components V2 comes with the edit.
    problems.check(not flags & ~Flag.EPHEMERAL, "data.flags", "BASE_TYPE_BAD_FLAGS", f"{flags}")
    problems.settle()
    one.thinking = one.answer.deferred = True
    one.ephemeral = bool(flags & Flag.EPHEMERAL) or one.forced_ephemeral
    state = call.state
    waiting = Message(
        state.clock.snowflake(),
        one.channel,
        state.bot,
        state.clock.now(),
        flags=Flag.LOADING | (Flag.EPHEMERAL if one.ephemeral else 0),
        webhook=True,
        only_for=one.user if one.ephemeral else None,
    )
    one.original = _signed(waiting, one)
    compose.place(state, waiting)


def _defer_update(_call: Call, one: Interaction, _data: Json) -> None:
    one.answer.deferred = one.answer.updated = True
    one.original = one.from_message


def _update(call: Call, one: Interaction, data: Json) -> None:
    message = one.from_message
    assert message is not None
    if message.deleted:
        raise unknown("Message")
    compose.change(call.state, message, data, call.files)
    one.original = one.answer.shown = message
    one.answer.updated = True


def _choices(_call: Call, one: Interaction, data: Json) -> None:
    choices = data.get("choices")
    problems = Problems()
    fine = isinstance(choices, list) and len(choices) <= limits.CHOICES
    problems.check(fine, "data.choices", "BASE_TYPE_MAX_LENGTH", "25 choices at most")
    for index, choice in enumerate(choices or []):
        path = f"data.choices.{index}"
        problems.length(f"{path}.name", choice.get("name"), limits.CHOICE_TEXT, 1)
        if isinstance(choice.get("value"), str):
            problems.length(f"{path}.value", choice["value"], limits.CHOICE_TEXT, 1)
        else:
            problems.between(f"{path}.value", choice.get("value"), -limits.NUMBER, limits.NUMBER)
    problems.settle()
    one.answer.choices = choices


def _modal(_call: Call, one: Interaction, data: Json) -> None:
    check_modal(data)
    one.answer.modal = Modal(data["title"], data["custom_id"], data["components"], one)


RESPONSES = {
    MESSAGE: _message,
    THINKING: _think,
    DEFERRED_UPDATE: _defer_update,
    UPDATE: _update,
    CHOICES: _choices,
    MODAL: _modal,
}


def _followed(call: Call) -> Interaction:
    if call.id("webhook_id") != call.state.application_id:
        raise unknown("Webhook")
    return call.state.interactions.to_follow(call.params["webhook_token"])


def follow_up(call: Call) -> Reply:
    """A further message; the first one after "thinking" takes its place."""
    one = _followed(call)
    if one.user_installed_only and one.followups >= limits.USER_INSTALL_FOLLOWUPS:
        text = "Maximum number of follow-up messages has been reached for this interaction"
        raise Refused(400, 40094, text)
    if one.thinking:
        _fill(call, one)
        assert one.original is not None
        return 200, message_json(one.original, call.state)
    message = _add(call, one, call.json)
    one.followups += 1
    one.answer.followups.append(message)
    one.answer.changed()
    return 200, message_json(message, call.state)


def _fill(call: Call, one: Interaction) -> None:
    message = one.original
    assert message is not None
    check_message(call.json, flags=ON_CALLBACK)
    message.flags &= ~Flag.LOADING
    compose.change(call.state, message, call.json, call.files)
    message.edited = None
    one.thinking = False
    one.answer.shown = message
    one.answer.changed()


def _original(call: Call) -> tuple[Interaction, Message]:
    one = _followed(call)
    message = one.original
    if message is None or message.deleted:
        raise unknown("Message")
    return one, message


def get_original(call: Call) -> Reply:
    """The first response, or the message it updates."""
    return 200, message_json(_original(call)[1], call.state)


def edit_original(call: Call) -> Reply:
    """Change the first response, or put something where it was "thinking"."""
    one, message = _original(call)
    if one.thinking:
        _fill(call, one)
    else:
        compose.change(call.state, message, call.json, call.files)
        one.answer.shown = message
        one.answer.changed()
    return 200, message_json(message, call.state)


def _remove(call: Call, message: Message) -> None:
    message.deleted = True
    call.state.whispers.pop(message.id, None)
    message.channel.messages.pop(message.id, None)
    if not message.ephemeral:
        compose.tell(call.state, "MESSAGE_DELETE", message)


def delete_original(call: Call) -> Reply:
    """Take the first response away."""
    one, message = _original(call)
    _remove(call, message)
    one.thinking = False
    one.answer.changed()
    return 204, None


def _later(call: Call) -> Message:
    one = _followed(call)
    known = [*one.answer.followups, *([one.original] if one.original else [])]
    for message in known:
        if message.id == call.id("message_id") and not message.deleted:
            return message
    raise unknown("Message")


def get_later(call: Call) -> Reply:
    """A follow-up."""
    return 200, message_json(_later(call), call.state)


def edit_later(call: Call) -> Reply:
    """Change a follow-up."""
    one, message = _followed(call), _later(call)
    if message is one.original:
        return edit_original(call)
    compose.change(call.state, message, call.json, call.files)
    one.answer.changed()
    return 200, message_json(message, call.state)


def delete_later(call: Call) -> Reply:
    """Take a follow-up away."""
    _remove(call, _later(call))
    return 204, None


HOOK = "/webhooks/{webhook_id}/{webhook_token}"
ROUTES: Routes = [
    ("POST", "/interactions/{interaction_id}/{interaction_token}/callback", callback),
    ("POST", HOOK, follow_up),
    ("GET", f"{HOOK}/messages/@original", get_original),
    ("PATCH", f"{HOOK}/messages/@original", edit_original),
    ("DELETE", f"{HOOK}/messages/@original", delete_original),
    ("GET", f"{HOOK}/messages/{{message_id}}", get_later),
    ("PATCH", f"{HOOK}/messages/{{message_id}}", edit_later),
    ("DELETE", f"{HOOK}/messages/{{message_id}}", delete_later),
]
