"""How a group of buttons is laid out: in rows, beside their texts, or in a menu. None is cut."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from string import ascii_uppercase

from bot.core.plain import visible
from bot.core.reply import Button, Style
from bot.layout.medium import Medium
from bot.layout.paragraphs import Kind, Paragraph
from bot.layout.parts import Control, Menu, Piece, Prose, Row, Section
from bot.layout.splitting import split
from bot.layout.wording import Words

CHOICE = "/answer "
"""How the line of a button begins that is one choice of several."""

MOST_IN_ROWS = 10
NAMELESS = "…"
"""What a button shows whose label has nothing to see: no platform takes one without."""


def controls_of(
    buttons: Sequence[Button], words: Words, medium: Medium
) -> Iterator[Control | Prose]:
    """Yield the parts that a group of buttons makes.

    A group that the main button leads and that is too much for one row is a way on and other
    ways: the main one has a row of its own.
    """
    group = _Group(medium)
    shown = [_shown(button) for button in buttons]
    main = list(takewhile(lambda button: button.style is Style.MAIN, shown))
    others = shown[len(main) :]
    if not main or not others or group.is_one_row(shown):
        yield from group.laid_out(shown, words.pick)
    else:
        yield from group.laid_out(main, words.pick)
        yield from group.other_ways(others, words)


def _shown(button: Button) -> Button:
    # No platform breaks lines in a label.
    return replace(button, label=" ".join(visible(button.label).split()) or NAMELESS)


@dataclass(frozen=True, slots=True)
class _Group:
    """Lays out buttons by how many and how long they are."""

    medium: Medium

    def is_one_row(self, buttons: Sequence[Button]) -> bool:
        row = self.medium.limits.row_buttons
        return len(buttons) <= row and all(map(self._is_short, buttons))

    def other_ways(self, buttons: Sequence[Button], words: Words) -> Iterator[Control | Prose]:
        """Lay out where else one can go: beside texts it would look like the page's content."""
        if all(map(self._is_short, buttons)) and len(buttons) <= MOST_IN_ROWS:
            yield from self._rows(buttons)
        elif self._fit_a_menu(buttons):
            yield from self._menus(buttons, words.go_to)
        else:
            yield from self._sections(buttons)

    def laid_out(self, buttons: Sequence[Button], placeholder: str) -> Iterator[Control | Prose]:
        short = sum(map(self._is_short, buttons))
        if len(buttons) == 1 and self._measured(buttons[0]) <= self.medium.limits.label:
            yield Row(tuple(buttons))
        elif short == len(buttons) <= MOST_IN_ROWS:
            yield from self._rows(buttons)
        elif len(buttons) > MOST_IN_ROWS and 2 * short > len(buttons) and self._fit_a_menu(buttons):
            yield from self._menus(buttons, placeholder)
        else:
            yield from self._sections(buttons)

    def _measured(self, button: Button) -> int:
        return self.medium.measured(button.label)

    def _is_short(self, button: Button) -> bool:
        return self._measured(button) <= self.medium.limits.label_shown

    def _fit_a_menu(self, buttons: Sequence[Button]) -> bool:
        return all(self.medium.is_option(button.label) for button in buttons)

    def _rows(self, buttons: Sequence[Button]) -> Iterator[Row]:
        step = self.medium.limits.row_buttons
        for start in range(0, len(buttons), step):
            yield Row(tuple(buttons[start : start + step]))

    def _menus(self, buttons: Sequence[Button], placeholder: str) -> Iterator[Menu]:
        step = self.medium.limits.menu_options
        for start in range(0, len(buttons), step):
            yield Menu(tuple(buttons[start : start + step]), placeholder)

    def _sections(self, buttons: Sequence[Button]) -> Iterator[Section | Prose]:
        mark, medium = _marks(buttons), self.medium
        for number, button in enumerate(buttons):
            head = medium.beside(mark(number))
            room = medium.limits.prose_text - medium.measured(head)
            text = Paragraph(Kind.TEXT, button.label)
            pieces = split(text.text, first=room, rest=room, width=medium.width(Kind.TEXT))
            *before, last = pieces
            for piece in before:
                shown = head + medium.marked(text.going_on(piece))
                yield Prose((Piece(Kind.TEXT, shown),))
                head = ""
            yield Section(head + medium.marked(text.going_on(last)), mark(number), button)


def _marks(buttons: Sequence[Button]) -> Callable[[int], str]:
    if len(buttons) == 1:
        return lambda _: "→"
    if len(buttons) <= len(ascii_uppercase) and buttons[0].line.startswith(CHOICE):
        return lambda number: ascii_uppercase[number]
    return lambda number: str(number + 1)
