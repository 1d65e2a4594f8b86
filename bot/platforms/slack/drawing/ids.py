"""What presses carry: a version mark with a number, and the line that a press gives.

An ``action_id`` must be unique in its message; the line stands in the ``value``. They go on working
after a restart, on messages however old; a new form of them gets a new mark. What comes back is
whatever somebody sent: it is read with care.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.reply import check_line
from bot.platforms.slack.drawing.limits import BLOCK_ID, OPTION_VALUE

# Windows that are made of several messages count their ids on: ".1".
_AGAIN = r"(?:\.\d{1,3})?"
_PRESS = re.compile(rf"h1:\d{{1,3}}{_AGAIN}")
_PAGE = re.compile(rf"p1:\d{{1,3}}{_AGAIN}")
_SELECT = re.compile(rf"s1:\d{{1,3}}{_AGAIN}")
_KEY = re.compile(rf"k1:(?P<key>[A-Za-z0-9-]{{1,100}}){_AGAIN}")
_TURN = re.compile(r"(?P<page>\d{1,5}) (?P<line>/.+)")


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a press says: the line, and the page that is turned to, if one is."""

    line: str
    page: int = 0


def press_id(number: int) -> str:
    """Return the ``action_id`` of a button, the how-manieth it is in its message."""
    return f"h1:{number}"


def page_id(number: int) -> str:
    """Return the ``action_id`` of a button that turns pages."""
    return f"p1:{number}"


def select_id(number: int) -> str:
    """Return the ``action_id`` of a menu."""
    return f"s1:{number}"


def key_id(key: str) -> str:
    """Return the ``block_id`` that carries a delivery's key. Raises ``ValueError`` if none can."""
    made = f"k1:{key}"
    if not key or len(made) > BLOCK_ID or key_of(made) != key:
        message = f"a block_id has no place for the key {key!r}"
        raise ValueError(message)
    return made


def page_value(line: str, page: int) -> str:
    """Return the value of a button that turns to a page of what a line answers."""
    check_line(line)
    return f"{page} {line}"


def option_value(line: str, again: int = 0) -> str:
    """Return the value of a menu's option; ``again`` counts those before it with the same line."""
    check_line(line)
    made = f"{line}~{again + 1}" if again else line
    if len(made) > OPTION_VALUE:
        message = f"a value has {OPTION_VALUE} characters at most: {made!r}"
        raise ValueError(message)
    return made


def pressed(action: Mapping[str, Any]) -> Pressed | None:
    """Return what a press says, or ``None`` if it is none of ours, or makes no sense."""
    action_id, value = _text(action, "action_id"), _text(action, "value")
    if _PRESS.fullmatch(action_id):
        return _read(value)
    if _PAGE.fullmatch(action_id):
        found = _TURN.fullmatch(value)
        return _read(found["line"], int(found["page"])) if found else None
    if _SELECT.fullmatch(action_id):
        chosen = action.get("selected_option")
        return _read(_text(chosen, "value").partition("~")[0]) if chosen else None
    return None


def key_of(block_id: str) -> str:
    """Return the key that a ``block_id`` carries, or an empty text."""
    found = _KEY.fullmatch(block_id)
    return found["key"] if found else ""


def _read(line: str, page: int = 0) -> Pressed | None:
    try:
        check_line(line)
    except ValueError:
        return None
    return Pressed(line, page)


def _text(payload: object, name: str) -> str:
    value = payload.get(name) if isinstance(payload, Mapping) else None
    return value if isinstance(value, str) else ""
