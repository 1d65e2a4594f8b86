"""Options as they came in, to the values a command takes."""

from enum import Enum
from typing import Any

from bot.core.command import Command, Option
from bot.core.lines import clean
from bot.core.request import Request
from bot.errors import BadOption, MissingOption, TooManyWords


def values_of(command: Command, request: Request) -> dict[str, Any]:
    """Return a command's options as values, checked.

    Raises ``MissingOption``, ``BadOption`` or ``TooManyWords``.
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
    about = option.about
    if option.kind is int:
        if (
            raw.isdecimal()
            and len(raw) <= len(str(about.most))
            and about.least <= int(raw) <= about.most
        ):
            return int(raw)
        raise _bad(command, option, raw, f"it is a number from {about.least} to {about.most}")
    if issubclass(option.kind, Enum):
        for member in option.kind:
            if str(member.value).casefold() == raw.casefold():
                return member
        raise _bad(command, option, raw, "it is one of " + ", ".join(option.choices))
    if len(raw) > about.most:
        raise _bad(command, option, raw[:40] + "…", f"it has at most {about.most} characters")
    return raw


def _bad(command: Command, option: Option, raw: str, why: str) -> BadOption:
    return BadOption(
        command=f"/{command.name}", option=option.name, value=raw, why=why, usage=command.usage
    )
