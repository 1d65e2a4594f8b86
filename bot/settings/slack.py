"""Reads the values of Slack's settings."""

import re
from collections.abc import Callable, Collection
from difflib import get_close_matches

from bot.settings.values import token, web_address

TOKENS = {
    "xoxb-": "a bot token",
    "xapp-": "an app token",
    "xoxp-": "a person's token",
    "xoxe": "a token that expires",
    "xox": "another token of Slack's",
}
"""How each kind begins (docs.slack.dev, authentication/tokens)."""
NONE = "none"


def secret(begins: str = "") -> Callable[[str], str]:
    """Return what reads a secret that begins so; without ``begins``, one that is no token."""

    def read(text: str) -> str:
        looks = next((kind for start, kind in TOKENS.items() if text.startswith(start)), "")
        if begins and not text.startswith(begins):
            message = f"it begins with {begins}; this looks like {looks or 'something else'}"
            raise ValueError(message)
        if looks and not begins:
            message = f"it is no token; this looks like {looks}"
            raise ValueError(message)
        return token(text)

    return read


def api(text: str) -> str:
    """Read where the Web API is."""
    return f"{web_address(text)}/"


def slash(text: str) -> str:
    """Read a part of a command's name on Slack."""
    name = text.strip().removeprefix("/").casefold()
    if re.fullmatch("[a-z0-9_-]+", name):
        return name
    message = f"'{name}' can't stand in a command's name: small letters, digits, - and _ can"
    raise ValueError(message)


def slashes(text: str) -> tuple[tuple[str, str], ...]:
    """Read which commands have a slash of their own: pairs of its name on Slack and theirs."""
    if text.strip() == NONE:
        return ()
    known, found = _known(), dict[str, str]()
    for part in text.split(","):
        on_slack, _, renamed = part.partition("=")
        name = _command(renamed or on_slack, known)
        if slash(on_slack) in found:
            message = f"{slash(on_slack)} stands there twice. Write another name for one: my-{name}"
            raise ValueError(f"{message}={name}")
        found[slash(on_slack)] = name
    return tuple(found.items())


def _command(text: str, known: Collection[str]) -> str:
    name = slash(text)
    if name in known:
        return name
    near = get_close_matches(name, known, n=1)
    mend = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}"
    message = f"there is no command {name}. {mend}"
    raise ValueError(message)


def _known() -> list[str]:
    """Return the first words of the commands that there are."""
    # Not before a setting is read: nothing happens at import.
    from bot import commands
    from bot.core.discovery import discover

    listed = (command for command in discover(commands) if command.listed)
    return sorted({c.family.name if c.family else c.name for c in listed})
