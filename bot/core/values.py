"""Options as they came in, to the values a command takes."""

import re
from enum import Enum
from typing import Any

from bot.core.command import YES_OR_NO, About, ChannelId, Command, ManagerIds, Option, RoleId
from bot.core.lines import clean
from bot.core.request import Request
from bot.errors import MissingOption, NoSuchChoice, NoSuchNumber, NotAnId, TooLong, TooManyWords


def values_of(command: Command, request: Request) -> dict[str, Any]:
    """Return a command's options as values, checked.

    Raises the ``UserError`` that says what is wrong with them.
    """
    if request.extra:
        raise TooManyWords(command=f"/{command.name}", extra=request.extra, usage=command.usage)
    given = {name: clean(raw) for name, raw in request.options.items()}
    values: dict[str, Any] = {}
    for option in command.options:
        raw = given.get(option.name, "")
        if raw:
            values[option.name] = _value(command, option, raw)
        elif option.required:
            raise MissingOption(command=f"/{command.name}", option=option.name, usage=command.usage)
    return values


BOOLEANS = ("true", "false")
"""What Python and JSON call yes and no."""
_ID = re.compile(r"#?[A-Za-z0-9_.:-]{1,64}")


def _value(command: Command, option: Option, raw: str) -> str | int | Enum:
    said = {"option": option.name, "value": raw[:40], "usage": command.usage}
    if option.kind is bool:
        return _truth(raw, said)
    if option.kind is int:
        return _number(raw, option.about, said)
    if issubclass(option.kind, Enum):
        return _member(raw, option.kind, option.choices, said)
    if issubclass(option.kind, ChannelId | RoleId):
        return option.kind(_ids(raw, said, several=issubclass(option.kind, ManagerIds)))
    if len(raw) > option.about.most:
        raise TooLong(command=f"/{command.name}", most=option.about.most)
    return raw


def _ids(raw: str, said: dict[str, str], *, several: bool) -> str:
    ids = raw.replace(",", " ").split() if several else [raw]
    if ids and all(map(_ID.fullmatch, ids)):
        return " ".join(dict.fromkeys(ids))
    raise NotAnId(**said)


def _truth(raw: str, said: dict[str, str]) -> bool:
    if raw.casefold() in (*YES_OR_NO, *BOOLEANS):
        return raw.casefold() in (YES_OR_NO[0], BOOLEANS[0])
    raise NoSuchChoice(choices=", ".join(YES_OR_NO), **said)


def _number(raw: str, about: About, said: dict[str, str]) -> int:
    # The length first: int() refuses thousands of digits.
    short = raw.isdecimal() and len(raw) <= len(str(about.most))
    if short and about.least <= int(raw) <= about.most:
        return int(raw)
    raise NoSuchNumber(least=about.least, most=about.most, **said)


def _member(raw: str, kind: type[Enum], choices: tuple[str, ...], said: dict[str, str]) -> Enum:
    for member in kind:
        if str(member.value).casefold() == raw.casefold():
            return member
    raise NoSuchChoice(choices=", ".join(choices), **said)
