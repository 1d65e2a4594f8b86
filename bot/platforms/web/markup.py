"""Texts of lessons and people, made safe to stand in a page."""

import html
import re

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
_TURNING = "\u202a-\u202e\u2066-\u2069"
"""They change the direction of a text, and with it what it seems to say."""
_BROKEN = "\ud800-\udfff\ufffe\uffff"
_UNSEEN = re.compile(f"[{_CONTROL}{_TURNING}{_BROKEN}]")


def escape(text: str) -> str:
    """Return a text as HTML, for between tags and within quotes."""
    return html.escape(_UNSEEN.sub("", text))
