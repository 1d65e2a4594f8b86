"""Texts of lessons and people, made safe to stand in a page."""

import html

from bot.core.plain import visible


def escape(text: str) -> str:
    """Return a text as HTML, for between tags and within quotes."""
    return html.escape(visible(text))
