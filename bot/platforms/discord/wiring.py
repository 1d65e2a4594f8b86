"""The buttons and menus of one message, each with an id of its own."""

from collections import Counter
from typing import Any

from discord import ButtonStyle, SelectOption
from discord.ui import Button as DiscordButton
from discord.ui import Select

from bot.core.reply import Button, Style
from bot.layout.parts import Menu
from bot.platforms.discord.ids import option_value, page_id, press_id, select_id
from bot.platforms.discord.items import ChoiceItem, PageItem, PressItem
from bot.platforms.discord.limits import CUSTOM_ID
from bot.platforms.discord.wording import Words

_STYLES = {Style.MAIN: ButtonStyle.primary, Style.PLAIN: ButtonStyle.secondary}


class Wiring:
    """Makes what can be pressed in a message. The key goes on the first button with room for it."""

    def __init__(self, key: str) -> None:
        self._key = key
        self._lines: Counter[str] = Counter()
        self._menus = 0

    def button(self, button: Button, label: str = "") -> PressItem:
        """Make a button; ``label`` if it shows a mark and its text stands beside it."""
        again = self._again(button.line)
        custom_id = press_id(button.line, self._key_for(press_id(button.line, again=again)), again)
        made: DiscordButton[Any] = DiscordButton(
            label=label or button.label, style=_STYLES[button.style], custom_id=custom_id
        )
        return PressItem(made, button.line)

    def menu(self, menu: Menu) -> ChoiceItem:
        """Make a menu."""
        lines: Counter[str] = Counter()
        options = []
        for option in menu.options:
            value = option_value(option.line, lines[option.line])
            lines[option.line] += 1
            options.append(SelectOption(label=option.label, value=value))
        self._menus += 1
        made: Select[Any] = Select(
            custom_id=select_id(self._menus), placeholder=menu.placeholder, options=options
        )
        return ChoiceItem(made)

    def pager(self, line: str, number: int, count: int, words: Words) -> list[PageItem]:
        """Make the buttons that turn pages, with the page's number between them."""
        label = words.page.format(number=number, count=count)
        return [
            self._turn(words.before, line, number - 1, disabled=number <= 1),
            self._turn(label, line, number, disabled=True),
            self._turn(words.after, line, number + 1, disabled=number >= count),
        ]

    def finish(self) -> None:
        """Raise ``ValueError`` if the key found no room."""
        if self._key:
            message = f"no button of this post has room for its key {self._key!r}"
            raise ValueError(message)

    def _turn(self, label: str, line: str, page: int, *, disabled: bool) -> PageItem:
        custom_id = page_id(line, page, self._key_for(page_id(line, page)))
        made: DiscordButton[Any] = DiscordButton(
            label=label, disabled=disabled, custom_id=custom_id
        )
        return PageItem(made, line, page)

    def _again(self, line: str) -> int:
        self._lines[line] += 1
        return self._lines[line] - 1

    def _key_for(self, custom_id: str) -> str:
        """Return the key, once, if there is room for it and its bar."""
        if len(custom_id) + 1 + len(self._key) > CUSTOM_ID:
            return ""
        key, self._key = self._key, ""
        return key
