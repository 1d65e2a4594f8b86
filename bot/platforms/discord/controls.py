"""How a group of buttons is laid out: in rows, beside their texts, or in a menu. None is cut."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile
from string import ascii_uppercase

from bot.core.plain import visible
from bot.core.reply import Button, Style
from bot.platforms.discord.limits import (
    BUTTON_LABEL,
    BUTTON_LABEL_SHOWN,
    OPTION_LABEL,
    PAGE_TEXT,
    ROW_BUTTONS,
    SELECT_OPTIONS,
    units,
)
from bot.platforms.discord.paragraphs import Kind, Paragraph
from bot.platforms.discord.parts import Control, Markdown, Menu, Row, Section
from bot.platforms.discord.splitting import split
from bot.platforms.discord.wording import Words

CHOICE = "/answer "
"""How the line of a button begins that is one choice of several."""

MOST_IN_ROWS = 10
NAMELESS = "…"
"""What a button shows whose label has nothing to see: Discord takes none without."""


def controls_of(buttons: Sequence[Button], words: Words) -> Iterator[Control | Markdown]:
    """Yield the parts that a group of buttons makes.

    A group that the main button leads and that is too much for one row is a way on and other
    ways: the main one has a row of its own.
    """
    shown = [_shown(button) for button in buttons]
    main = list(takewhile(lambda button: button.style is Style.MAIN, shown))
    others = shown[len(main) :]
    if not main or not others or (len(shown) <= ROW_BUTTONS and all(map(_is_short, shown))):
        yield from _laid_out(shown, words.pick)
    else:
        yield from _laid_out(main, words.pick)
        yield from _other_ways(others, words)


def _shown(button: Button) -> Button:
    # Discord breaks no line in a label.
    return replace(button, label=" ".join(visible(button.label).split()) or NAMELESS)


def _is_short(button: Button) -> bool:
    return units(button.label) <= BUTTON_LABEL_SHOWN


def _fit_a_menu(buttons: Sequence[Button]) -> bool:
    return all(units(button.label) <= OPTION_LABEL for button in buttons)


def _other_ways(buttons: Sequence[Button], words: Words) -> Iterator[Control | Markdown]:
    """Lay out where else one can go: beside texts it would look like the page's own content."""
    if all(map(_is_short, buttons)) and len(buttons) <= MOST_IN_ROWS:
        yield from _rows(buttons)
    elif _fit_a_menu(buttons):
        yield from _menus(buttons, words.go_to)
    else:
        yield from _sections(buttons)


def _laid_out(buttons: Sequence[Button], placeholder: str) -> Iterator[Control | Markdown]:
    short = sum(map(_is_short, buttons))
    if len(buttons) == 1 and units(buttons[0].label) <= BUTTON_LABEL:
        yield Row(tuple(buttons))
    elif short == len(buttons) <= MOST_IN_ROWS:
        yield from _rows(buttons)
    elif len(buttons) > MOST_IN_ROWS and 2 * short > len(buttons) and _fit_a_menu(buttons):
        yield from _menus(buttons, placeholder)
    else:
        yield from _sections(buttons)


def _rows(buttons: Sequence[Button]) -> Iterator[Row]:
    for start in range(0, len(buttons), ROW_BUTTONS):
        yield Row(tuple(buttons[start : start + ROW_BUTTONS]))


def _menus(buttons: Sequence[Button], placeholder: str) -> Iterator[Menu]:
    for start in range(0, len(buttons), SELECT_OPTIONS):
        yield Menu(tuple(buttons[start : start + SELECT_OPTIONS]), placeholder)


def _sections(buttons: Sequence[Button]) -> Iterator[Section | Markdown]:
    mark = _marks(buttons)
    for number, button in enumerate(buttons):
        head = f"**{mark(number)}**  "
        text = Paragraph(Kind.TEXT, button.label)
        room = PAGE_TEXT - len(head)
        *before, last = split(text.text, first=room, rest=room, width=text.width())
        for piece in before:
            yield Markdown(head + text.going_on(piece).shown())
            head = ""
        yield Section(head + text.going_on(last).shown(), mark(number), button)


def _marks(buttons: Sequence[Button]) -> Callable[[int], str]:
    if len(buttons) == 1:
        return lambda _: "→"
    if len(buttons) <= len(ascii_uppercase) and buttons[0].line.startswith(CHOICE):
        return lambda number: ascii_uppercase[number]
    return lambda number: str(number + 1)
