"""A conversation in a terminal: a line in, an answer out."""

from dataclasses import dataclass, field

from rich.console import Console

from bot.core.command import Suggestion
from bot.core.dispatch import Dispatcher
from bot.core.reply import Button
from bot.core.request import Asker, Place
from bot.errors import NoSuchButton
from bot.platforms.terminal.render import buttons_of, render

PLACE = Place("terminal", "terminal")
LONGEST_NUMBER = 4
WIDEST = 96
"""Columns of text that still read well."""


@dataclass(slots=True)
class Session:
    """Answers lines, and remembers the numbered buttons of the answer before."""

    dispatcher: Dispatcher
    console: Console
    asker: Asker
    _buttons: list[Button] = field(default_factory=list)

    async def say(self, line: str) -> None:
        """Answer a line: a command, or the number of a button."""
        line = line.strip()
        try:
            pressed = self._pressed(line)
        except NoSuchButton as error:
            reply = self.dispatcher.explain(error, self.asker.language)
        else:
            line = pressed.line if pressed else line
            reply = await self.dispatcher.answer_line(line, PLACE, self.asker)
        self._buttons = buttons_of(reply) or self._buttons
        width = min(self.console.width, WIDEST)
        self.console.print(render(reply, self._typeable), width=width, soft_wrap=False)

    def _typeable(self, button: Button) -> bool:
        """Tell whether a button's line is one that a person would type."""
        command = button.line[1:].partition(" ")[0]
        listed = any(c.listed for c in self.dispatcher.commands if c.name == command)
        return listed and "#" not in button.line

    def complete(self, line: str) -> list[Suggestion]:
        """Return what a half-typed line might become."""
        return self.dispatcher.complete(line)

    def _pressed(self, line: str) -> Button | None:
        """The button a number stands for, if it is one."""
        if not line.isdecimal():
            return None
        if len(line) > LONGEST_NUMBER or not 1 <= int(line) <= len(self._buttons):
            raise NoSuchButton(number=line[:LONGEST_NUMBER], help="/help")
        return self._buttons[int(line) - 1]
