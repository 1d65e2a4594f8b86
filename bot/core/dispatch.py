"""From a request to a reply: the one way in for every platform, and the one place errors end."""

import asyncio
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.core.command import Command, Suggestion
from bot.core.context import Context
from bot.core.lines import complete_line, named, read_line
from bot.core.ports import Clock, Library, Store
from bot.core.reply import Reply
from bot.core.request import Asker, Place, Request
from bot.core.values import values_of
from bot.errors import UnknownCommand, UserError

log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds a command may take before its asker is told that it did not work."""

Explain = Callable[[UserError, str], Reply]
"""Puts a mistake in words, in a language."""
Apologise = Callable[[str, str], Reply]
"""Says sorry for a fault of ours, with the reference to look for in the log, in a language."""


@dataclass(frozen=True, slots=True)
class Dispatcher:
    """Answers requests with the commands it was given."""

    commands: Sequence[Command]
    library: Library
    store: Store
    clock: Clock
    zone: ZoneInfo
    """The zone of people and channels who have said none of their own."""
    explain: Explain
    apologise: Apologise
    patience: float = PATIENCE

    async def answer_line(self, line: str, place: Place, asker: Asker) -> Reply:
        """Answer a typed line or a pressed button. Never raises."""
        try:
            request = read_line(line, self.commands, place, asker)
        except UserError as error:
            return self.explain(error, asker.language)
        return await self.answer(request)

    async def answer(self, request: Request) -> Reply:
        """Answer a request. Never raises: mistakes are explained, faults logged."""
        language = request.asker.language
        try:
            async with asyncio.timeout(self.patience):
                return await self._run(request)
        except UserError as error:
            return self.explain(error, language)
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("/%s failed (%s)", request.command, reference)
            return self.apologise(reference, language)

    def complete(self, line: str) -> list[Suggestion]:
        """Return what a half-typed line might become. Never raises."""
        try:
            return complete_line(line, self.commands, self.library)
        except Exception:
            log.exception("completion failed")
            return []

    async def _run(self, request: Request) -> Reply:
        command = named(self.commands, request.command)
        if command is None:
            raise UnknownCommand(name=f"/{request.command}", help="/help")
        values = values_of(command, request)
        return await command.handler(self._context(request.place, request.asker), **values)

    def _context(self, place: Place, asker: Asker) -> Context:
        return Context(place, asker, self.library, self.store, self.clock, self.zone, self.commands)
