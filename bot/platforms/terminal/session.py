"""A conversation in a terminal: a line in, an answer out."""

from dataclasses import dataclass, field

from rich.console import Console

from bot.core.command import Suggestion
from bot.core.dispatch import Dispatcher
from bot.core.reply import Button
from bot.core.request import Asker, Place
from bot.platforms.terminal.render import buttons_of, render

PLACE = Place("terminal", "terminal")
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
        reply = await self.dispatcher.answer_line(self._line(line.strip()), PLACE, self.asker)
        self._buttons = buttons_of(reply) or self._buttons
        width = min(self.console.width, WIDEST)
        self.console.print(render(reply), width=width, soft_wrap=False)

    def complete(self, line: str) -> list[Suggestion]:
        """Return what a half-typed line might become."""
        return self.dispatcher.complete(line)

    def _line(self, line: str) -> str:
        if line.isdecimal() and 1 <= int(line) <= len(self._buttons):
            return self._buttons[int(line) - 1].line
        return line
