"""The ids of buttons and menus: a version mark, and the line that a press gives.

The patterns exclude each other by their marks: discord.py runs every one that matches. An id
goes on working after a restart, on messages however old; a new form of it gets a new mark.
"""

import re
from dataclasses import dataclass

from bot.platforms.discord.limits import CUSTOM_ID

# The line without its slash, and which of several with the same line this is: ids are unique in a
# message. Then the key of the delivery, on one button of its post.
_IDS = r"[a-z][A-Za-z0-9_.:# -]*"
_LINE = rf"(?P<line>{_IDS})(?:~\d+)?(?:\|(?P<key>[A-Za-z0-9-]+))?"

PRESS = re.compile(rf"h1:{_LINE}")
PAGE = re.compile(rf"p1:(?P<page>\d{{1,5}}):{_LINE}")
SELECT = re.compile(r"s1:(?P<number>\d{1,2})")

_OPTION = re.compile(_LINE)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What an id says: the line, and the page that is turned to, if one is."""

    line: str
    page: int = 0


def press_id(line: str, key: str = "", again: int = 0) -> str:
    """Return the id of a button; ``again`` counts those before it with the same line."""
    return _checked(f"h1:{_told(line, again)}{_keyed(key)}", PRESS)


def page_id(line: str, page: int, key: str = "") -> str:
    """Return the id of a button that turns to a page of what a line answers."""
    return _checked(f"p1:{page}:{_told(line)}{_keyed(key)}", PAGE)


def select_id(number: int) -> str:
    """Return the id of a menu, the how-manieth it is in its message."""
    return _checked(f"s1:{number}", SELECT)


def option_value(line: str, again: int = 0) -> str:
    """Return the value of a menu's option."""
    return _checked(_told(line, again), _OPTION)


def pressed(custom_id: str) -> Pressed | None:
    """Return what the id of a button says, or ``None`` if it is none of ours."""
    if found := PRESS.fullmatch(custom_id):
        return Pressed(f"/{found['line']}")
    if found := PAGE.fullmatch(custom_id):
        return Pressed(f"/{found['line']}", int(found["page"]))
    return None


def chosen(value: str) -> str:
    """Return the line that an option's value gives."""
    return f"/{value.partition('~')[0]}"


def key_in(custom_id: str) -> str:
    """Return the key that an id carries, or an empty text."""
    found = PRESS.fullmatch(custom_id) or PAGE.fullmatch(custom_id)
    return (found["key"] or "") if found else ""


def _told(line: str, again: int = 0) -> str:
    bare = line.removeprefix("/")
    if not re.fullmatch(_IDS, bare):
        message = f"not a line: {line!r}"
        raise ValueError(message)
    return f"{bare}~{again + 1}" if again else bare


def _keyed(key: str) -> str:
    return f"|{key}" if key else ""


def _checked(made: str, pattern: re.Pattern[str]) -> str:
    if len(made) > CUSTOM_ID or not pattern.fullmatch(made):
        message = f"not an id, or longer than {CUSTOM_ID} characters: {made!r}"
        raise ValueError(message)
    return made
