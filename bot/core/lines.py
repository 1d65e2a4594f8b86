"""Typed lines: ``/term AI sovereignty`` to a request, and what a half-typed one might become."""

from collections.abc import Sequence

from bot.core.command import Command, Option, Suggestion
from bot.core.plain import visible
from bot.core.ports import Library
from bot.core.request import Asker, Place, Request
from bot.errors import NotACommand

LINE_MAX = 2_000
"""Characters of a line that are read. Discord's longest message; no option takes more."""


def clean(text: str) -> str:
    """Return a text in one normal form, without control, direction and half characters."""
    return " ".join(visible(text[:LINE_MAX]).split())


def read_line(line: str, commands: Sequence[Command], place: Place, asker: Asker) -> Request:
    """Return the request a line stands for. Raises ``NotACommand`` if it starts with no slash."""
    words = clean(line)
    if not words.startswith("/"):
        raise NotACommand(example=_meant(words, commands), help="/help")
    name, _, rest = words[1:].lstrip().partition(" ")
    name = name.rstrip(".,:;!?")
    command = named(commands, name)
    options, extra = _fill(command.options, rest) if command else ({}, "")
    return Request(name, options, place, asker, extra)


def named(commands: Sequence[Command], name: str) -> Command | None:
    """Return the command with this name, however it is spelled."""
    return next((c for c in commands if c.name == name.casefold()), None)


def _meant(words: str, commands: Sequence[Command]) -> str:
    """What somebody probably means who left out the slash: a command, or else a term."""
    known = named(commands, words.partition(" ")[0].rstrip(".,:;!?"))
    return (f"/{words[:60]}" if known else f"/term {words[:60]}").rstrip()


def complete_line(
    line: str, commands: Sequence[Command], library: Library, limit: int = 8
) -> list[Suggestion]:
    """Return what a half-typed line might become, as whole lines. Never raises for any text."""
    if not line.lstrip().startswith("/"):
        return []
    name, space, rest = clean(line)[1:].partition(" ")
    if not space and not line.endswith(" "):
        return _commands_like(name, commands)[:limit]
    command = named(commands, name)
    if command is None:
        return []
    return [
        Suggestion(suggestion.label, f"/{command.name} {suggestion.value}")
        for suggestion in complete_option(command, rest, library)[:limit]
    ]


def complete_option(command: Command, typed: str, library: Library) -> list[Suggestion]:
    """Return what the first option might become; later ones are not completed in a line."""
    if not command.options:
        return []
    option = command.options[0]
    if option.choices:
        start = typed.casefold()
        return [Suggestion(c, c) for c in option.choices if c.startswith(start)]
    return list(option.about.complete(library, typed)) if option.about.complete else []


def _commands_like(start: str, commands: Sequence[Command]) -> list[Suggestion]:
    return [
        Suggestion(f"/{c.name}", f"/{c.name} " if c.options else f"/{c.name}")
        for c in commands
        if c.listed and c.name.startswith(start.casefold())
    ]


def _fill(options: tuple[Option, ...], rest: str) -> tuple[dict[str, str], str]:
    filled: dict[str, str] = {}
    for option in options:
        if not rest:
            break
        if option is options[-1] and option.kind is str:
            filled[option.name], rest = rest, ""
        else:
            filled[option.name], _, rest = rest.partition(" ")
    return filled, rest
