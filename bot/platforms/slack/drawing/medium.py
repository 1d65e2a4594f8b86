"""Slack's messages as the layout sees them: their figures, and what stands in one block."""

import json
from collections.abc import Callable

from bot.layout.medium import Limits
from bot.layout.paragraphs import Kind, Paragraph
from bot.layout.parts import Control, Divider, Menu, Piece, Row, Section, Size
from bot.platforms.slack.drawing import mrkdwn
from bot.platforms.slack.drawing.limits import (
    BUTTON_LABEL,
    LABEL_SHOWN,
    MENU_OPTIONS,
    PAGE_BLOCKS,
    PAGE_CONTENT,
    PAGE_TEXT,
    ROW_BUTTONS,
    SECTION_TEXT,
)
from bot.platforms.slack.drawing.options import two_lines
from bot.platforms.slack.drawing.rich import elements_of

BULLET = "• "
"""Before each item of a list in the fallback text; blocks have real lists."""

# What blocks take as JSON besides the texts in them, to spare.
_PROSE, _DIVIDER, _SECTION, _BUTTON, _MENU, _OPTION = 120, 40, 160, 220, 220, 160

_FLOWING = {Kind.TEXT, Kind.STRONG, Kind.NAME, Kind.VALUE}
_UNDER_SUBHEADING = _FLOWING | {Kind.BULLET, Kind.QUOTE}


class SlackMedium:
    """A message of Block Kit; its blocks also fit a window and the Home tab."""

    limits = Limits(
        page_text=PAGE_TEXT,
        prose_text=SECTION_TEXT,
        label=BUTTON_LABEL,
        label_shown=LABEL_SHOWN,
        row_buttons=ROW_BUTTONS,
        menu_options=MENU_OPTIONS,
    )

    def marked(self, paragraph: Paragraph) -> str:
        """Return a paragraph's plain text: blocks have marks of their own."""
        lines = paragraph.lines()
        return "\n".join(lines) if any(lines) else ""

    def beside(self, mark: str) -> str:
        """Return a mark that the button shows, too."""
        return f"{mark}. " if mark.isalnum() else f"{mark} "

    def added(self, kind: Kind) -> int:
        """Return the length of what stands before each line in the fallback text."""
        return len(BULLET) if kind is Kind.BULLET else 0

    def width(self, kind: Kind) -> Callable[[str], int]:
        """Return how much room a character takes, escaped."""
        del kind
        return mrkdwn.width

    def measured(self, text: str) -> int:
        """Return how much room a text takes, escaped."""
        return mrkdwn.measured(text)

    def is_option(self, label: str) -> bool:
        """Return whether a menu can show a label, on two lines if need be."""
        return two_lines(label) is not None

    def joins(self, before: Kind, after: Kind) -> bool:
        """Return whether two paragraphs stand in one block: Slack leaves room between blocks."""
        if before is Kind.SUBHEADING:
            return after in _UNDER_SUBHEADING
        if before in _FLOWING:
            return after in _FLOWING
        return before is after and before in {Kind.BULLET, Kind.NOTE}

    def size_of_piece(self, piece: Piece) -> Size:
        """Return what a piece takes of the fallback text, and of the blocks as JSON."""
        text = mrkdwn.measured(piece.text) + self.added(piece.kind)
        return Size(text, content=_as_json(elements_of([piece])) + _PROSE)

    def size_of(self, part: Divider | Control) -> Size:
        """Return what a part takes."""
        match part:
            case Divider():
                return Size(components=1, content=_DIVIDER)
            case Row(buttons):
                content = sum(_BUTTON + _as_json([one.label, one.line]) for one in buttons)
                return Size(components=1, content=content)
            case Section(text, _, button):
                content = _SECTION + _BUTTON + _as_json([text, button.label[:100], button.line])
                return Size(mrkdwn.measured(text), 1, content=content)
            case Menu(options):
                content = sum(_OPTION + _as_json([one.label, one.line]) for one in options)
                return Size(components=1, content=_MENU + content)

    def holds(self, size: Size) -> bool:
        """Return whether one message holds so much."""
        return (
            size.text <= PAGE_TEXT
            and size.components <= PAGE_BLOCKS
            and size.content <= PAGE_CONTENT
        )


MEDIUM = SlackMedium()


def _as_json(value: object) -> int:
    """Return how long something is as JSON, escaped as the texts of blocks are."""
    return mrkdwn.measured(json.dumps(value, ensure_ascii=False))
