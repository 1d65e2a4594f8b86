"""A command's options as the fields of a form, and back."""

from collections.abc import Iterator, Mapping
from enum import Enum
from typing import Any

from bot.core.command import ChannelId, Command, Option, RoleId, Suggestion
from bot.core.plain import visible
from bot.domain.timetable import read_days, read_time, times_in
from bot.layout.splitting import shortened, units
from bot.platforms.slack.drawing.controls import plain
from bot.platforms.slack.drawing.limits import (
    OPTION_TEXT,
    OPTION_VALUE,
    OPTIONS,
    TEXT_INPUT,
)
from bot.platforms.slack.drawing.mrkdwn import measured
from bot.platforms.slack.drawing.wording import Words

Element = dict[str, Any]
FIELD = "i1:"
"""How a field's ``block_id`` begins; then comes the option's name."""
_TYPED = "o1:"
"""How the ``action_id`` of a field begins; then come the command's name and the option's."""
_PLAIN_TO_SEE = {"timepicker", "checkboxes", "conversations_select", "multi_users_select"}
"""Fields that need no word on how an option is typed."""
MORE = "+"
"""How the ``block_id`` of a second field for an option ends, and its ``action_id``."""
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def field_of(
    command: Command, option: Option, value: str, words: Words, *, needed: bool
) -> Element:
    """Return the block of a form in which one fills in an option; ``value`` stands there already.

    ``needed``: the form can't be sent in without it.
    """
    label = option.about.names.get(words.language, option.name).capitalize()
    if issubclass(option.kind, RoleId):
        label = words.people
    element = _element(option, value, words)
    field = {
        "type": "input",
        "block_id": f"{FIELD}{option.name}",
        "label": plain(label),
        "optional": not needed,
        "element": {"action_id": action_of(command, option), **element},
    }
    if element["type"] in _PLAIN_TO_SEE:
        return field
    return field | {"hint": plain(option.about.translations.get(words.language, option.about.help))}


def more_times(command: Command, option: Option, value: str, words: Words) -> Element:
    """Return the block in which one fills in the times of a day that come beside the first."""
    _, *others = times_in(value) or [""]
    return {
        "type": "input",
        "block_id": f"{FIELD}{option.name}{MORE}",
        "label": plain(words.also_at),
        "optional": True,
        "element": {
            "action_id": f"{action_of(command, option)}{MORE}",
            **_text(option, ", ".join(others), words),
        },
        "hint": plain(words.also_at_hint),
    }


def action_of(command: Command, option: Option) -> str:
    """Return the id by which Slack asks what an option might become."""
    return f"{_TYPED}{command.name.replace(' ', '.')}:{option.name}"


def asked_by(action: str) -> tuple[str, str] | None:
    """Return the names of the command and the option that such an id means."""
    if not action.startswith(_TYPED):
        return None
    command, _, option = action.removeprefix(_TYPED).partition(":")
    return command.replace(".", " "), option.removesuffix(MORE)


def menu_of(found: list[Suggestion], typed: str) -> list[Element]:
    """Return what a field might become, what was typed among it, as the options of a menu."""
    options: dict[str, Element] = {}
    for one in found:
        value = one.value if len(one.value) <= OPTION_VALUE else one.key
        if value and visible(one.label).strip():
            options.setdefault(value, _option(one.label, value))
    words = " ".join(visible(typed).split())
    known = {value.casefold() for value in options}
    if words and len(words) <= OPTION_VALUE and words.casefold() not in known:
        options[words] = _option(f"“{words}”", words)
    return list(options.values())[:OPTIONS]


def filled_in(state: Mapping[str, Any]) -> dict[str, str]:
    """Return the options that a form was sent in with, by name; without the empty ones."""
    options: dict[str, str] = {}
    for block_id, fields in state.items():
        if not block_id.startswith(FIELD) or not isinstance(fields, Mapping):
            continue
        value = " ".join(text for field in fields.values() for text in _values(field) if text)
        name = block_id.removeprefix(FIELD).removesuffix(MORE)
        if value:
            options[name] = ", ".join(filter(None, (options.get(name), value)))
    return options


def _element(option: Option, value: str, words: Words) -> Element:
    if issubclass(option.kind, ChannelId):
        return _channel(value)
    if issubclass(option.kind, RoleId):
        chosen = {"initial_users": value.split()} if value else {}
        return {"type": "multi_users_select", **chosen}
    if option.name == "time":
        # Slack shows it as the reader's clock does.
        first, *_ = times_in(value) or [""]
        time = read_time(first)
        return {"type": "timepicker", **({"initial_time": f"{time:%H:%M}"} if time else {})}
    if option.name == "days":
        return _days(value, words)
    if option.kind is bool:
        return _choices("checkboxes", ((words.yes, "yes"),), {value})
    if issubclass(option.kind, Enum):
        return _choices("radio_buttons", ((one, one) for one in option.choices), {value})
    return _text(option, value, words)


def _text(option: Option, value: str, words: Words) -> Element:
    if option.about.complete is not None:
        chosen = {"initial_option": _option(value, value)} if value else {}
        placeholder = {"placeholder": plain(words.search)}
        return {"type": "external_select", "min_query_length": 0, **placeholder, **chosen}
    written = {"initial_value": value} if value else {}
    longest = min(option.about.most, TEXT_INPUT)
    return {"type": "plain_text_input", "max_length": longest, **written}


def _channel(value: str) -> Element:
    chosen = {"initial_conversation": value} if value else {"default_to_current_conversation": True}
    kinds = {"include": ["public", "private"], "exclude_bot_users": True}
    return {"type": "conversations_select", "filter": kinds, **chosen}


def _days(value: str, words: Words) -> Element:
    chosen = read_days(value) or frozenset()
    labelled = zip(words.weekdays, DAYS, strict=True)
    return _choices("checkboxes", labelled, {DAYS[day] for day in chosen})


def _choices(kind: str, labelled: Any, chosen: set[str]) -> Element:
    options = [_option(label, value) for label, value in labelled]
    marked = [option for option in options if option["value"] in chosen]
    if not marked:
        return {"type": kind, "options": options}
    if kind == "radio_buttons":
        return {"type": kind, "options": options, "initial_option": marked[0]}
    return {"type": kind, "options": options, "initial_options": marked}


def _option(label: str, value: str) -> Element:
    line = shortened(label, OPTION_TEXT)
    while measured(line) > OPTION_TEXT:
        line = shortened(line, units(line) - 1)
    return {"text": plain(line), "value": value}


def _values(field: Any) -> Iterator[str]:
    """Yield what somebody chose or wrote in a field, whatever kind it is."""
    if not isinstance(field, Mapping):
        return
    if field.get("type") == "checkboxes":
        chosen = [str(one.get("value", "")) for one in field.get("selected_options") or []]
        yield ", ".join(chosen)
        return
    one = field.get("selected_option")
    if isinstance(one, Mapping):
        yield str(one.get("value", ""))
    for name in ("selected_time", "selected_conversation", "value"):
        if isinstance(field.get(name), str):
            yield field[name]
    yield from (str(user) for user in field.get("selected_users") or [])
