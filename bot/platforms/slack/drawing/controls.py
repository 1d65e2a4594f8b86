"""Buttons and menus of one message, each with an id of its own."""

from collections import Counter
from itertools import count
from typing import Any

from bot.core.reply import Button, Style
from bot.layout.parts import Menu
from bot.layout.splitting import shortened
from bot.layout.wording import Words
from bot.platforms.slack.drawing.ids import option_value, page_id, page_value, press_id, select_id
from bot.platforms.slack.drawing.limits import ACCESSIBILITY_LABEL
from bot.platforms.slack.drawing.mrkdwn import escaped
from bot.platforms.slack.drawing.options import two_lines

Element = dict[str, Any]


def plain(text: str) -> Element:
    """Return a text object that shows exactly a text: ``:names:`` stay as they are."""
    return {"type": "plain_text", "text": escaped(text), "emoji": False}


def _option(option: Button, again: int) -> Element:
    lines = two_lines(option.label)
    if lines is None:
        message = f"a menu has no room for the label {option.label!r}"
        raise ValueError(message)
    first, second = lines
    made: Element = {"text": plain(first), "value": option_value(option.line, again)}
    return made | ({"description": plain(second)} if second else {})


class Controls:
    """Makes what can be pressed in a message."""

    def __init__(self) -> None:
        self._buttons = count(1)
        self._menus = count(1)
        self._turns = count(1)

    def button(self, button: Button, mark: str = "") -> Element:
        """Make a button; ``mark`` is what it shows if its text stands beside it."""
        made: Element = {
            "type": "button",
            "text": plain(mark or button.label),
            "action_id": press_id(next(self._buttons)),
            "value": button.line,
        }
        if button.style is Style.MAIN:
            made["style"] = "primary"
        if mark:
            made["accessibility_label"] = shortened(button.label, ACCESSIBILITY_LABEL)
        return made

    def menu(self, menu: Menu) -> Element:
        """Make a menu."""
        lines: Counter[str] = Counter()
        options = []
        for option in menu.options:
            options.append(_option(option, lines[option.line]))
            lines[option.line] += 1
        return {
            "type": "static_select",
            "action_id": select_id(next(self._menus)),
            "placeholder": plain(menu.placeholder),
            "options": options,
        }

    def pager(self, line: str, number: int, pages: int, words: Words) -> list[Element]:
        """Make the buttons that turn pages. Slack has none that can't be pressed."""
        turns = []
        if number > 1:
            turns.append(self._turn(f"{words.before} {number - 1}", line, number - 1))
        if number < pages:
            turns.append(self._turn(f"{number + 1} {words.after}", line, number + 1))
        return turns

    def _turn(self, label: str, line: str, page: int) -> Element:
        return {
            "type": "button",
            "text": plain(label),
            "action_id": page_id(next(self._turns)),
            "value": page_value(line, page),
        }
