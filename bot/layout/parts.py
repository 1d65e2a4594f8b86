"""A page and its parts: what one message shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.reply import Button
from bot.layout.paragraphs import Kind, gap
from bot.layout.wording import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph, or as much of it as fits, as its platform marks it up.

    ``marks`` are the places that stand out, where the platform's texts have no marks of their own.
    """

    kind: Kind
    text: str
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Prose:
    """Pieces that are shown as one text."""

    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The text, with gaps between its pieces."""
        return "".join(self._parted())

    def _parted(self) -> Iterator[str]:
        before: Kind | None = None
        for piece in self.pieces:
            if before:
                yield gap(before, piece.kind)
            yield piece.text
            before = piece.kind


@dataclass(frozen=True, slots=True)
class Divider:
    """A line between two groups."""


@dataclass(frozen=True, slots=True)
class Row:
    """Buttons side by side."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A text, marked up, with its button beside it. ``mark`` is what the button shows."""

    text: str
    mark: str
    button: Button


@dataclass(frozen=True, slots=True)
class Menu:
    """Buttons as the options of a menu."""

    options: tuple[Button, ...]
    placeholder: str


Control = Row | Section | Menu
Part = Prose | Divider | Control


@dataclass(frozen=True, slots=True)
class Page:
    """What fits one message, with room for what its platform adds before and after it."""

    parts: tuple[Part, ...]
    words: Words = ENGLISH


@dataclass(frozen=True, slots=True)
class Size:
    """What parts take of a page: each platform counts what it has limits for.

    ``text`` is as its ``Medium`` measures it, ``content`` what a whole payload is measured in.
    """

    text: int = 0
    components: int = 0
    buttons: int = 0
    menus: int = 0
    content: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(
            self.text + other.text,
            self.components + other.components,
            self.buttons + other.buttons,
            self.menus + other.menus,
            self.content + other.content,
        )
