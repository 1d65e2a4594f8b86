"""A page and its parts: what one message shows."""

from dataclasses import dataclass

from bot.core.reply import Button
from bot.platforms.discord.limits import units
from bot.platforms.discord.wording import ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Markdown:
    """A text, marked up."""

    text: str


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
Part = Markdown | Divider | Control


@dataclass(frozen=True, slots=True)
class Page:
    """What fits one message, with room for a line before it and a row after it."""

    parts: tuple[Part, ...]
    words: Words = ENGLISH


@dataclass(frozen=True, slots=True)
class Size:
    """What parts take of a message. Buttons and menus count for the rows of one without V2."""

    text: int = 0
    components: int = 0
    buttons: int = 0
    menus: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(
            self.text + other.text,
            self.components + other.components,
            self.buttons + other.buttons,
            self.menus + other.menus,
        )


def size_of(part: Part) -> Size:
    """Return what a part takes."""
    match part:
        case Markdown(text):
            return Size(units(text), 1)
        case Divider():
            return Size(0, 1)
        case Row(buttons):
            return Size(0, 1 + len(buttons), len(buttons))
        case Section(text):
            return Size(units(text), 3, 1)
        case Menu():
            return Size(0, 2, 0, 1)
