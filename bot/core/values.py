"""Options as they came in, to the values a command takes."""

from enum import Enum
from typing import Any

from bot.core.command import Command, Option
from bot.core.lines import clean
from bot.core.request import Request
from bot.errors import MissingOption, NoSuchChoice, NoSuchNumber, TooLong, TooManyWords


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


def _value(command: Command, option: Option, raw: str) -> str | int | Enum:
    about, said = option.about, {"option": option.name, "value": raw[:40], "usage": command.usage}
    if option.kind is int:
        # The length first: int() refuses thousands of digits.
        short = raw.isdecimal() and len(raw) <= len(str(about.most))
        if short and about.least <= int(raw) <= about.most:
            return int(raw)
        raise NoSuchNumber(least=about.least, most=about.most, **said)
    if issubclass(option.kind, Enum):
        for member in option.kind:
            if str(member.value).casefold() == raw.casefold():
                return member
        raise NoSuchChoice(choices=", ".join(option.choices), **said)
    if len(raw) > about.most:
        raise TooLong(command=f"/{command.name}", most=about.most)
    return raw
