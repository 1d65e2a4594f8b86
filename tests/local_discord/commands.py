"""Checking command definitions (docs.discord.com, interactions/application-commands)."""

import unicodedata
from collections.abc import Iterator

from tests.local_discord import limits
from tests.local_discord.refusals import Json, Problems

CHAT, USER_MENU, MESSAGE_MENU = 1, 2, 3
SUBCOMMAND, GROUP = 1, 2
STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, ATTACHMENT = range(3, 12)
WITH_CHOICES: dict[object, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    NUMBER: (int, float),
}


def check_command(command: Json, problems: Problems, at: str) -> None:
    """Everything Discord asks of one command."""
    kind = command.get("type") or CHAT
    _localized(command, "name", at, problems, limits.COMMAND_NAME)
    if kind == CHAT:
        _name(command, at, problems)
        _localized(command, "description", at, problems, limits.COMMAND_DESCRIPTION)
        _options(command.get("options") or [], at, problems, depth=0)
        total = size(command)
        problems.check(
            total <= limits.COMMAND_TOTAL,
            at,
            "APPLICATION_COMMAND_TOO_LARGE",
            f"{total} characters, 8000 at most",
        )
    else:
        menu = not command.get("description") and not command.get("options")
        problems.check(menu, at, "APPLICATION_COMMAND_CONTEXT_MENU", "a name and nothing else")
    _where(command, at, problems)


def _where(command: Json, at: str, problems: Problems) -> None:
    for key, known in (("contexts", {0, 1, 2}), ("integration_types", {0, 1})):
        given = command.get(key)
        if given is not None:
            fine = given and set(given) <= known and len(set(given)) == len(given)
            problems.check(fine, f"{at}.{key}", "BASE_TYPE_CHOICES", f"{given}")
    bits = command.get("default_member_permissions")
    fine = bits is None or str(bits).isdecimal()
    problems.check(fine, f"{at}.default_member_permissions", "BASE_TYPE_BAD_INT", f"{bits}")


def allowed_in_name(letter: str) -> bool:
    """Whether a letter may stand in a name: `^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$`."""
    if letter in "-_'" or unicodedata.category(letter)[0] in "LN":
        return True
    return "\u0900" <= letter <= "\u097f" or "\u0e00" <= letter <= "\u0e7f"


def _name(row: Json, at: str, problems: Problems) -> None:
    names = {"name": row.get("name")}
    for locale, name in (row.get("name_localizations") or {}).items():
        names[f"name_localizations.{locale}"] = name
    for key, name in names.items():
        text = str(name)
        fine = text == text.lower() and all(allowed_in_name(letter) for letter in text)
        problems.check(fine, f"{at}.{key}", "APPLICATION_COMMAND_INVALID_NAME", text)


def _localized(row: Json, key: str, at: str, problems: Problems, most: int) -> None:
    problems.length(f"{at}.{key}", row.get(key), most, 1)
    for locale, text in (row.get(f"{key}_localizations") or {}).items():
        path = f"{at}.{key}_localizations.{locale}"
        problems.check(locale in limits.LOCALES, path, "BASE_TYPE_CHOICES", f"{locale}")
        problems.length(path, text, most, 1)


def _options(options: list[Json], at: str, problems: Problems, depth: int) -> None:
    problems.check(
        len(options) <= limits.COMMAND_OPTIONS, f"{at}.options", "BASE_TYPE_MAX_LENGTH", "25"
    )
    names = [option.get("name") for option in options]
    problems.check(
        len(set(names)) == len(names),
        f"{at}.options",
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        f"{names}",
    )
    nested = [option.get("type") in (SUBCOMMAND, GROUP) for option in options]
    problems.check(
        all(nested) or not any(nested),
        f"{at}.options",
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        "subcommands beside options",
    )
    required = [bool(option.get("required")) for option in options]
    problems.check(
        required == sorted(required, reverse=True),
        f"{at}.options",
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "Required options must be placed before non-required options",
    )
    for index, option in enumerate(options):
        _option(option, f"{at}.options.{index}", problems, depth)


def _option(option: Json, at: str, problems: Problems, depth: int) -> None:
    _name(option, at, problems)
    _localized(option, "name", at, problems, limits.COMMAND_NAME)
    _localized(option, "description", at, problems, limits.COMMAND_DESCRIPTION)
    kind = option.get("type")
    if kind in (SUBCOMMAND, GROUP):
        # command, group, subcommand: no deeper, and a group only at the top.
        fine = depth == 0 or (depth == 1 and kind == SUBCOMMAND)
        problems.check(fine, f"{at}.type", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "nesting")
        _options(option.get("options") or [], at, problems, depth + (1 if kind == GROUP else 2))
        return
    problems.check(kind in range(3, 12), f"{at}.type", "BASE_TYPE_CHOICES", f"{kind}")
    _values(option, at, problems)


def _values(option: Json, at: str, problems: Problems) -> None:
    kind, choices = option["type"], option.get("choices") or []
    if choices or option.get("autocomplete"):
        problems.check(kind in WITH_CHOICES, at, "BASE_TYPE_CHOICES", "no choices for this type")
        problems.check(
            not (choices and option.get("autocomplete")), at, "BASE_TYPE_CHOICES", "both"
        )
    problems.check(len(choices) <= limits.CHOICES, f"{at}.choices", "BASE_TYPE_MAX_LENGTH", "25")
    for index, choice in enumerate(choices):
        path = f"{at}.choices.{index}"
        _localized(choice, "name", path, problems, limits.CHOICE_TEXT)
        fine = isinstance(choice.get("value"), WITH_CHOICES.get(kind, (str,)))
        problems.check(fine, f"{path}.value", "BASE_TYPE_BAD_TYPE", f"{choice.get('value')!r}")
        if kind == STRING:
            problems.length(f"{path}.value", choice.get("value"), limits.CHOICE_TEXT, 1)
    for key, least in (("min_length", 0), ("max_length", 1)):
        if option.get(key) is not None:
            problems.between(f"{at}.{key}", option[key], least, limits.STRING_LENGTH)
    for key in ("min_value", "max_value"):
        if option.get(key) is not None:
            problems.between(f"{at}.{key}", option[key], -limits.NUMBER, limits.NUMBER)


def size(command: Json) -> int:
    """Characters that count towards 8,000: of each text its longest translation."""
    return sum(_sizes(command))


def _sizes(row: Json) -> Iterator[int]:
    for key in ("name", "description"):
        translated = (row.get(f"{key}_localizations") or {}).values()
        yield max(len(text) for text in [row.get(key) or "", *translated])
    if isinstance(row.get("value"), str):
        yield len(row["value"])
    for inner in [*(row.get("options") or []), *(row.get("choices") or [])]:
        yield from _sizes(inner)
