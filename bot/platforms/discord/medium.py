"""Discord messages as the layout sees them: their figures, and paragraphs as markdown."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.core.reply import parted
from bot.layout.medium import Limits
from bot.layout.paragraphs import Kind, Paragraph
from bot.layout.parts import Control, Divider, Menu, Piece, Row, Section, Size
from bot.layout.splitting import units
from bot.platforms.discord.limits import (
    BUTTON_LABEL,
    BUTTON_LABEL_SHOWN,
    OPTION_LABEL,
    PAGE_COMPONENTS,
    PAGE_ROWS,
    PAGE_TEXT,
    ROW_BUTTONS,
    SELECT_OPTIONS,
)
from bot.platforms.discord.markdown import ESCAPABLE, literal


@dataclass(frozen=True, slots=True)
class Look:
    """What stands before each line of a paragraph, and around it."""

    before: str = ""
    around: str = ""

    @property
    def width(self) -> int:
        """What it adds to a line."""
        return len(self.before) + 2 * len(self.around)


_LOOKS = {
    Kind.TITLE: Look("# "),
    Kind.HEADING: Look("## "),
    Kind.SUBHEADING: Look("### "),
    Kind.TEXT: Look(),
    Kind.STRONG: Look(around="**"),
    Kind.BULLET: Look("- "),
    Kind.NAME: Look(around="**"),
    Kind.VALUE: Look(),
    Kind.QUOTE: Look("> "),
    Kind.NOTE: Look("-# "),
}


class DiscordMedium:
    """A message of Components V2; its rows also fit one without."""

    limits = Limits(
        page_text=PAGE_TEXT,
        prose_text=PAGE_TEXT,
        label=BUTTON_LABEL,
        label_shown=BUTTON_LABEL_SHOWN,
        row_buttons=ROW_BUTTONS,
        menu_options=SELECT_OPTIONS,
    )

    def marked(self, paragraph: Paragraph) -> str:
        """Return a paragraph as markdown."""
        look, lines = _LOOKS[paragraph.kind], paragraph.lines()
        blank = look.before if paragraph.kind is Kind.QUOTE else ""
        marked = (
            f"{look.before}{look.around}{_with_marks(line, paragraph.marks)}{look.around}"
            if line
            else blank
            for line in lines
        )
        return "\n".join(marked) if any(lines) else ""

    def beside(self, mark: str) -> str:
        """Return a mark that stands out."""
        return f"**{mark}**  "

    def added(self, kind: Kind) -> int:
        """Return the length of what stands before and around each line."""
        return _LOOKS[kind].width

    def width(self, kind: Kind) -> Callable[[str], int]:
        """Return how much room a character can take at most, marked up."""
        line_break = 1 + self.added(kind)

        def width(character: str) -> int:
            if character == "\n":
                return line_break
            return (2 if character > "\uffff" else 1) + (character in ESCAPABLE)

        return width

    def measured(self, text: str) -> int:
        """Return a text's length."""
        return units(text)

    def is_option(self, label: str) -> bool:
        """Return whether a menu takes a label."""
        return units(label) <= OPTION_LABEL

    def joins(self, before: Kind, after: Kind) -> bool:
        """Return ``True``: markdown knows every kind of paragraph."""
        del before, after
        return True

    def size_of_piece(self, piece: Piece) -> Size:
        """Return what a piece takes."""
        return Size(units(piece.text))

    def size_of(self, part: Divider | Control) -> Size:
        """Return what a part takes. Buttons and menus count for the rows of one without V2."""
        match part:
            case Divider():
                return Size(0, 1)
            case Row(buttons):
                return Size(0, 1 + len(buttons), len(buttons))
            case Section(text):
                return Size(units(text), 3, 1)
            case Menu():
                return Size(0, 2, 0, 1)

    def holds(self, size: Size) -> bool:
        """Return whether one message holds so much."""
        rows = size.menus + -(-size.buttons // ROW_BUTTONS)
        return size.text <= PAGE_TEXT and size.components <= PAGE_COMPONENTS and rows <= PAGE_ROWS


def _with_marks(line: str, marks: tuple[tuple[int, int], ...]) -> str:
    # Only a paragraph of one line has marks.
    parts = parted(line, marks)
    return "".join(
        f"**{literal(part)}**" if stands_out else literal(part)
        for part, stands_out in parts
        if part
    )


MEDIUM = DiscordMedium()
