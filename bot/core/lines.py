"""Typed lines: ``/term AI sovereignty`` to a request, and what a half-typed one might become."""

import re
from collections.abc import Mapping, Sequence

from bot.core.command import Command, Family, ManagerIds, Option, Suggestion
from bot.core.plain import visible
from bot.core.ports import Library
from bot.core.request import Asker, Place, Rank, Request
from bot.errors import MissingWord, NotACommand

LINE_MAX = 12_000
"""Characters of a line that are read: Discord's longest message, embeds and all, and to spare."""

FITTING_WORDS = 19
"""Words of a line that one option can take: six times a day of three words, with an "and"."""
_NAMED = re.compile(r"(?P<name>[^\W\d][\w-]*)[:=](?P<value>.*)")
_QUOTES = {'"': '"', "'": "'", "“": "”", "‘": "’", "„": "“", "「": "」"}


def clean(text: str) -> str:
    """Return a text in one normal form, without control, direction and half characters."""
    return " ".join(visible(text[:LINE_MAX]).split())


def read_line(line: str, commands: Sequence[Command], place: Place, asker: Asker) -> Request:
    """Return the request a line stands for.

    Raises ``NotACommand`` if it starts with no slash, ``MissingWord`` if it stops at a family.
    """
    words = clean(line)
    if not words.startswith("/"):
        raise NotACommand(example=_meant(words, commands), help="/help")
    name, rest = _split(words[1:].lstrip(), commands)
    command = named(commands, name)
    options, extra = _fill(command.options, rest) if command else ({}, "")
    return Request(command.name if command else name, options, place, asker, extra)


def command_in(line: str, commands: Sequence[Command]) -> Command | None:
    """Return the command that a line begins with, if there is such a one."""
    try:
        name, _ = _split(clean(line).removeprefix("/").lstrip(), commands)
    except MissingWord:
        return None
    return named(commands, name)


def named(commands: Sequence[Command], name: str) -> Command | None:
    """Return the command with this name, however it is spelled and in whatever language."""
    plain = name.casefold()
    for command in commands:
        if command.name == plain:
            return command
    words = plain.split()
    return next((c for c in commands if _is_called(c, words)), None)


def _is_called(command: Command, words: Sequence[str]) -> bool:
    *families, name = words or [""]
    if len(families) != (command.family is not None):
        return False
    if command.family is not None and not _is_family(command.family, families[0]):
        return False
    return name in command.names.values() or name == command.name.split()[-1]


def _is_family(family: Family, word: str) -> bool:
    return word == family.name or word in family.names.values()


def _split(words: str, commands: Sequence[Command]) -> tuple[str, str]:
    """Part a line into the command's name, which may be two words, and the rest."""
    name, _, rest = words.partition(" ")
    name = name.rstrip(".,:;!?")
    members = [c for c in commands if c.family and _is_family(c.family, name.casefold())]
    if not members:
        return name, rest
    second, _, rest = rest.partition(" ")
    if not second:
        there = ", ".join(c.name.split()[-1] for c in members if c.listed)
        raise MissingWord(command=f"/{name.casefold()}", words=there)
    return f"{name} {second.rstrip('.,:;!?')}", rest


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
    if command is None or not command.options:
        return []
    return [
        Suggestion(suggestion.label, f"/{command.name} {suggestion.value}")
        # Later options are not completed in a line.
        for suggestion in suggestions(command.options[0], rest, library)[:limit]
    ]


def suggestions(option: Option, typed: str, library: Library) -> list[Suggestion]:
    """Return what an option might become."""
    if option.choices:
        start = typed.casefold()
        return [Suggestion(c, c) for c in option.choices if c.startswith(start)]
    return list(option.about.complete(library, typed)) if option.about.complete else []


def _commands_like(start: str, commands: Sequence[Command]) -> list[Suggestion]:
    return [
        Suggestion(f"/{c.name}", f"/{c.name} " if c.options else f"/{c.name}")
        for c in commands
        if _offered(c) and c.name.startswith(start.casefold())
    ]


def _offered(command: Command) -> bool:
    # Who types a line is not known here, so nobody is offered what needs a rank.
    return command.listed and not command.family and command.least is Rank.LEARNER


def _fill(options: tuple[Option, ...], rest: str) -> tuple[dict[str, str], str]:
    """Return what a line gives each option, and the words that none takes."""
    filled, words = _by_name(_names(options), rest.split())
    for option in options:
        if option.name in filled or not words:
            continue
        rest_of_line = option is options[-1] and option.kind is str
        count = len(words) if rest_of_line else _reach(option, words)
        filled[option.name], words = " ".join(words[:count]), words[count:]
    return filled, " ".join(words)


def _names(options: tuple[Option, ...]) -> dict[str, Option]:
    """Return the options by their names in all languages; none where all is one free text."""
    if len(options) == 1 and options[0].kind is str:
        return {}
    return {name.casefold(): o for o in options for name in (o.name, *o.about.names.values())}


def _by_name(names: Mapping[str, Option], words: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take out what is given by name, such as ``days:weekdays``; return it and the other words."""
    given: dict[str, str] = {}
    others: list[str] = []
    while words:
        option, value = _named_value(words[0], names)
        if option is None or option.name in given:
            others.append(words[0])
            words = words[1:]
            continue
        words = [value, *words[1:]] if value else words[1:]
        given[option.name], count = _value(option, words, names)
        words = words[count:]
    return given, others


def _named_value(word: str, names: Mapping[str, Option]) -> tuple[Option | None, str]:
    found = _NAMED.fullmatch(word)
    option = names.get(found["name"].casefold()) if found else None
    return option, found["value"] if found else ""


def _value(option: Option, words: list[str], names: Mapping[str, Option]) -> tuple[str, int]:
    """Return the value that some words begin with, and how many words it is."""
    if not words or _named_value(words[0], names)[0] is not None:
        return "", 0
    if closing := _QUOTES.get(words[0][0]):
        for count in range(1, len(words) + 1):
            inside = " ".join(words[:count])[1:]
            if inside.endswith(closing):
                return inside[:-1], count
    count = _reach(option, words)
    return " ".join(words[:count]), count


def _reach(option: Option, words: Sequence[str]) -> int:
    """Return how many words an option takes from the left: as many as fit it, or else one."""
    if issubclass(option.kind, ManagerIds):
        return len(words)
    fits = option.about.fits
    longest = min(len(words), FITTING_WORDS) if fits else 1
    for count in range(longest, 1, -1):
        if fits and fits(" ".join(words[:count])):
            return count
    return 1
