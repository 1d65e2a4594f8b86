"""Plain text as Slack takes it, and back.

Slack has no way to write a mark of its mrkdwn (``*``, ``_``, ``~``, a backtick, ``:name:``) so that
it means nothing: backslashes show, and what an invisible character beside a mark does is nowhere
documented. So we send no mrkdwn at all: texts stand in ``rich_text`` blocks, whose elements hold
characters and nothing else, and in ``plain_text`` objects. What is left are the three characters
that every text object reads (docs.slack.dev, messaging/formatting-message-text).
"""

import re

from bot.core.plain import visible
from bot.layout.splitting import units

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_ESCAPES = str.maketrans(_ENTITIES)
_ESCAPED = {entity: character for character, entity in _ENTITIES.items()}

_SPECIAL = re.compile(
    r"""
    <(?P<sign>[@#!])(?P<id>[^\s<>|]*)(?:\|(?P<name>[^<>]*))?>
  | <(?P<url>[A-Za-z][\w+.-]*:[^\s<>|]+)(?:\|(?P<label>[^<>]*))?>
  | (?P<entity>&(?:amp|lt|gt);)
    """,
    re.VERBOSE,
)
_GREETED = {"channel", "here", "everyone"}


def escaped(text: str) -> str:
    """Return a text in which nothing is a link, a mention or an entity."""
    return literal(visible(text))


def literal(text: str) -> str:
    """Return the same for a text that has nothing invisible in it any more."""
    return text.translate(_ESCAPES)


def width(character: str) -> int:
    """Return how many UTF-16 units a character takes, escaped."""
    return len(_ENTITIES.get(character, "")) or units(character)


def measured(text: str) -> int:
    """Return how many UTF-16 units a text takes, escaped."""
    return units(literal(text))


def unescaped(mrkdwn: str) -> str:
    """Return what is read in a text of Slack's: links and mentions by what they show."""
    return _SPECIAL.sub(_shown, mrkdwn)


def _shown(found: re.Match[str]) -> str:
    if found["entity"]:
        return _ESCAPED[found["entity"]]
    if found["url"]:
        shown = found["label"] or found["url"].removeprefix("mailto:")
    else:
        shown = _mentioned(found["sign"], found["id"], found["name"] or "")
    return _SPECIAL.sub(_shown, shown) if "&" in shown else shown


def _mentioned(sign: str, what: str, name: str) -> str:
    """Return what a mention shows; an id says nothing to anybody."""
    if sign == "!":
        what = what.partition("^")[0]
        return name or (f"@{what}" if what in _GREETED else "")
    return f"{sign}{name}" if name else ""
