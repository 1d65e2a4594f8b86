"""Forms: a command with its options to fill in, for whoever has not typed them."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.command import ChannelId, Command, Option
from bot.domain.subscription import EVERY_DAY, Subscription
from bot.platforms.slack.asked import HOME, Asked, kept_in, kept_of
from bot.platforms.slack.drawing.controls import plain
from bot.platforms.slack.drawing.wording import Words
from bot.platforms.slack.inputs import DAYS, Element, field_of, filled_in, more_times
from bot.platforms.slack.knowing.channels import WITHOUT
from bot.platforms.slack.windows import TITLE, View

FORM = "f1:"
"""How a form's ``callback_id`` begins; then comes the command's name."""
TRY = "v1:"
"""How the ``action_id`` of a button begins that tries what is filled in, before it is sent in."""

ADD, CHANGE, MANAGERS = "schedule add", "schedule change", "schedule managers"
SAMPLE = "schedule sample"
TRIED = {ADD: SAMPLE, CHANGE: SAMPLE}
"""What a form's button "Preview" asks for, with those options of the form that it takes."""
HIDDEN = {CHANGE: frozenset({"number", "channel"})}
"""Options that nobody fills in: it was said before which schedule it is about."""
_IN_ORDER = (
    *("channel", "time", "zone", "days", "holidays", "starts", "track", "mode", "ending", "late"),
)
_ORDER = {name: place for place, name in enumerate(_IN_ORDER)}
"""A form asks first what one thinks of first; others come as their command has them."""
TAKEN_BACK = {"holidays": "none", "role": "none", "starts": "none", "late": "rest of the day"}
"""What an option that was filled in and is emptied stands for."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent in: which command, with what."""

    command: str
    options: dict[str, str]


def wants_form(command: Command, options: Mapping[str, str]) -> bool:
    """Tell whether a command can't be answered before somebody has filled in a form."""
    if command.name in {CHANGE, MANAGERS}:
        return options.keys() <= HIDDEN.get(command.name, frozenset())
    return any(option.required and not options.get(option.name) for option in fields_of(command))


def fields_of(command: Command) -> tuple[Option, ...]:
    """Return the options that make sense on Slack, but for those that nobody fills in."""
    hidden = HIDDEN.get(command.name, frozenset())
    there = [one for one in command.options if one.name not in hidden.union(WITHOUT)]
    return tuple(sorted(there, key=lambda one: _ORDER.get(one.name, len(_ORDER))))


def form_of(
    command: Command, asked: Asked, words: Words, *, given: Mapping[str, str], zone: ZoneInfo | None
) -> View:
    """Return the form for a command; what is ``given`` stands in it already."""
    known = {**_guessed(command, asked, zone), **given}
    hidden = {"number": given["number"]} if "number" in given else {}
    had = [name for name in TAKEN_BACK if given.get(name)]
    fields = [
        field
        for option in fields_of(command)
        for field in _fields(command, option, known.get(option.name, ""), words)
    ]
    return {
        "type": "modal",
        "callback_id": f"{FORM}{command.name}",
        "title": plain(TITLE),
        "submit": plain(words.send),
        "close": plain(words.close),
        "private_metadata": kept_of(asked, given=hidden, had=had),
        "blocks": [_opening(command, words), *fields, *_trying(command, words)],
    }


def sent_in(view: Mapping[str, Any]) -> Sent | None:
    """Return what a form was sent in with, or ``None`` if it is none of ours."""
    callback = str(view.get("callback_id", ""))
    if not callback.startswith(FORM):
        return None
    kept, state = kept_in(view), view.get("state")
    values = state.get("values") if isinstance(state, Mapping) else None
    options = filled_in(values if isinstance(values, Mapping) else {})
    had, given = kept.get("had"), kept.get("given")
    for name in had if isinstance(had, list) else ():
        if name in TAKEN_BACK:
            options.setdefault(name, TAKEN_BACK[name])
    fixed = given.items() if isinstance(given, Mapping) else ()
    options.update((str(name), str(value)) for name, value in fixed)
    return Sent(callback.removeprefix(FORM), options)


def tried(view: Mapping[str, Any], command: Command) -> dict[str, str]:
    """Return what a form holds so far, as far as a command takes it."""
    sent = sent_in(view)
    takes = {option.name for option in command.options}
    return {name: value for name, value in (sent.options if sent else {}).items() if name in takes}


def as_given(subscription: Subscription) -> dict[str, str]:
    """Return a schedule as the options that would make it."""
    return {
        "number": str(subscription.id),
        "time": ", ".join(f"{at:%H:%M}" for at in subscription.times),
        "zone": subscription.zone.key,
        "days": ", ".join(DAYS[day] for day in sorted(subscription.days)),
        "holidays": subscription.holidays,
        "track": subscription.track,
        "mode": subscription.mode.value,
        "ending": subscription.ending.value,
        "starts": str(subscription.starts or ""),
        "late": _late(subscription.catch_up),
    }


def _late(span: dt.timedelta | None) -> str:
    return f"{span // dt.timedelta(minutes=1)} minutes" if span else ""


def _guessed(command: Command, asked: Asked, zone: ZoneInfo | None) -> dict[str, str]:
    """Return what somebody probably wants, where they have not said."""
    if command.name != ADD:
        return {}
    guessed = {"time": "09:00", "days": ", ".join(DAYS[day] for day in sorted(EVERY_DAY))}
    if zone is not None:
        guessed["zone"] = zone.key
    if asked.channel != HOME and not asked.alone:
        guessed["channel"] = asked.channel
    return guessed | {"mode": "course", "ending": "stop"}


def _fields(command: Command, option: Option, value: str, words: Words) -> Iterator[Element]:
    yield field_of(command, option, value, words, needed=_needed(option))
    if option.name == "time":
        yield more_times(command, option, value, words)


def _needed(option: Option) -> bool:
    return option.required or issubclass(option.kind, ChannelId)


def _opening(command: Command, words: Words) -> dict[str, Any]:
    return {"type": "section", "text": plain(command.describe(words.language))}


def _trying(command: Command, words: Words) -> list[dict[str, Any]]:
    if command.name not in TRIED:
        return []
    button = {
        "type": "button",
        "text": plain(words.preview),
        "action_id": f"{TRY}{TRIED[command.name].replace(' ', '.')}",
    }
    return [{"type": "actions", "elements": [button]}]
