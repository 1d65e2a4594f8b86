"""What one reads in a text: links by their label, marks as what they do, entities as characters."""

import re
from collections.abc import Mapping

from tests.local_slack.blockkit_text import kind_of

_LINK = re.compile(r"<((?:https?://|mailto:)[^<>|]*)(?:\|([^<>]*))?>")
_CHANNEL = re.compile(r"<#\w+\|([^<>]*)>")
_DATE = re.compile(r"<!date\^[^<>|]*\|([^<>]*)>")
# Marks within code and within angle brackets do nothing.
_KEPT = re.compile(r"```(.+?)```|`([^`\n]+)`|(<[^<>]*>)", re.DOTALL)
_PLACE = "\ufdd0"
"""No character of any text: stands for what is kept."""
_QUOTE = re.compile(r"^&gt; ?", re.MULTILINE)
# A mark works at the edges of words only, and if what it holds neither begins nor ends with space.
_MARKS = [
    re.compile(rf"(?<![\w{mark}]){mark}(?!\s)([^{mark}\n]+)(?<!\s){mark}(?![\w{mark}])")
    for mark in (r"\*", "_", "~")
]


def words_in(text: object) -> str:
    """Return what one reads in a text object; marks go in mrkdwn only.

    Characters without width stay, as Slack keeps them; so do names of emoji.
    """
    written = str(text.get("text", "")) if isinstance(text, Mapping) else ""
    shown = _without_marks(written) if kind_of(text) == "mrkdwn" else written
    return _unescaped(_without_brackets(shown))


def _without_marks(text: str) -> str:
    kept = iter([code[1] or code[2] or code[3] for code in _KEPT.finditer(text)])
    shown = _QUOTE.sub("", _KEPT.sub(_PLACE, text))
    for mark in _MARKS:
        shown = mark.sub(r"\1", shown)
    return re.sub(_PLACE, lambda place: next(kept, place[0]), shown)


def _without_brackets(text: str) -> str:
    shown = _LINK.sub(lambda link: link[2] or link[1], text)
    return _DATE.sub(r"\1", _CHANNEL.sub(r"#\1", shown))


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
