"""What a platform's messages hold, and how it marks up and counts what stands in them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from bot.layout.paragraphs import Kind, Paragraph
from bot.layout.parts import Control, Divider, Piece, Size


@dataclass(frozen=True, slots=True)
class Limits:
    """How much there is room for. Texts and labels are as the ``Medium`` measures them."""

    page_text: int
    """In all texts of a page together."""
    prose_text: int
    """In one text."""
    label: int
    """On a button that stands alone."""
    label_shown: int
    """On a button among others: a phone shows no more."""
    row_buttons: int
    menu_options: int


class Medium(Protocol):
    """One kind of message. It is the key of what is remembered, so there is one for each kind."""

    def __hash__(self) -> int: ...

    @property
    def limits(self) -> Limits:
        """What its messages hold."""

    def marked(self, paragraph: Paragraph) -> str:
        """Return a paragraph as it stands in a message; empty if there is nothing to see."""

    def beside(self, mark: str) -> str:
        """Return what stands before a text beside whose button it stands; the button shows it."""

    def added(self, kind: Kind) -> int:
        """Return what is added to each line of a paragraph."""

    def width(self, kind: Kind) -> Callable[[str], int]:
        """Return what a character of a paragraph can take at most, marked up."""

    def measured(self, text: str) -> int:
        """Return what a label takes."""

    def is_option(self, label: str) -> bool:
        """Return whether a menu can show a label in full."""

    def joins(self, before: Kind, after: Kind) -> bool:
        """Return whether two paragraphs can stand in one text."""

    def size_of_piece(self, piece: Piece) -> Size:
        """Return what a piece takes, without the text that it stands in."""

    def size_of(self, part: Divider | Control) -> Size:
        """Return what another part takes."""

    def holds(self, size: Size) -> bool:
        """Return whether a page holds so much."""
