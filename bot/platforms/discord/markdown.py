"""Plain text as Discord markdown that shows exactly its characters."""

import re

from bot.core.plain import visible

_SPECIAL = r"""
    # A link, and all that stands against it: Discord takes it for a part of the link, backslashes
    # too. It is left as it is only if nothing in it could mean anything else.
    (?P<url> https?://[^\W_](?:[^\W_]|[.-])*+ (?::\d{1,5})?
        (?: [/?#] (?: [^\s<>\\`*|~@\[] | ~(?!~) | @(?!everyone|here) )*+ | [,:;"')\]!]*+ )
        (?=\s|\Z) )
  | (?P<start> ^\ * ) (?: (?P<bullet> [#+-] ) | (?P<number> \d+ ) \.(?=\s|\Z) )
  | (?P<mark> [\\*_~`|\[\]()<>@] )
    # What would else become a link of another kind, or an emoji by its name.
  | (?P<colon> :(?= // | [\w+-]+: ) )
"""

_SPECIALS = re.compile(_SPECIAL, re.VERBOSE | re.MULTILINE)

_ESCAPED = re.compile(r"\\(.)")

ESCAPABLE = frozenset(r"\*_~`|[]()<>@:#+-.")
"""Every character that may get a backslash before it, depending on what is around it."""


def escape(text: str) -> str:
    """Return a text as markdown in which nothing means anything but itself.

    Links with http and https stay, as Discord makes them clickable by itself.
    """
    return literal(visible(text))


def literal(text: str) -> str:
    """Return the same for a text that has nothing invisible in it any more."""
    return _SPECIALS.sub(_escaped, text)


def _escaped(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "url":
            return found[0]
        case "bullet":
            return f"{found['start']}\\{found['bullet']}"
        case "number":
            return f"{found['start']}{found['number']}\\."
        case _:
            return f"\\{found[0]}"


def unescaped(markdown: str) -> str:
    """Return the text that was escaped."""
    return _ESCAPED.sub(r"\1", markdown)
